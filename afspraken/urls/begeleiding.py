"""The addresses of the duurzame start: guidance, signals, who does what, and the yearly overleg."""

from django.urls import path, register_converter

from afspraken.regels.begeleiding import Handeling
from afspraken.views import begeleiding, duurzaam, signalen


class FasehandelingConverter:
    """What can be done with a phase: afsluiten, beginnen, heropenen."""

    regex = "|".join(Handeling)

    def to_python(self, value: str) -> Handeling:
        return Handeling(value)

    def to_url(self, value: Handeling | str) -> str:
        return str(value)


class JaarConverter:
    """A calendar year from 2000 on."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)


register_converter(FasehandelingConverter, "fasehandeling")
register_converter(JaarConverter, "jaar")

_B = "afspraken/begeleiding/<int:pk>"
_D = "afspraken/duurzame-start"

urlpatterns = [
    path("afspraken/begeleiding/", begeleiding.lijst, name="begeleidingen"),
    path("afspraken/begeleiding/beginnen/", begeleiding.openen, name="begeleiding-beginnen"),
    path(f"{_B}/", begeleiding.een, name="begeleiding"),
    path(f"{_B}/wijzigen/", begeleiding.wijzig, name="begeleiding-wijzigen"),
    path(f"{_B}/fase/<fasehandeling:handeling>/", begeleiding.fase, name="begeleiding-fase"),
    path(f"{_B}/punten/", begeleiding.punten, name="begeleiding-punten"),
    path(f"{_B}/stoppen/", begeleiding.stop, name="begeleiding-stoppen"),
    path(f"{_B}/signaal/", signalen.meld, name="signaal-melden"),
    path("afspraken/signalen/<int:pk>/", signalen.beantwoord, name="signaal-beantwoorden"),
    path(f"{_D}/", duurzaam.overzicht, name="duurzame-start"),
    path(f"{_D}/<str:code>/matrix/", duurzaam.matrix, name="matrix"),
    path(f"{_D}/<str:code>/matrix/wijzigen/", duurzaam.wijzig_matrix, name="matrix-wijzigen"),
    path(f"{_D}/<str:code>/matrix.pdf", duurzaam.matrix_pdf, name="matrix-pdf"),
    path(f"{_D}/<str:code>/overleg/<jaar:jaar>/", duurzaam.overleg, name="overleg"),
    path(f"{_D}/<str:code>/overleg/<jaar:jaar>.pdf", duurzaam.overleg_pdf, name="overleg-pdf"),
    path(f"{_D}/regio/<int:pk>/overleg/<jaar:jaar>/", duurzaam.overleg_regio, name="overleg-regio"),
    path(f"{_D}/regio/<int:pk>/overleg/<jaar:jaar>.pdf", duurzaam.overleg_regio_pdf, name="overleg-regio-pdf"),
]
