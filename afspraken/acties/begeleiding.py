"""Guiding a household: opening, the three phases, the checklist, stopping, and erasing with the household."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from afspraken.models import Begeleiding, Begeleidingsfase, Begeleidingspunt
from afspraken.regels.begeleiding import (
    PUNTEN,
    Fase,
    Handeling,
    Stopreden,
    Toestand,
    betreft,
    fouten_in_dagen,
    fouten_in_stap,
    toestand_van,
)
from afspraken.toegang import mag_begeleiden
from organisaties import logboek
from organisaties.acties.versies import versie_van
from organisaties.models import Corporatie, Gemeente, Lidmaatschap
from organisaties.regels.persoonsgegevens import lijkt_adres, lijkt_persoonsgegeven, persoonsgegeven_in_kenmerk
from organisaties.templatetags.weergave import datum
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd
from taakstelling.models import Huishouden

AL_BEGONNEN = "De begeleiding van dit huishouden is al begonnen. Zoek haar op in de lijst."
GESTOPT = "Deze begeleiding is gestopt. Hervat haar eerst."


@dataclass(frozen=True, slots=True, kw_only=True)
class Begeleidinggegevens:
    """What the gemeente fills in: whose home it is, whom to turn to, and the days that no plaatsing says."""

    aanspreekpunt: Lidmaatschap
    functie: str
    organisatie: str
    corporatie: Corporatie | None = None
    woning: str = ""
    huurcontract_op: date | None = None
    brp_op: date | None = None
    pip_op: date | None = None


def versie_van_begeleiding(begeleiding: Begeleiding) -> str:
    """A mark of what was filled in and how far it is; a form carries it from opening to saving."""
    fasen = Begeleidingsfase.objects.filter(begeleiding=begeleiding).order_by("pk")
    loop = "-".join(f"{pk}.{dag or ''}" for pk, dag in fasen.values_list("pk", "afgesloten_op"))
    return f"{versie_van(begeleiding)}-{loop}"


@transaction.atomic
def open_begeleiding(
    *,
    door: Lidmaatschap | None,
    huishouden: Huishouden,
    gemeente: Gemeente,
    gegevens: Begeleidinggegevens,
    begonnen_op: date,
) -> Begeleiding:
    """Begin with pré-vestiging. Raises GeenToegang, and ValidationError when it was begun already."""
    eis(mag_begeleiden(door, gemeente))
    fouten = _fouten(gegevens, gemeente)
    if begonnen_op > timezone.localdate():
        fouten["begonnen_op"] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
    if fouten:
        raise ValidationError(fouten)
    begeleiding = Begeleiding(huishouden=huishouden, gemeente=gemeente)
    _neem_over(begeleiding, gegevens)
    try:
        with transaction.atomic():
            begeleiding.save()
    except IntegrityError as fout:
        raise ValidationError(AL_BEGONNEN) from fout
    Begeleidingsfase.objects.create(begeleiding=begeleiding, fase=Fase.PRE_VESTIGING, begonnen_op=begonnen_op)
    logboek.schrijf(door=door, handeling="begeleiding begonnen", op=begeleiding, gemeente=gemeente)
    return begeleiding


@transaction.atomic
def wijzig_begeleiding(
    *,
    door: Lidmaatschap | None,
    begeleiding: Begeleiding,
    gegevens: Begeleidinggegevens,
    versie: str | None = None,
) -> Begeleiding:
    """Another aanspreekpunt, home or day. Raises GeenToegang, AlGewijzigd and ValidationError."""
    nu: Begeleiding = _vergrendel(door, begeleiding, versie)
    if fouten := _fouten(gegevens, nu.gemeente):
        raise ValidationError(fouten)
    _neem_over(nu, gegevens)
    nu.save()
    logboek.schrijf(door=door, handeling="begeleiding gewijzigd", op=nu, gemeente=nu.gemeente)
    return nu


@transaction.atomic
def zet_fase(
    *,
    door: Lidmaatschap | None,
    begeleiding: Begeleiding,
    handeling: Handeling,
    dag: date | None = None,
    versie: str | None = None,
) -> Toestand:
    """Close the open phase, begin the next one, or open the last one again; gives how far it is then.

    Raises GeenToegang, AlGewijzigd and ValidationError.
    """
    nu = _vergrendel(door, begeleiding, versie)
    if nu.gestopt_op is not None:
        raise ValidationError(GESTOPT)
    toestand = toestand_van(afgesloten=nu.afgesloten, open_fase=bool(nu.open_fase))
    op = dag or timezone.localdate()
    fouten = fouten_in_stap(
        toestand,
        handeling,
        op,
        vandaag=timezone.localdate(),
        niet_voor=_laatste_voor(nu, handeling),
        contract_op=nu.contract_op,
        open_punten=open_punten(nu),
    )
    if fouten:
        raise ValidationError({veld or "__all__": teksten for veld, teksten in fouten.items()})
    fase = betreft(toestand, handeling)
    rijen = Begeleidingsfase.objects.filter(begeleiding=nu, fase=fase)
    if handeling is Handeling.BEGIN:
        Begeleidingsfase.objects.create(begeleiding=nu, fase=fase, begonnen_op=op)
    else:
        rijen.update(afgesloten_op=op if handeling is Handeling.SLUIT else None)
    logboek.schrijf(
        door=door, handeling=f"fase {handeling}", op=nu, gemeente=nu.gemeente, fase=list(Fase).index(fase) + 1
    )
    gezet: Any = Begeleiding.objects.met_stand().get(pk=nu.pk)
    return toestand_van(afgesloten=gezet.afgesloten, open_fase=bool(gezet.open_fase))


@transaction.atomic
def vink_punten_af(
    *, door: Lidmaatschap | None, begeleiding: Begeleiding, uitkomsten: dict[str, str], dag: date | None = None
) -> int:
    """Set points of the open phase: gedaan, niet-nodig, or empty for not yet; gives how many changed.

    `dag` is when they were done, today unless said otherwise; what was ticked before keeps its day.
    Raises GeenToegang and ValidationError.
    """
    nu = _vergrendel(door, begeleiding, None)
    if nu.gestopt_op is not None:
        raise ValidationError(GESTOPT)
    if not nu.open_fase or not uitkomsten.keys() <= PUNTEN[Fase(nu.open_fase)].keys():
        raise ValidationError("Deze fase is intussen afgesloten. Bekijk hoe het ervoor staat.")
    op = dag or timezone.localdate()
    begin = Begeleidingsfase.objects.get(begeleiding=nu, fase=nu.open_fase).begonnen_op
    if op > timezone.localdate():
        raise ValidationError({"dag": "Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."})
    if op < begin:
        raise ValidationError({"dag": f"De fase begon op {datum(begin)}. Kies die dag of een latere."})
    bestaand = {punt.punt: punt for punt in Begeleidingspunt.objects.filter(begeleiding=nu)}
    gewijzigd = 0
    for code, uitkomst in uitkomsten.items():
        oud = bestaand.get(code)
        if (oud.uitkomst if oud else "") == uitkomst:
            continue
        if oud:
            oud.delete()
        if uitkomst:
            Begeleidingspunt.objects.create(begeleiding=nu, punt=code, uitkomst=uitkomst, op=op)
        gewijzigd += 1
    if gewijzigd:
        logboek.schrijf(door=door, handeling="punten afgevinkt", op=nu, gemeente=nu.gemeente, punten=gewijzigd)
    return gewijzigd


@transaction.atomic
def stop_begeleiding(
    *, door: Lidmaatschap | None, begeleiding: Begeleiding, dag: date, reden: Stopreden, versie: str | None = None
) -> None:
    """End before the last phase is closed; the corporatie no longer sees it. Raises as `zet_fase`."""
    nu = _vergrendel(door, begeleiding, versie)
    if nu.gestopt_op is not None:
        raise AlGewijzigd
    fouten: dict[str, list[str]] = {}
    if dag > timezone.localdate():
        fouten["dag"] = ["Deze datum ligt in de toekomst. Kies een datum op of voor vandaag."]
    elif (eerder := laatste_dag_van(nu)) and dag < eerder:
        fouten["dag"] = ["Deze datum ligt voor de vorige stap. Kies een latere datum."]
    if fouten:
        raise ValidationError(fouten)
    nu.gestopt_op, nu.reden_gestopt = dag, reden.value
    nu.save()
    logboek.schrijf(door=door, handeling="begeleiding gestopt", op=nu, gemeente=nu.gemeente)


@transaction.atomic
def hervat_begeleiding(*, door: Lidmaatschap | None, begeleiding: Begeleiding, versie: str | None = None) -> None:
    """Go on where it was. Raises as `zet_fase`."""
    nu = _vergrendel(door, begeleiding, versie)
    if nu.gestopt_op is None:
        raise AlGewijzigd
    nu.gestopt_op, nu.reden_gestopt = None, ""
    nu.save()
    logboek.schrijf(door=door, handeling="begeleiding hervat", op=nu, gemeente=nu.gemeente)


def wis_begeleidingen(nummers: Collection[int]) -> int:
    """Erase all that is kept about these households (numbers); joins `taakstelling.wissen`, which logs and commits."""
    rijen = Begeleiding.objects.filter(huishouden__in=nummers)
    aantal: int = rijen.count()
    rijen.delete()
    return aantal


def laatste_dag_van(begeleiding: Begeleiding) -> date | None:
    """The day of the last step: a next one cannot lie before it."""
    dagen = [
        dag
        for paar in Begeleidingsfase.objects.filter(begeleiding=begeleiding).values_list("begonnen_op", "afgesloten_op")
        for dag in paar
        if dag
    ]
    return max(dagen, default=None)


def _laatste_voor(begeleiding: Any, handeling: Handeling) -> date | None:
    """The day before which this step cannot lie: a phase is not closed before its last point was done."""
    dagen = [laatste_dag_van(begeleiding)]
    if handeling is Handeling.SLUIT and begeleiding.open_fase:
        punten = Begeleidingspunt.objects.filter(begeleiding=begeleiding, punt__in=PUNTEN[Fase(begeleiding.open_fase)])
        dagen += punten.values_list("op", flat=True)
    return max(filter(None, dagen), default=None)


def open_punten(begeleiding: Any) -> list[str]:
    """The points of the open phase that nobody ticked; the row comes from `met_stand`."""
    if not begeleiding.open_fase:
        return []
    gedaan = set(Begeleidingspunt.objects.filter(begeleiding=begeleiding).values_list("punt", flat=True))
    return [naam for code, naam in PUNTEN[Fase(begeleiding.open_fase)].items() if code not in gedaan]


def _vergrendel(door: Lidmaatschap | None, begeleiding: Begeleiding, versie: str | None) -> Any:
    """The row as it is now, locked; two people at once take turns, and the second is told."""
    eis(mag_begeleiden(door, begeleiding.gemeente))
    rij = Begeleiding.objects.select_for_update().filter(pk=begeleiding.pk).first()
    if rij is None or (versie is not None and versie != versie_van_begeleiding(rij)):
        raise AlGewijzigd
    return Begeleiding.objects.met_stand().select_related("gemeente").get(pk=rij.pk)


def _neem_over(begeleiding: Begeleiding, gegevens: Begeleidinggegevens) -> None:
    for veld in gegevens.__dataclass_fields__:
        setattr(begeleiding, veld, getattr(gegevens, veld))


def _fouten(gegevens: Begeleidinggegevens, gemeente: Gemeente) -> dict[str, list[str]]:
    fouten = fouten_in_dagen(
        huurcontract_op=gegevens.huurcontract_op,
        brp_op=gegevens.brp_op,
        pip_op=gegevens.pip_op,
        vandaag=timezone.localdate(),
    )
    for veld in ("functie", "organisatie"):
        if soort := lijkt_persoonsgegeven(getattr(gegevens, veld)):
            fouten[veld] = [f"Dit lijkt op een {soort}. Vul alleen een functie of de naam van een organisatie in."]
    if soort := persoonsgegeven_in_kenmerk(gegevens.woning):
        fouten["woning"] = [f"Dit lijkt op een {soort}. Gebruik het kenmerk dat de corporatie voor de woning heeft."]
    elif lijkt_adres(gegevens.woning):
        fouten["woning"] = ["Dit lijkt op een adres. Gebruik het kenmerk dat de corporatie voor de woning heeft."]
    if gegevens.woning and gegevens.corporatie is None:
        fouten["corporatie"] = ["Kies ook van welke corporatie deze woning is."]
    if gegevens.corporatie and not gegevens.corporatie.gemeenten.filter(pk=gemeente.pk).exists():
        fouten["corporatie"] = [f"Deze corporatie werkt niet in {gemeente}. Kies een andere."]
    punt = gegevens.aanspreekpunt
    if punt.gemeente_id != gemeente.pk and not mag_begeleiden(punt, gemeente):
        fouten["aanspreekpunt"] = [f"Kies een medewerker van {gemeente}."]
    return fouten
