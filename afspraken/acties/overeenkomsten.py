"""Writing the text of an agreement, as long as it is a concept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.acties.schoon import eis_schoon
from afspraken.models import Afspraak, Bijdrage, Ondertekening, Partij, Prestatieafspraak, Thema
from afspraken.tekst import AFSPRAAKVELDEN, VELDEN, met_tekst
from afspraken.toegang import mag_afspraken_opstellen, mag_afspraken_wijzigen
from organisaties import logboek
from organisaties.acties.versies import eis_versie
from organisaties.models import Corporatie, Gemeente, Huurdersorganisatie, Lidmaatschap
from organisaties.rollen import Rol
from organisaties.toegang import eis
from organisaties.vastleggen import trek_in

Organisatie = Gemeente | Corporatie | Huurdersorganisatie
_VASTE_VELDEN = ("van", "tot", "overleg_rond_bod", *VELDEN)
GETEKEND = "Alle partijen hebben al getekend. Maak een addendum of een nieuwe versie."


@transaction.atomic
def stel_op(
    *,
    door: Lidmaatschap | None,
    partijen: Iterable[Organisatie],
    hoort_bij: Prestatieafspraak | None = None,
    volgt_op: Prestatieafspraak | None = None,
    **velden: Any,
) -> Prestatieafspraak:
    """Begin a concept; with `hoort_bij` an addendum, with `volgt_op` a new version or the next agreement.

    Raises GeenToegang; ValidationError: no gemeente among the parties, an addendum outside the term it changes.
    """
    eis(mag_afspraken_opstellen(door))
    for bij in filter(None, (hoort_bij, volgt_op)):
        eis(mag_afspraken_wijzigen(door, bij))
        if bij.is_concept:
            raise ValidationError("Dit kan pas als alle partijen hebben getekend.")
    if hoort_bij is not None and hoort_bij.hoort_bij_id:
        raise ValidationError("Een addendum hoort bij de afspraken zelf, niet bij een ander addendum.")
    if volgt_op is not None and Prestatieafspraak.objects.filter(volgt_op=volgt_op).exists():
        raise ValidationError("Er is al een vervolg op deze afspraken.")
    rij = Prestatieafspraak(hoort_bij=hoort_bij, volgt_op=volgt_op)
    _vul(rij, door, list(partijen), velden)
    rij.save()
    _zet_partijen(rij, partijen)
    _schrijf(door, "afspraken opgesteld", rij)
    return rij


@transaction.atomic
def wijzig(
    *,
    door: Lidmaatschap | None,
    prestatieafspraak: Prestatieafspraak,
    partijen: Iterable[Organisatie],
    versie: str | None = None,
    **velden: Any,
) -> Prestatieafspraak:
    """Change the heading and the parties of a concept. Raises GeenToegang, ValidationError and AlGewijzigd."""
    rij = _te_wijzigen(door, prestatieafspraak, versie)
    _vul(rij, door, list(partijen), velden)
    rij.save()
    _zet_partijen(rij, partijen)
    _schrijf(door, "afspraken gewijzigd", rij)
    return rij


@transaction.atomic
def gooi_weg(*, door: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak) -> None:
    """Remove a concept that nobody attached a document to."""
    rij = _te_wijzigen(door, prestatieafspraak)
    if Ondertekening.objects.filter(partij__prestatieafspraak=rij).exists() or rij.documenten.exists():
        raise ValidationError("Bij dit concept hoort al een ondertekening of een document. Het kan niet meer weg.")
    _schrijf(door, "concept weggegooid", rij)
    rij.delete()


@transaction.atomic
def leg_thema_vast(
    *,
    door: Lidmaatschap | None,
    prestatieafspraak: Prestatieafspraak,
    naam: str,
    toelichting: str = "",
    thema: Thema | None = None,
    versie: str | None = None,
) -> Thema:
    """Add a theme, or change this one."""
    rij = _te_wijzigen(door, prestatieafspraak)
    if thema is not None:
        thema = Thema.objects.get(pk=thema.pk, prestatieafspraak=rij)
        eis_versie(thema, versie)
    else:
        thema = Thema(prestatieafspraak=rij)
    eis_schoon(naam=naam, toelichting=toelichting)
    thema.naam, thema.toelichting = naam.strip(), toelichting.strip()
    thema.full_clean()
    thema.save()
    _schrijf(door, "afspraken gewijzigd", rij, thema=thema.pk)
    return thema


@transaction.atomic
def leg_afspraak_vast(
    *,
    door: Lidmaatschap | None,
    thema: Thema,
    bijdragen: Mapping[int, Sequence[str]],
    regie: Collection[Partij] = (),
    wijzigt: Afspraak | None = None,
    afspraak: Afspraak | None = None,
    versie: str | None = None,
    **velden: str,
) -> Afspraak:
    """Add an afspraak to a theme, or change this one; `bijdragen` are the lines of each party, by its id.

    Raises GeenToegang, AlGewijzigd; ValidationError: a party that is none, or a clause that the addendum is not about.
    """
    rij = _te_wijzigen(door, thema.prestatieafspraak)
    if afspraak is not None:
        afspraak = Afspraak.objects.get(pk=afspraak.pk, thema=thema)
        eis_versie(afspraak, versie)
    else:
        afspraak = Afspraak(thema=thema)
    partijen = {partij.pk for partij in rij.partijen.all()}
    if {*bijdragen, *(partij.pk for partij in regie)} - partijen:
        raise ValidationError("Kies alleen partijen bij deze afspraken.")
    if wijzigt is not None and wijzigt.thema.prestatieafspraak_id != rij.hoort_bij_id:
        raise ValidationError({"wijzigt": "Kies een afspraak uit het stuk waar dit addendum bij hoort."})
    eis_schoon(**velden, **{f"bijdrage_{partij}": "\n".join(regels) for partij, regels in bijdragen.items()})
    for veld in AFSPRAAKVELDEN:
        setattr(afspraak, veld, str(velden.get(veld, "")).strip())
    afspraak.wijzigt = wijzigt
    afspraak.full_clean()
    afspraak.save()
    afspraak.regie.set(regie)
    afspraak.bijdragen.all().delete()
    Bijdrage.objects.bulk_create(
        Bijdrage(afspraak=afspraak, partij_id=partij, tekst=regel.strip())
        for partij in sorted(bijdragen)
        for regel in bijdragen[partij]
        if regel.strip()
    )
    _schrijf(door, "afspraken gewijzigd", rij, afspraak=afspraak.pk)
    return afspraak


@transaction.atomic
def verwijder_onderdeel(*, door: Lidmaatschap | None, onderdeel: Thema | Afspraak) -> None:
    """Remove a theme with all that is in it, or one afspraak, from a concept."""
    bij = onderdeel.prestatieafspraak if isinstance(onderdeel, Thema) else onderdeel.thema.prestatieafspraak
    rij = _te_wijzigen(door, bij)
    _schrijf(door, "afspraken gewijzigd", rij, verwijderd=onderdeel.pk)
    onderdeel.delete()


@transaction.atomic
def maak_nieuwe_versie(
    *, door: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak, naam: str, van: date, tot: date
) -> Prestatieafspraak:
    """A concept with the same parties and text, to change and sign again; the old one stays as it was signed."""
    oud = met_tekst(Prestatieafspraak.objects.all()).get(pk=prestatieafspraak.pk)
    if oud.hoort_bij_id:
        raise ValidationError("Van een addendum komt geen nieuwe versie. Maak een nieuw addendum.")
    nieuw = stel_op(
        door=door,
        partijen=[organisatie_van(partij) for partij in oud.partijen.all()],
        volgt_op=oud,
        **{veld: getattr(oud, veld) for veld in _VASTE_VELDEN} | {"naam": naam, "van": van, "tot": tot, "kenmerk": ""},
    )
    zelfde = {partij.sleutel: partij for partij in nieuw.partijen.all()}
    for thema in oud.themas.all():
        kopie = leg_thema_vast(door=door, prestatieafspraak=nieuw, naam=thema.naam, toelichting=thema.toelichting)
        for afspraak in thema.afspraken.all():
            regels: dict[int, list[str]] = {}
            for bijdrage in afspraak.bijdragen.all():
                regels.setdefault(zelfde[bijdrage.partij.sleutel].pk, []).append(bijdrage.tekst)
            leg_afspraak_vast(
                door=door,
                thema=kopie,
                bijdragen=regels,
                regie=[zelfde[partij.sleutel] for partij in afspraak.regie.all()],
                **{veld: getattr(afspraak, veld) for veld in AFSPRAAKVELDEN},
            )
    return nieuw


def organisatie_van(partij: Partij) -> Organisatie:
    organisatie: Any = partij.gemeente or partij.corporatie or partij.huurdersorganisatie
    return organisatie  # type: ignore[no-any-return]


def gemeente_bij(prestatieafspraak: Prestatieafspraak) -> Gemeente | None:
    """The gemeente whose logboek has a line about this: the first party that is one."""
    return next((partij.gemeente for partij in prestatieafspraak.partijen.all() if partij.gemeente), None)


def _te_wijzigen(
    door: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak, versie: str | None = None
) -> Prestatieafspraak:
    """The concept, locked. Who signed already signed another text, so those signatures lapse."""
    rij: Prestatieafspraak = Prestatieafspraak.objects.select_for_update().get(pk=prestatieafspraak.pk)
    eis(mag_afspraken_wijzigen(door, rij))
    if not rij.is_concept:
        raise ValidationError(GETEKEND)
    eis_versie(rij, versie)
    for ondertekening in Ondertekening.objects.bekend().filter(partij__prestatieafspraak=rij):
        trek_in(ondertekening, door=door, reden="De tekst is daarna gewijzigd")
    return rij


def _vul(
    rij: Prestatieafspraak, door: Lidmaatschap | None, partijen: list[Organisatie], velden: Mapping[str, Any]
) -> None:
    eis_schoon(**{veld: velden[veld] for veld in VELDEN if veld in velden})
    for veld in _VASTE_VELDEN:
        if veld in velden:
            waarde = velden[veld]
            setattr(rij, veld, waarde.strip() if isinstance(waarde, str) else waarde)
    if rij.van and rij.tot and rij.tot <= rij.van:
        raise ValidationError({"tot": "Kies een laatste dag op of na de eerste."})
    rij.full_clean()
    if rij.hoort_bij is not None and not rij.termijn.ligt_in(rij.hoort_bij.termijn):
        raise ValidationError({"van": "Een addendum geldt binnen de looptijd van de afspraken zelf."})
    if rij.hoort_bij is not None:
        eigen = {(type(o).__name__, o.pk) for o in map(organisatie_van, rij.hoort_bij.partijen.all())}
        if any((type(p).__name__, p.pk) not in eigen for p in partijen):
            raise ValidationError("Een addendum sluit u met partijen van de afspraken zelf. Kies alleen die.")
    gemeenten = [partij for partij in partijen if isinstance(partij, Gemeente)]
    if not gemeenten:
        raise ValidationError({"gemeenten": "Kies minstens één gemeente als partij."})
    if door is not None and door.rol == Rol.GEMEENTE and door.gemeente not in gemeenten:
        raise ValidationError({"gemeenten": f"{door.gemeente} is zelf geen partij. Kies haar erbij."})


def _zet_partijen(rij: Prestatieafspraak, partijen: Iterable[Organisatie]) -> None:
    nieuw: dict[tuple[str, int], Organisatie] = {(str(p._meta.model_name), p.pk): p for p in partijen}
    for partij in rij.partijen.all():
        organisatie = organisatie_van(partij)
        if nieuw.pop((str(organisatie._meta.model_name), organisatie.pk), None) is None:
            if Ondertekening.objects.filter(partij=partij).exists():
                raise ValidationError(f"{partij} tekende eerder. Zij blijft partij; maak anders een nieuw concept.")
            partij.delete()
    for (soort, _), nieuwe in nieuw.items():
        Partij.objects.create(prestatieafspraak=rij, **{soort: nieuwe})


def _schrijf(door: Lidmaatschap | None, handeling: str, rij: Prestatieafspraak, **gegevens: Any) -> None:
    logboek.schrijf(door=door, handeling=handeling, op=rij, gemeente=gemeente_bij(rij), **gegevens)
