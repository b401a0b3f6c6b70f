"""Recording what the colleges of a regio settled between them: one herverdeling, in the half-year it is about."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.models import Lidmaatschap, Regio
from organisaties.regels.tijd import voluit
from organisaties.toegang import eis
from taakstelling.acties.feiten import leg_feiten_vast
from taakstelling.cijfers import ziet_wat_telt
from taakstelling.models import Mutatie
from taakstelling.overzicht import regiobeeld
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.verrekening import Positie
from taakstelling.toegang import mag_verrekenen

ANDERE_CIJFERS = (
    "In een van deze gemeenten telt de eigen telling nog mee, en die ziet u niet. Laat de coördinator van de regio de"
    " verrekening vastleggen, of wacht op de cijfers van COA."
)
CIJFERS_VERANDERD = "De cijfers zijn veranderd sinds u deze pagina opende. Kijk of het voorstel nog past."


def kenmerk_van(posities: Iterable[Positie]) -> str:
    """A mark of the standen that a settlement was made for; the form carries it from opening to saving."""
    return " ".join(f"{p.gemeente}:{p.stand}:{p.taakstelling}" for p in posities)


@transaction.atomic
def leg_verrekening_vast(
    *,
    door: Lidmaatschap | None,
    regio: Regio,
    halfjaar: Halfjaar,
    datum: date,
    grondslag: str,
    reden: str,
    wijzigingen: Mapping[str, int],
    versie: str | None = None,
) -> list[Mutatie]:
    """Record the besluit of `datum`; `wijzigingen`: per code what is added to the stand, personen, together nil.

    Raises GeenToegang; ValidationError: a day outside the half-year or to come, gemeenten that do not take part,
    changes that are not nil together or take a taakstelling below nil, a besluit that was recorded before, standen that
    are other ones for the gemeenten themselves, or (with `versie`) figures that changed since.
    """
    regio = Regio.objects.select_for_update().get(pk=regio.pk)  # two coordinators do not settle the same stand twice
    eis(mag_verrekenen(door, regio))
    vandaag = timezone.localdate()
    if not halfjaar.bevat(datum) or datum > vandaag:
        raise ValidationError({"datum": _welke_dag(halfjaar, vandaag)})
    beeld = regiobeeld(door, regio, halfjaar, vandaag)
    if versie is not None and versie != kenmerk_van(beeld.posities):
        raise ValidationError(CIJFERS_VERANDERD)
    leden = {regel.gemeente.code: regel for regel in beeld.regels}
    if not ziet_wat_telt(door, [regel.gemeente for regel in beeld.regels], halfjaar):
        raise ValidationError(ANDERE_CIJFERS)
    aantallen = {code: aantal for code, aantal in wijzigingen.items() if aantal}
    if not aantallen or set(aantallen) - set(leden):
        raise ValidationError("Een verrekening gaat over twee of meer gemeenten die in dit halfjaar meedoen.")
    for code, aantal in aantallen.items():
        taakstelling = leden[code].stand.taakstelling
        if taakstelling is not None and aantal > taakstelling:
            raise ValidationError(
                f"{leden[code].gemeente} kan niet meer overdragen dan haar taakstelling van {taakstelling}."
            )
    grondslag = grondslag.strip()
    if _al_vastgelegd(datum, grondslag):
        raise ValidationError({"grondslag": "Met deze datum en dit kenmerk is al een herverdeling vastgelegd."})
    rijen = [
        Mutatie(
            gemeente=leden[code].gemeente,
            datum=datum,
            soort=Mutatie.Soort.HERVERDELING,
            aantal=aantal,
            grondslag=grondslag,
            reden=reden.strip(),
        )
        for code, aantal in sorted(aantallen.items())
    ]
    leg_feiten_vast(door=door, rijen=rijen)
    # In the logboek of each gemeente, and of the provincie that watches over them: neither recorded it itself.
    for rij in rijen:
        logboek.schrijf(
            door=door, handeling="herverdeling vastgelegd", op=rij, gemeente=rij.gemeente, personen=rij.aantal
        )
    pks = [rij.pk for rij in rijen]
    for provincie in dict.fromkeys(rij.gemeente.provincie for rij in rijen if rij.gemeente.provincie):
        logboek.schrijf(door=door, handeling="herverdeling vastgelegd", op=regio, provincie=provincie, rijen=pks)
    return rijen


def _al_vastgelegd(datum: date, grondslag: str) -> bool:
    al = Mutatie.objects.bekend().filter(datum=datum, soort=Mutatie.Soort.HERVERDELING)
    return al.filter(grondslag=grondslag).exists()


def _welke_dag(halfjaar: Halfjaar, vandaag: date) -> str:
    if halfjaar.bevat(vandaag):
        return f"Kies de dag van het besluit: van {voluit(halfjaar.begin)} tot en met vandaag."
    return (
        f"Kies een dag in de {halfjaar.in_zin}. De colleges wijzigen hun taakstellingen in het halfjaar zelf; een"
        " later besluit geldt voor een later halfjaar."
    )
