"""The addresses of the taakstelling: recording (opgave), working together (regio) and reading (cijfers)."""

from taakstelling.urls import cijfers, plaatsingen, regio

urlpatterns = [*plaatsingen.urlpatterns, *cijfers.urlpatterns, *regio.urlpatterns]
