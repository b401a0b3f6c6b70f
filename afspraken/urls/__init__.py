"""The addresses of the agreements, a module per room."""

from afspraken.urls import aandelen, normen, woningen

urlpatterns = [*aandelen.urlpatterns, *normen.urlpatterns, *woningen.urlpatterns]
