"""The addresses of the taakstelling: recording (opgave) and reading (cijfers)."""

from taakstelling.urls import cijfers, huishoudens, plaatsingen

urlpatterns = [*plaatsingen.urlpatterns, *huishoudens.urlpatterns, *cijfers.urlpatterns]
