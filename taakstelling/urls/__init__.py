"""The addresses of the taakstelling: recording (opgave) and reading (cijfers)."""

from taakstelling.urls import cijfers, dossiers, huishoudens, koppelpeildata, plaatsingen

urlpatterns = [
    *plaatsingen.urlpatterns,
    *huishoudens.urlpatterns,
    *cijfers.urlpatterns,
    *koppelpeildata.urlpatterns,
    *dossiers.urlpatterns,
]
