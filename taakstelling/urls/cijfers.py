"""The addresses for reading figures; each can be kept and shared."""

from django.urls import path, register_converter

from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.views import afsluitingen, cijfers, herkomst, landelijk


class GemeentecodeConverter:
    """A CBS code: GM1690."""

    regex = "GM[0-9]{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class HalfjaarConverter:
    """2024-1; a half-year that cannot be is a page that cannot be."""

    regex = "[0-9]{4}-[12]"

    def to_python(self, value: str) -> Halfjaar:
        return Halfjaar.van_code(value)

    def to_url(self, value: Halfjaar | str) -> str:
        return str(value)


register_converter(GemeentecodeConverter, "gemeentecode")
register_converter(HalfjaarConverter, "halfjaar")

urlpatterns = [
    path("cijfers/", cijfers.lijst, name="cijfers"),
    path("cijfers/veranderd/", herkomst.veranderd_lijst, name="veranderd-lijst"),
    path("cijfers/regels/<slug:soort>/<int:pk>/", herkomst.regel, name="regel"),
    path("cijfers/afsluitingen/", afsluitingen.lijst, name="afsluitingen"),
    path("cijfers/afsluitingen/<halfjaar:halfjaar>/", afsluitingen.een, name="afsluiting"),
    path("cijfers/afsluitingen/<halfjaar:halfjaar>/sluiten/", afsluitingen.sluiten, name="halfjaar-sluiten"),
    path("cijfers/afsluitingen/<halfjaar:halfjaar>/heropenen/", afsluitingen.heropenen, name="halfjaar-heropenen"),
    path("cijfers/landelijk/", cijfers.landelijk, name="landelijk"),
    path("cijfers/landelijk/<halfjaar:halfjaar>/", cijfers.halfjaar, name="halfjaar"),
    path("cijfers/landelijk/<halfjaar:halfjaar>/vastleggen/", landelijk.leg_vast, name="landelijk-vastleggen"),
    path("cijfers/landelijk/versie/<int:pk>/intrekken/", landelijk.trek_in, name="landelijk-intrekken"),
    path("cijfers/<gemeentecode:code>/", cijfers.gemeente, name="gemeente"),
    path("cijfers/<gemeentecode:code>/<halfjaar:halfjaar>/", cijfers.stand, name="stand"),
    path("cijfers/<gemeentecode:code>/<halfjaar:halfjaar>/veranderd/", herkomst.veranderd, name="veranderd"),
]
