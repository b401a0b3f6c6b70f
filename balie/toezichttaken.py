"""What waits in the dossiers of the supervision: a new letter, terms that are over, terms that end within two weeks."""

from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from balie.taken import NIEUW, Taak
from organisaties.models import Gemeente, Lidmaatschap
from organisaties.templatetags.weergave import datum
from toezicht.akkoorden import wachtende
from toezicht.dossiers import Dossier, dossiers_van
from toezicht.regels.komt_nu import Aanleiding
from toezicht.rondecijfers import ONBEHANDELD, onbehandeld_wederhoor

_VRAAG = {
    Aanleiding.PLAN: ("Stuur het plan van aanpak naar de provincie", "Het plan van aanpak is te laat"),
    Aanleiding.TOEZEGGING: ("Kom uw toezegging na", "Uw toezegging aan de provincie is te laat"),
    Aanleiding.TREDE: ("Antwoord op de brief van de provincie", "Uw antwoord aan de provincie is te laat"),
    Aanleiding.ZIENSWIJZE: ("Geef uw zienswijze op het voornemen", "De termijn voor uw zienswijze is voorbij"),
    Aanleiding.HERSTEL: ("Doe wat het besluit van de provincie vraagt", "De hersteltermijn is voorbij"),
}


def toezichttaken(lid: Lidmaatschap, gemeente: Gemeente) -> list[Taak]:
    """A new letter; what the provincie asked of this gemeente and what it promised: late, or due within two weeks."""
    (dossier,) = dossiers_van(lid, [gemeente])
    taken = _nieuwe_brief(dossier)
    for termijn in [*dossier.te_laat, *dossier.binnenkort]:
        straks, te_laat = _VRAAG[termijn.aanleiding]
        if termijn.te_laat(dossier.vandaag):
            zin = f"{te_laat}: de laatste dag was {datum(termijn.dag)}."
        else:
            zin = f"{straks}, uiterlijk {datum(termijn.dag)}."
        taken.append(Taak(zin, dossier.adres, "Bekijk het dossier"))
    return taken


def _nieuwe_brief(dossier: Dossier) -> list[Taak]:
    """The newest letter that was sent, as long as it is new and has no answer."""
    brief = dossier.brief
    if brief is None or brief.verzonden_op is None or any(s.brief_id == brief.pk for s in dossier.stukken.values()):
        return []
    if timezone.localdate(brief.verzonden_op) < dossier.vandaag - NIEUW:
        return []
    return [Taak(f"Nieuwe brief van de provincie: {brief.onderwerp}.", reverse("brief", args=[brief.pk]), "Bekijk")]


def gemeenten_met_termijnen(lid: Lidmaatschap, gemeenten: list[Gemeente]) -> list[tuple[str, str, list[Dossier]]]:
    """For the provincie: what kind, where the list of them is, and which dossiers; only what there is."""
    dossiers = dossiers_van(lid, gemeenten)
    groepen = (
        ("met iets dat te laat is", "te-laat", [dossier for dossier in dossiers if dossier.te_laat]),
        ("met een termijn die binnen 14 dagen afloopt", "binnenkort", [een for een in dossiers if een.binnenkort]),
    )
    lijst = reverse("toezichtdossiers")
    return [(wat, f"{lijst}?toon={toon}", rijen) for wat, toon, rijen in groepen if rijen]


def rondes_die_wachten(lid: Lidmaatschap) -> list[tuple[str, str, list[str]]]:
    """For the provincie: what waits for this person in its rounds, where, and of which gemeenten."""
    taken = []
    mee = [een for een in wachtende(lid) if een.vastgelegd_door_id != lid.gebruiker_id]
    for ronde, rijen in groupby(mee, key=lambda een: een.ronde):
        namen = [een.gemeente.naam for een in rijen]
        wat = "1 oordeel wacht" if len(namen) == 1 else f"{len(namen)} oordelen wachten"
        zin = f"{wat} op uw akkoord ({ronde.halfjaar.kort})"
        taken.append((zin, reverse("ronde-akkoord", args=[ronde.pk]), namen))
    for ronde, antwoorden in groupby(onbehandeld_wederhoor(lid), key=lambda een: een.ronde):
        namen = [een.gemeente.naam for een in antwoorden]
        wie = "1 gemeente betwist" if len(namen) == 1 else f"{len(namen)} gemeenten betwisten"
        zin = f"{wie} de cijfers en wacht{'' if len(namen) == 1 else 'en'} op uw antwoord ({ronde.halfjaar.kort})"
        taken.append((zin, f"{reverse('ronde-cijfers', args=[ronde.pk])}?wederhoor={ONBEHANDELD}", namen))
    return taken
