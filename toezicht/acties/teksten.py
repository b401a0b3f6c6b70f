"""What the provincie writes its letters with: its text blocks and how it signs."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.acties.versies import eis_versie
from organisaties.models import Lidmaatschap, Provincie
from organisaties.regels.persoonsgegevens import persoonsnummer_in_verwijzing
from organisaties.toegang import eis
from organisaties.vastleggen import AlGewijzigd
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.models import BLOKVELDEN, Afzender, Tekstblok, Tekstblokversie, Toezichtkader
from toezicht.regels.ladder import Fase
from toezicht.regels.tekstvelden import fouten
from toezicht.toegang import mag_toezicht_houden


@transaction.atomic
def leg_tekstblok_vast(
    *,
    door: Lidmaatschap | None,
    provincie: Provincie,
    plek: str,
    tekst: str,
    kop: str = "",
    volgorde: int = 0,
    trede: int | None = None,
    oordeel: str = "",
    vanaf: Halfjaar | None = None,
    tot_en_met: Halfjaar | None = None,
    blok: Tekstblok | None = None,
    versie: str | None = None,
) -> Tekstblok:
    """Make a text block, or change `blok`; the text it had stays as a version. An unknown field is refused.

    Raises AlGewijzigd when `blok` is not as `versie` says any more.
    """
    eis(mag_toezicht_houden(door, provincie))
    if blok is not None and blok.provincie_id != provincie.pk:
        raise ValidationError("Dit tekstblok is van een andere provincie.")
    fout: dict[str, Any] = {
        veld: gevonden for veld, waarde in (("kop", kop), ("tekst", tekst)) if (gevonden := fouten(waarde))
    }
    if vanaf and tot_en_met and tot_en_met < vanaf:
        fout["tot_en_met"] = "Kies een halfjaar dat niet vóór het eerste ligt."
    if fout:
        raise ValidationError(fout)
    # The provincie may name its own telephone number and e-mailadres.
    eis_zonder_persoonsgegevens({"kop": kop, "tekst": tekst}, persoonsnummer_in_verwijzing)
    nieuw = blok is None
    if blok is not None:
        eis_versie(Tekstblok.objects.select_for_update().filter(pk=blok.pk).first(), versie)
    blok = blok or Tekstblok(provincie=provincie)
    blok.plek, blok.volgorde, blok.kop, blok.tekst = plek, volgorde, kop.strip(), tekst.strip()
    blok.trede, blok.oordeel, blok.vanaf, blok.tot_en_met = trede, oordeel, vanaf, tot_en_met
    blok.full_clean(exclude=["provincie"])
    blok.save()
    _bewaar_versie(door, blok)
    handeling = "tekstblok gemaakt" if nieuw else "tekstblok gewijzigd"
    logboek.schrijf(door=door, handeling=handeling, op=blok, provincie=provincie)
    return blok


@transaction.atomic
def verwijder_tekstblok(*, door: Lidmaatschap | None, blok: Tekstblok, versie: str | None = None) -> None:
    """Remove a text block; its versions and the letters that are final keep its text. Raises AlGewijzigd."""
    eis(mag_toezicht_houden(door, blok.provincie))
    eis_versie(Tekstblok.objects.select_for_update().filter(pk=blok.pk).first(), versie)
    _bewaar_versie(door, blok, verwijderd=True)
    logboek.schrijf(door=door, handeling="tekstblok verwijderd", op=blok, provincie=blok.provincie)
    blok.delete()


@transaction.atomic
def zet_tekstblok_terug(
    *, door: Lidmaatschap | None, versie: Tekstblokversie, gezien: Tekstblokversie | None = None
) -> Tekstblok:
    """Let a text block say again what it said in this version: a new version. One that was removed comes back.

    Raises AlGewijzigd when the newest version is no longer `gezien`, the one that was on the page.
    """
    eis(mag_toezicht_houden(door, versie.provincie))
    blok = Tekstblok.objects.select_for_update().filter(pk=versie.bloknummer).first()
    if gezien is not None and gezien != _nieuwste_versie(versie.bloknummer):
        raise AlGewijzigd
    blok = blok or Tekstblok(pk=versie.bloknummer, provincie=versie.provincie)
    for veld in BLOKVELDEN:
        setattr(blok, veld, getattr(versie, veld))
    blok.save()
    _bewaar_versie(door, blok)
    logboek.schrijf(door=door, handeling="tekstblok teruggezet", op=blok, provincie=blok.provincie)
    return blok


def _nieuwste_versie(bloknummer: int) -> Tekstblokversie | None:
    gevonden: Tekstblokversie | None = Tekstblokversie.objects.filter(bloknummer=bloknummer).first()
    return gevonden


def _bewaar_versie(door: Lidmaatschap | None, blok: Tekstblok, *, verwijderd: bool = False) -> None:
    """Keep the block as it is now; saving without a change keeps nothing."""
    vorige = _nieuwste_versie(blok.pk)
    inhoud = {veld: getattr(blok, veld) for veld in BLOKVELDEN}
    if vorige and vorige.verwijderd == verwijderd and all(getattr(vorige, veld) == inhoud[veld] for veld in inhoud):
        return
    Tekstblokversie.objects.create(
        provincie=blok.provincie,
        bloknummer=blok.pk,
        nummer=vorige.nummer + 1 if vorige else 1,
        verwijderd=verwijderd,
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
        **inhoud,
    )


@transaction.atomic
def wijzig_afzender(
    *, door: Lidmaatschap | None, provincie: Provincie, versie: str | None = None, **velden: str | bool
) -> Afzender:
    """Set how a provincie writes its letters; final letters keep what they had. Raises AlGewijzigd, see `versie`.

    Switching four eyes off counts for what is decided from then on only (`toezicht.akkoorden`).
    """
    eis(mag_toezicht_houden(door, provincie))
    bestaand = Afzender.objects.select_for_update().filter(provincie=provincie).first()
    eis_versie(bestaand, versie)
    afzender = bestaand or Afzender(provincie=provincie)
    was = afzender.vier_ogen
    toegestaan = {veld.name for veld in Afzender._meta.local_fields} - {"id", "provincie", "vier_ogen_tot"}
    if vreemd := set(velden) - toegestaan:
        raise TypeError(f"Een afzender heeft geen {', '.join(sorted(vreemd))}.")
    for veld, waarde in velden.items():
        setattr(afzender, veld, waarde.strip() if isinstance(waarde, str) else waarde)
    afzender.full_clean(exclude=["provincie"])
    if was and not afzender.vier_ogen:
        afzender.vier_ogen_tot = timezone.now()
    afzender.save()
    logboek.schrijf(
        door=door,
        handeling="afzender gewijzigd",
        op=afzender,
        provincie=provincie,
        vier_ogen={"was": was, "wordt": afzender.vier_ogen},
    )
    return afzender


VOORBEELDEN = Path(__file__).resolve().parent.parent / "gegevens"
ALGEMEEN = "algemeen"


def voorbeeld_voor(provincie: Provincie) -> str:
    """The example file of this provincie, else the one that every provincie can go on from."""
    eigen = provincie.naam.lower()
    return eigen if (VOORBEELDEN / f"tekstblokken_{eigen}.json").is_file() else ALGEMEEN


@transaction.atomic
def neem_voorbeeld_over(*, door: Lidmaatschap | None, provincie: Provincie, voorbeeld: str) -> None:
    """Give a provincie without text blocks the ones of an example file, to go on from (for instance "drenthe")."""
    eis(mag_toezicht_houden(door, provincie))
    if Tekstblok.objects.filter(provincie=provincie).exists():
        raise ValidationError("Er zijn al tekstblokken. Het voorbeeld is niet overgenomen.")
    gegevens = json.loads((VOORBEELDEN / f"tekstblokken_{voorbeeld}.json").read_text(encoding="utf-8"))
    if "afzender" in gegevens:
        wijzig_afzender(door=door, provincie=provincie, **gegevens["afzender"])
    treden = _treden_van(provincie)
    for volgorde, blok in enumerate(gegevens["blokken"], start=1):
        # A text for a kind of trede comes once for each such trede of the kader; without a kader not at all.
        for trede in treden.get(blok["trede"], []) if "trede" in blok else [None]:
            leg_tekstblok_vast(
                door=door,
                provincie=provincie,
                plek=blok["plek"],
                kop=blok["kop"],
                tekst=blok["tekst"],
                volgorde=volgorde * 10,
                trede=trede,
                oordeel=blok.get("oordeel", ""),
                vanaf=Halfjaar.van_code(blok["vanaf"]) if "vanaf" in blok else None,
                tot_en_met=Halfjaar.van_code(blok["tot_en_met"]) if "tot_en_met" in blok else None,
            )


def _treden_van(provincie: Provincie) -> dict[str, list[int]]:
    """The treden of the kader in force by kind: their fase, and for an informal one what it asks.

    That is "plan"; "informatie" where the gemeente must answer within weken; else "gesprek".
    """
    geldend = Toezichtkader.objects.geldend(provincie, timezone.localdate()).first()
    uit: dict[str, list[int]] = {}
    for trede in geldend.kader.treden if geldend else ():
        informeel = "plan" if trede.plan_vereist else "informatie" if trede.weken else "gesprek"
        soort = informeel if trede.fase is Fase.INFORMEEL else trede.fase.value
        uit.setdefault(soort, []).append(trede.nummer)
    return uit
