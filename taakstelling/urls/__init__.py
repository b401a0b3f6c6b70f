"""The addresses of the taakstelling: recording (opgave), working together (regio) and reading (cijfers)."""

from taakstelling.urls import (
    afstemming,
    cijfers,
    dossiers,
    huishoudens,
    koppelpeildata,
    mutaties,
    plaatsingen,
    regio,
)

urlpatterns = [
    *afstemming.urlpatterns,
    *cijfers.urlpatterns,
    *dossiers.urlpatterns,
    *huishoudens.urlpatterns,
    *koppelpeildata.urlpatterns,
    *mutaties.urlpatterns,
    *plaatsingen.urlpatterns,
    *regio.urlpatterns,
]
