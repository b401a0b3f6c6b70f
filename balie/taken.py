"""What is still missing at a gemeente, and the step that mends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from organisaties.templatetags.weergave import datum
from taakstelling.overzicht.afstemming import Lijstregel
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
    return taken


def afstemmingstaken(open_: Sequence[Lijstregel]) -> list[Taak]:
    """The newest half-year over which COA gave a final figure that differs and is not settled yet; how many more."""
    klaar = [regel for regel in open_ if regel.stand.bron is Bron.OFFICIEEL]
    if not klaar:
        return []
    regel, meer = klaar[0], len(klaar) - 1
    richting = "meer" if regel.verschil > 0 else "minder"
    personen = "1 persoon" if abs(regel.verschil) == 1 else f"{abs(regel.verschil)} personen"
    tekst = (
        f"Over de {regel.stand.halfjaar.in_zin} telt u {personen} {richting} dan COA"
        f" (cijfers per {datum(regel.stand.cijfers_per)}). Zoek uit wie dat zijn."
    )
    if not meer:
        adres = reverse("afstemming-halfjaar", args=[regel.gemeente.code, regel.stand.halfjaar.code])
        return [Taak(tekst, adres, "Bekijk het verschil")]
    ook = f" Ook over {meer} {'eerder halfjaar' if meer == 1 else 'eerdere halfjaren'} is er een verschil."
    return [Taak(tekst + ook, f"{reverse('afstemming')}?toon=open", "Bekijk de verschillen")]
