"""The addresses of the taakstelling: recording (opgave) and reading (cijfers)."""

from taakstelling.urls import cijfers, dossiers, koppelpeildata, plaatsingen

urlpatterns = [*plaatsingen.urlpatterns, *cijfers.urlpatterns, *koppelpeildata.urlpatterns, *dossiers.urlpatterns]
