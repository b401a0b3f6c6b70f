"""What is still missing at a gemeente, and the step that mends it."""

from dataclasses import dataclass

from django.urls import reverse

from organisaties.templatetags.weergave import datum
from taakstelling.regels.grootboek import Bron
from taakstelling.terugkoppeling import Voortgang


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing to do or to know, with a door when there is one."""

    tekst: str
    url: str = ""
    actie: str = ""


def taken_van(nu: Voortgang, vorig: Voortgang) -> list[Taak]:
    """What is missing in the running and the last half-year, the most pressing first."""
    taken: list[Taak] = []
    halfjaar, code = nu.stand.halfjaar, nu.gemeente.code
    if nu.stand.taakstelling is None:
        taken.append(
            Taak(
                f"De taakstelling van de {halfjaar.in_zin} is nog niet bekend. De provincie of functioneel beheer legt"
                " haar vast.",
                reverse("stand", args=[code, halfjaar.code]),
                "Bekijk wat er is",
            )
        )
    if nu.stand.stand_begin is None:
        taken.append(
            Taak(
                f"De stand op {datum(halfjaar.begin)} is onbekend: er is geen beginstand vastgelegd."
                " Vraag de provincie om de beginstand vast te leggen.",
                reverse("gemeente", args=[code]),
                "Bekijk de geschiedenis",
            )
        )
    if nu.stand.eigen is None:
        taken.append(
            Taak(
                "U hebt nog geen plaatsingen vastgelegd.",
                reverse("plaatsing-vastleggen"),
                "Leg de eerste plaatsing vast",
            )
        )
    if vorig.stand.bron is Bron.EIGEN:
        taken.append(
            Taak(
                f"Over de {vorig.stand.halfjaar.in_zin} is er nog geen eindcijfer van COA. Tot die tijd geldt uw eigen"
                " telling.",
                reverse("stand", args=[code, vorig.stand.halfjaar.code]),
                "Bekijk de telling",
            )
        )
    verschil = vorig.stand.verschil_met_officieel
    if verschil and vorig.stand.bron is Bron.OFFICIEEL:
        richting = "meer" if verschil > 0 else "minder"
        personen = "1 persoon" if abs(verschil) == 1 else f"{abs(verschil)} personen"
        taken.append(
            Taak(
                f"Over de {vorig.stand.halfjaar.in_zin} telt u {personen} {richting} dan COA. Zoek uit wie dat zijn.",
                reverse("stand", args=[code, vorig.stand.halfjaar.code]),
                "Bekijk het verschil",
            )
        )
    return taken
