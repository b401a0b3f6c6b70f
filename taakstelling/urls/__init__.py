"""The addresses of the taakstelling: recording (opgave), working together (regio) and reading (cijfers)."""

from taakstelling.urls import cijfers, huishoudens, plaatsingen, regio

urlpatterns = [*plaatsingen.urlpatterns, *huishoudens.urlpatterns, *cijfers.urlpatterns, *regio.urlpatterns]
