"""What is still missing at a gemeente, and the step that mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from afspraken.models import VrijgekomenWoning
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.templatetags.weergave import datum, personen, woningen
from taakstelling.koppelingen import nog_over_te_nemen
from taakstelling.koppelpeildata import koppelregels
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.overzicht.afstemming import Lijstregel
from taakstelling.regels.grootboek import Bron
from taakstelling.regels.koppelpeildatum import Uitkomst
from taakstelling.terugkoppeling import Voortgang
from toezicht.rondecijfers import vragen_aan

VOORAF = timedelta(days=14)
"""So long before the koppelpeildatum the koppelingen must be complete."""
DAARNA = timedelta(days=56)
"""So long after the koppelpeildatum and the peildatum a dossier is asked for: the provincie judges in those weeks. So
long, too, a koppeling that was handed over is a task."""
JAAR = timedelta(days=365)
NIEUW = timedelta(days=30)
"""So long what the provincie sent is news."""


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


def koppeltaken(lid: Lidmaatschap, nu: Voortgang, vorig: Voortgang, vandaag: date) -> list[Taak]:
    """What there is to do around 1 April and 1 October, and after a peildatum that ended with an achterstand."""
    taken: list[Taak] = []
    halfjaar, gemeente = nu.stand.halfjaar, nu.gemeente
    dag = halfjaar.koppelpeildatum
    naar = reverse("koppelpeildatum", args=[gemeente.code, halfjaar])
    if timedelta(0) < dag - vandaag <= VOORAF:
        tekst = f"Op {datum(dag)} kijkt het COA of er genoeg mensen aan u zijn gekoppeld. Leg vóór die dag alles vast."
        taken.append(Taak(tekst, naar, "Bekijk wat er gekoppeld is"))
    na_koppelpeildatum = timedelta(0) <= vandaag - dag <= DAARNA
    achterstand = vorig.nog if vandaag - halfjaar.begin <= DAARNA else None
    if not (na_koppelpeildatum or achterstand):
        return taken
    gemaakt = set(
        Verschoonbaarheidsdossier.objects.zichtbaar_voor(lid)
        .filter(gemeente=gemeente, halfjaar__in=[halfjaar, halfjaar.vorige])
        .values_list("halfjaar", flat=True)
    )
    if na_koppelpeildatum and halfjaar not in gemaakt:
        koppelstand = koppelregels(lid, [gemeente], [halfjaar], vandaag)[0].koppelstand
        if koppelstand.uitkomst is Uitkomst.TEKORT:
            waren = "was" if koppelstand.tekort == 1 else "waren"
            tekst = f"Op {datum(dag)} {waren} er {personen(koppelstand.tekort)} te weinig gekoppeld voor de opgave."
            taken.append(Taak(f"{tekst} Daar kunt u een verschoonbaarheidsdossier van maken.", naar, "Bekijk de som"))
    if achterstand and halfjaar.vorige not in gemaakt:
        taken.append(
            Taak(
                f"De {halfjaar.vorige.in_zin} eindigde met een achterstand van {personen(achterstand)}."
                " Is daar een goede reden voor, maak dan een verschoonbaarheidsdossier voor de provincie.",
                reverse("verschoonbaarheid-maken", args=[gemeente.code, halfjaar.vorige]),
                "Maak een dossier",
            )
        )
    return taken


def overdrachttaken(gemeente: Gemeente, vandaag: date) -> list[Taak]:
    """The koppelingen that other gemeenten handed over in the last weeks and that are not recorded here yet."""
    eigen = {gemeente.pk, *gemeente.voorgangers.values_list("pk", flat=True)}
    return [
        Taak(
            f"{overdracht.van} droeg op {datum(overdracht.op)} een koppeling van {personen(overdracht.personen)} aan u"
            " over. De plaatsing telt voor u.",
            reverse("huishouden-koppelen"),
            "Leg de koppeling vast",
        )
        for overdracht in nog_over_te_nemen(eigen, vandaag - DAARNA, vandaag)
    ]


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


def wederhoortaken(lid: Lidmaatschap, vandaag: date) -> list[Taak]:
    """The rounds in which the provincie waits for an answer about the figures, or answered what was contested."""
    taken = []
    for vraag in vragen_aan(lid):
        provincie, over = vraag.ronde.provincie, vraag.ronde.halfjaar.in_zin
        if vraag.loopt and vraag.antwoord is None:
            zin = (
                f"De provincie {provincie} vraagt of uw cijfers over de {over} kloppen."
                f" Antwoorden kan tot en met {datum(vraag.ronde.wederhoor_tot)}."
            )
            taken.append(Taak(zin, vraag.adres, "Bekijk de cijfers en antwoord"))
        elif vraag.reactie and vandaag - timezone.localdate(vraag.reactie.vastgelegd_op) <= NIEUW:
            zin = f"De provincie {provincie} antwoordde op uw wederhoor over de {over}: {vraag.reactie.uitkomst}."
            taken.append(Taak(zin, vraag.adres, "Lees het antwoord"))
    return taken


def toewijzingstaken(lid: Lidmaatschap, vandaag: date) -> list[Taak]:
    """How many homes of the last year, let to statushouders, have no placement yet."""
    rijen = VrijgekomenWoning.objects.zichtbaar_voor(lid).bekend().ongekoppeld()
    aantal = rijen.filter(verhuurd_op__gt=vandaag - JAAR, verhuurd_op__lte=vandaag).count()
    if not aantal:
        return []
    tekst = f"Van {woningen(aantal)} voor statushouders is nog niet bekend wie er woont."
    return [Taak(tekst, reverse("toewijzingen"), "Koppel plaatsingen aan woningen")]
