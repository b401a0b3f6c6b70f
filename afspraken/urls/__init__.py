"""The addresses of the agreements, a module per room."""

from afspraken.urls import aandelen, begeleiding, normen, overeenkomsten, woningen

urlpatterns = [
    *aandelen.urlpatterns,
    *begeleiding.urlpatterns,
    *normen.urlpatterns,
    *overeenkomsten.urlpatterns,
    *woningen.urlpatterns,
]
