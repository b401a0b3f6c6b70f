"""The addresses of the regio."""

from django.urls import path

from taakstelling.views import regio

urlpatterns = [
    path("opgave/regio/<int:pk>/", regio.een, name="regio"),
    path("opgave/regio/<int:pk>/plaatsen/", regio.plan, name="regio-plan"),
    path("opgave/regio/<int:pk>/<halfjaar:halfjaar>/", regio.halfjaar, name="regio-halfjaar"),
    path("opgave/regio/<int:pk>/<halfjaar:halfjaar>/verrekening/", regio.verrekening, name="regio-verrekening"),
    path("opgave/regio/<int:pk>/<halfjaar:halfjaar>/overzicht.pdf", regio.overzicht_pdf, name="regio-pdf"),
]
