"""Everything that happened in the dossier of one gemeente, newest first, by half-year."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise
from typing import Any, Unpack

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap
from organisaties.regels.tijd import Zicht, gedaan_op
from organisaties.registratie import einde_van
from organisaties.rollen import Rol
from organisaties.templatetags.weergave import saldo
from taakstelling.cijfers import standen_voor
from taakstelling.models import Verschoonbaarheidsdossier
from taakstelling.regels.grootboek import Stand
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.oordeel import getal
from toezicht.dossiers import Dossier
from toezicht.models import Beoordeling, Brief, Dossierstuk, Wederhoor, Wederhoorreactie
from toezicht.regels.dossier import GESPREKKEN, Stuksoort
from toezicht.regels.kadertekst import trede_in_woorden
from toezicht.regels.resultaat import datum
from toezicht.regels.termijnen import EERSTE_RONDE
from toezicht.toen import brieven_toen, ingetrokken_toen


@dataclass(frozen=True)
class Regel:
    """One thing that happened: on which day, what, and where it is to be found. `acties` are links for who may act."""

    dag: date
    halfjaar: Halfjaar
    titel: str
    tekst: str = ""
    adres: str | None = None
    vorm: str = ""
    acties: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Groep:
    """What happened in one half-year."""

    halfjaar: Halfjaar
    regels: list[Regel]


def tijdlijn_van(
    lid: Lidmaatschap | None, dossier: Dossier, *, mag_schrijven: bool, **zicht: Unpack[Zicht]
) -> list[Groep]:
    """The timeline as this membership may see it; with a day to look back to, with the dossier of then, as it was."""
    gemeente, op = dossier.gemeente, gedaan_op(**zicht)
    samen = [gemeente, *gemeente.voorgangers.all()]
    regels = [
        *_stukken(dossier, mag_schrijven=mag_schrijven),
        *_brieven(lid, dossier, samen, mag_schrijven=mag_schrijven, **zicht),
        *_beoordelingen(lid, gemeente, samen, op),
        *_wederhoor(lid, gemeente, samen, op),
        *_verschoonbaarheid(lid, samen, op),
        *_cijfers(lid, dossier, samen, **zicht),
    ]
    # The figures of a half-year are the last thing of it, and so on top.
    regels.sort(key=lambda regel: (regel.halfjaar, regel.dag), reverse=True)
    return [Groep(halfjaar, list(groep)) for halfjaar, groep in groupby(regels, key=lambda regel: regel.halfjaar)]


def _van(gemeente: Gemeente, rij_gemeente: Gemeente) -> str:
    """Whose it was, when that was a gemeente that went over into this one."""
    return "" if gemeente == rij_gemeente else f" ({rij_gemeente})"


def _stukken(dossier: Dossier, *, mag_schrijven: bool) -> Iterator[Regel]:
    for stuk in dossier.stukken.values():
        soort = Stuksoort(stuk.soort)
        gepland = soort in GESPREKKEN and stuk.datum > dossier.vandaag
        delen = [stuk.omschrijving] if stuk.omschrijving else []
        if stuk.uiterlijk:
            delen.append(f"Uiterlijk {datum(stuk.uiterlijk)}.")
        titel = soort.naam[:1].upper() + soort.naam[1:] + (", gepland" if gepland else "")
        yield Regel(
            dag=stuk.datum,
            halfjaar=Halfjaar.van_datum(stuk.datum),
            titel=titel + _van(dossier.gemeente, stuk.gemeente),
            tekst=" ".join(delen),
            vorm="straks" if gepland else "",
            acties=_acties(dossier, stuk) if mag_schrijven else [],
        )


VERVOLG = {
    Stuksoort.PLAN_GEVRAAGD: ("plan-ontvangen", "Ontvangst vastleggen"),
    Stuksoort.PLAN_ONTVANGEN: ("plan-oordeel", "Plan beoordelen"),
    Stuksoort.TOEZEGGING: ("toezegging-oordeel", "Nagekomen of niet"),
}
"""What goes on from a piece: the form, and what its link is called."""


def vervolg_van(dossier: Dossier, stuk: Dossierstuk) -> list[tuple[str, str]]:
    """The next step from a piece, as a name and an address; none when it was taken."""
    vervolg = VERVOLG.get(Stuksoort(stuk.soort))
    if vervolg is None or stuk.pk in dossier.gevolgd:
        return []
    adres = reverse("stuk-vastleggen", args=[dossier.gemeente.code, vervolg[0]])
    return [(vervolg[1], f"{adres}?bij={stuk.pk}")]


def _acties(dossier: Dossier, stuk: Dossierstuk) -> list[tuple[str, str]]:
    uit = vervolg_van(dossier, stuk)
    uit.append(("Verbeteren", reverse("stuk-verbeteren", args=[stuk.pk])))
    if stuk.pk not in dossier.gevolgd:
        uit.append(("Intrekken", reverse("stuk-intrekken", args=[stuk.pk])))
    return uit


def _brieven(
    lid: Lidmaatschap | None, dossier: Dossier, samen: list[Gemeente], *, mag_schrijven: bool, **zicht: Unpack[Zicht]
) -> Iterator[Regel]:
    """The letters; a gemeente reads its oordeel and trede in the ones that were sent.

    Looking back only those that were final: what was in a concept then nobody kept.
    """
    gemeente, op = dossier.gemeente, gedaan_op(**zicht)
    brieven = (
        Brief.objects.zichtbaar_voor(lid)
        .filter(beoordeling__gemeente__in=samen)
        .select_related("beoordeling__ronde", "beoordeling__gemeente", "beoordeling__kader", "formeel")
        .defer("pdf", "inhoud", "beoordeling__cijfers", "beoordeling__rijen", "beoordeling__voorstel")
        .order_by("datum", "pk")
    )
    if op is not None:
        brieven = brieven.filter(vastgesteld_op__lt=einde_van(op))
    lijst = brieven_toen(brieven, op)
    if op is not None:
        ingetrokken_toen(lijst, dossier.vandaag, zicht.get("bekend_op"))
    for brief in lijst:
        verzonden = brief.status == Brief.Status.VERZONDEN
        if not verzonden and lid is not None and lid.rol == Rol.GEMEENTE:
            continue
        stand = f"verzonden op {datum(timezone.localdate(brief.verzonden_op))}" if verzonden else brief.status
        delen = [f"{brief.kenmerk or 'nog geen kenmerk'}, {stand}."]
        if lid is not None and lid.rol == Rol.GEMEENTE:
            delen.append(_oordeel(brief.beoordeling))
        acties = []
        if mag_schrijven and verzonden:
            adres = reverse("stuk-vastleggen", args=[gemeente.code, "antwoord"])
            acties.append(("Antwoord vastleggen", f"{adres}?brief={brief.pk}"))
        yield Regel(
            dag=brief.datum,
            halfjaar=Halfjaar.van_datum(brief.datum),
            titel=f"Brief: {brief.onderwerp}{_van(gemeente, brief.beoordeling.gemeente)}",
            tekst=" ".join(delen),
            adres=reverse("brief", args=[brief.pk]),
            vorm="klaar" if verzonden else "straks",
            acties=acties,
        )
        formeel = getattr(brief, "formeel", None)
        if formeel and formeel.ingetrokken_op:
            yield Regel(
                dag=formeel.ingetrokken_op,
                halfjaar=Halfjaar.van_datum(formeel.ingetrokken_op),
                titel="Besluit tot indeplaatsstelling ingetrokken",
                tekst=formeel.reden_intrekking,
                adres=reverse("brief", args=[brief.pk]),
                vorm="einde",
            )


def _oordeel(beoordeling: Beoordeling) -> str:
    zin = f"Oordeel over de {beoordeling.ronde.halfjaar.in_zin}: {beoordeling.oordeel}."
    if beoordeling.trede is None or beoordeling.kader is None:
        return zin
    naam = trede_in_woorden(beoordeling.kader.kader, beoordeling.trede)
    return f"{zin} {naam[:1].upper()}{naam[1:]}."


def _beoordelingen(
    lid: Lidmaatschap | None, gemeente: Gemeente, samen: list[Gemeente], op: date | None
) -> Iterator[Regel]:
    """What the provincie decided, with what that did to the trede; only the provincie itself sees these."""
    rijen: list[Beoordeling] = list(
        Beoordeling.objects.zichtbaar_voor(lid)
        .bekend(op)
        .filter(gemeente__in=samen)
        .select_related("ronde", "gemeente", "kader")
        .defer("cijfers", "rijen", "voorstel")
        .order_by("ronde__halfjaar", "pk")
    )
    for vorige, deze in pairwise([None, *rijen]):
        assert deze is not None
        dag = timezone.localdate(deze.vastgelegd_op)
        yield Regel(
            dag=dag,
            halfjaar=Halfjaar.van_datum(dag),
            titel=f"Beoordeeld over de {deze.ronde.halfjaar.in_zin}: {deze.oordeel}{_van(gemeente, deze.gemeente)}",
            tekst=_trede(vorige.trede if vorige else None, deze),
            adres=reverse("beoordeling-maken", args=[deze.ronde_id, deze.gemeente.code]),
            vorm="klaar",
        )


def _trede(was: int | None, nu: Beoordeling) -> str:
    if nu.trede is None:
        return ""
    naam = trede_in_woorden(nu.kader.kader, nu.trede) if nu.kader else f"trede {nu.trede}"
    if was is None or was == nu.trede:
        zet = "" if was is None else ", gelijk gebleven"
    else:
        zet = f", {'omhoog' if nu.trede > was else 'omlaag'} van trede {was}"
    delen = [f"{naam[:1].upper()}{naam[1:]}{zet}."]
    if nu.verschoond_tot:
        delen.append(f"Verschoond tot {datum(nu.verschoond_tot)}.")
    if nu.verlengd_tot:
        delen.append(f"Termijn verlengd tot {datum(nu.verlengd_tot)}.")
    if nu.coulance:
        delen.append("Coulance: deze peildatum leidt niet tot een stap.")
    return " ".join(delen)


def _wederhoor(lid: Lidmaatschap | None, gemeente: Gemeente, samen: list[Gemeente], op: date | None) -> Iterator[Regel]:
    """What the gemeente said about its figures and what the provincie answered, the replaced ones too."""
    gezegd = (
        Wederhoor.objects.zichtbaar_voor(lid)
        .vastgelegd(op)
        .filter(gemeente__in=samen)
        .select_related("ronde", "gemeente")
        .defer("cijfers")
    )
    reacties = Wederhoorreactie.objects.zichtbaar_voor(lid).vastgelegd(op).filter(wederhoor__in=gezegd)
    van = {rij.pk: rij for rij in gezegd}
    momenten: list[tuple[Any, Wederhoor, str, str]] = [
        (rij, rij, "Wederhoor", f"{rij.get_antwoord_display()}. {rij.toelichting}") for rij in van.values()
    ]
    for rij in reacties:
        tekst = f"{rij.get_uitkomst_display()}. {rij.reden}"
        momenten.append((rij, van[rij.wederhoor_id], "Antwoord van de provincie op het wederhoor", tekst))
    pagina = "wederhoor" if lid is not None and lid.rol == Rol.GEMEENTE else "beoordeling-maken"
    # Of one day the newest first, whoever said it.
    for rij, over, titel, tekst in sorted(momenten, key=lambda moment: moment[0].vastgelegd_op, reverse=True):
        dag = timezone.localdate(rij.vastgelegd_op)
        yield Regel(
            dag=dag,
            halfjaar=Halfjaar.van_datum(dag),
            titel=f"{titel} over de {over.ronde.halfjaar.in_zin}{_van(gemeente, over.gemeente)}",
            tekst=tekst[:1].upper() + tekst[1:].rstrip(),
            adres=reverse(pagina, args=[over.ronde_id, over.gemeente.code]),
        )


def _verschoonbaarheid(lid: Lidmaatschap | None, samen: list[Gemeente], op: date | None) -> Iterator[Regel]:
    """The verschoonbaarheidsdossiers that were sent."""
    rijen: QuerySet[Any] = (
        Verschoonbaarheidsdossier.objects.zichtbaar_voor(lid)
        .filter(gemeente__in=samen, status=Verschoonbaarheidsdossier.Status.VERZONDEN)
        .defer("pdf", "inhoud")
    )
    if op is not None:
        rijen = rijen.filter(verzonden_op__lt=einde_van(op))
    for rij in rijen:
        dag = timezone.localdate(rij.verzonden_op)
        yield Regel(
            dag=dag,
            halfjaar=Halfjaar.van_datum(dag),
            titel=f"Verschoonbaarheidsdossier over de {rij.halfjaar.in_zin}",
            tekst="De gemeente vroeg om verschoning.",
            adres=reverse("verschoonbaarheidsdossier", args=[rij.pk]),
        )


def _cijfers(
    lid: Lidmaatschap | None, dossier: Dossier, samen: list[Gemeente], **zicht: Unpack[Zicht]
) -> Iterator[Regel]:
    """The stand on each peildatum that is over, from where it is known."""
    gemeente, laatste = dossier.gemeente, Halfjaar.van_datum(dossier.vandaag).vorige
    namen = {een.code: een for een in samen}
    for (code, halfjaar), stand in standen_voor(lid, samen, EERSTE_RONDE, laatste, **zicht).items():
        if stand.stand_eind is None:
            continue
        yield Regel(
            dag=halfjaar.peildatum,
            halfjaar=halfjaar,
            titel=f"Peildatum: stand {saldo(stand.stand_eind)}{_van(gemeente, namen[code])}",
            tekst=_realisatie(stand),
            adres=reverse("stand", args=[code, halfjaar]),
            vorm="einde",
        )


def _realisatie(stand: Stand) -> str:
    delen = [
        f"{naam} {getal(waarde)}"
        for naam, waarde in (("opgave", stand.opgave), ("realisatie", stand.realisatie))
        if waarde is not None
    ]
    zin = ", ".join(delen)
    return f"{zin[:1].upper()}{zin[1:]}, in personen." if zin else ""
