"""The addresses of the agreements, a module per room."""

from afspraken.urls import aandelen, normen, overeenkomsten, woningen

urlpatterns = [
    *aandelen.urlpatterns,
    *normen.urlpatterns,
    *overeenkomsten.urlpatterns,
    *woningen.urlpatterns,
]
