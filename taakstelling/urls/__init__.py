"""The addresses of the taakstelling: recording (opgave), working together (regio) and reading (cijfers)."""

from taakstelling.urls import (
    cijfers,
    dossiers,
    huishoudens,
    koppelpeildata,
    plaatsingen,
    regio,
)

urlpatterns = [
    *cijfers.urlpatterns,
    *dossiers.urlpatterns,
    *huishoudens.urlpatterns,
    *koppelpeildata.urlpatterns,
    *plaatsingen.urlpatterns,
    *regio.urlpatterns,
]
