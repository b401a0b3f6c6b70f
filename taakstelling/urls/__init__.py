"""The addresses of the taakstelling: recording (opgave) and reading (cijfers)."""

from taakstelling.urls import cijfers, mutaties, plaatsingen

urlpatterns = [*plaatsingen.urlpatterns, *mutaties.urlpatterns, *cijfers.urlpatterns]
