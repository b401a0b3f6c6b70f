"""The addresses of the taakstelling: recording (opgave), working together (regio) and reading (cijfers)."""

from taakstelling.urls import (
    cijfers,
    dossiers,
    huishoudens,
    koppelpeildata,
    mutaties,
    plaatsingen,
    regio,
)

urlpatterns = [
    *cijfers.urlpatterns,
    *dossiers.urlpatterns,
    *huishoudens.urlpatterns,
    *koppelpeildata.urlpatterns,
    *mutaties.urlpatterns,
    *plaatsingen.urlpatterns,
    *regio.urlpatterns,
]
