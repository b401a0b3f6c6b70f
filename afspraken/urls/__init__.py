"""The addresses of the agreements, a module per room."""

from afspraken.urls import woningen

urlpatterns = [*woningen.urlpatterns]
