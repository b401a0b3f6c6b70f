"""The addresses of the agreements."""

from afspraken.urls import begeleiding

urlpatterns = [*begeleiding.urlpatterns]
