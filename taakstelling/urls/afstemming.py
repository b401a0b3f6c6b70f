"""The addresses of the afstemming with COA."""

from django.urls import path, register_converter

from taakstelling.urls import cijfers  # noqa: F401 - registers the converters of gemeente and half-year
from taakstelling.views import afstemming, coalijsten


class VerschilConverter:
    """What a difference is about: a household and its part, a row, a correction, or what is left."""

    regex = "[hprm][0-9]{1,18}(?:\\.[0-9]{1,3})?|rest|lijst"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(VerschilConverter, "verschil")

_HALFJAAR = "cijfers/<gemeentecode:code>/<halfjaar:halfjaar>"

urlpatterns = [
    path("cijfers/afstemming/", afstemming.lijst, name="afstemming"),
    path(f"{_HALFJAAR}/afstemming/", afstemming.blad, name="afstemming-halfjaar"),
    path(f"{_HALFJAAR}/afstemming/tekst/", afstemming.tekst, name="afstemming-tekst"),
    path(f"{_HALFJAAR}/afstemming/<verschil:sleutel>/", afstemming.behandel, name="verschil-behandelen"),
    path(f"{_HALFJAAR}/coa-cijfer/", afstemming.cijfer_nieuw, name="coa-cijfer-vastleggen"),
    path("cijfers/coa-cijfers/<int:pk>/verbeteren/", afstemming.cijfer_verbeteren, name="coa-cijfer-verbeteren"),
    path("cijfers/coa-cijfers/<int:pk>/intrekken/", afstemming.cijfer_intrekken, name="coa-cijfer-intrekken"),
    path("opgave/coa-lijsten/", coalijsten.lijsten, name="coa-lijsten"),
    path("opgave/coa-lijsten/nieuw/", coalijsten.nieuw, name="coa-lijst-inlezen"),
    path("opgave/coa-lijsten/<int:pk>/", coalijsten.een, name="coa-lijst"),
    path("opgave/coa-lijsten/<int:pk>/intrekken/", coalijsten.trek_in, name="coa-lijst-intrekken"),
    path("opgave/plaatsingen/<int:pk>/v-nummers/", coalijsten.v_nummers, name="plaatsing-v-nummers"),
]
