"""The kinds about organisations: gemeenten, adressen, corporaties. They are updated in place: no recording date."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from organisaties.acties.adres import leg_adres_vast
from organisaties.acties.lijsten import Gemeentegegevens, neem_gemeenten_over
from organisaties.acties.organisaties import leg_corporatie_vast
from organisaties.handelingen import noem, vul_aan, wijs_pagina
from organisaties.invoer.soorten import Lezing, Rij, Soort, alle_soorten, registreer
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm
from organisaties.invoer.waarden import OngeldigeWaarde, als_tekst, code, codes, datum, tekst, vrije_tekst
from organisaties.models import Corporatie, Gemeente, Lidmaatschap, Logregel, Postadres, Provincie
from organisaties.overnemen import Telling
from organisaties.regels import postcode as postcodes
from organisaties.rollen import Rol
from organisaties.toegang import mag_adres_vastleggen, ziet_bestand_van

GEMEENTECODE = code("GM[0-9]{4}", "GM1690")
GEMEENTECODES = codes("GM[0-9]{4}", "GM1690 GM0119")
PROVINCIECODE = code("PV[0-9]{2}", "PV22")
_KVK_CIJFERS = 8


def lees_gemeenten(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Gemeentegegevens]]:
    gelezen: list[tuple[Rij, Gemeentegegevens]] = []
    provincies = dict(Provincie.objects.values_list("code", "naam"))
    in_bestand: dict[str, str] = {}
    velden = {"geldig_van", "geldig_tot", "opvolgers"}
    for rij in rijen:
        heeft = frozenset(veld for veld in velden if rij.heeft(veld)) | (
            {"provincie"} if rij.heeft("provincie_code") or rij.heeft("provincie") else frozenset()
        )
        gegevens = Gemeentegegevens(
            code=rij.lees("code", GEMEENTECODE) or "",
            naam=rij.lees("naam", tekst(80)) or "",
            provincie_code=rij.lees_of("provincie_code", PROVINCIECODE, "") or "",
            provincie=rij.lees_of("provincie", tekst(60), "") or "",
            geldig_van=rij.lees_of("geldig_van", datum, None),
            geldig_tot=rij.lees_of("geldig_tot", datum, None),
            opvolgers=rij.lees_of("opvolgers", GEMEENTECODES, ()) or (),
            velden=heeft,
        )
        _toets_provincie(rij, gegevens, provincies, in_bestand)
        _toets_tijd(rij, gegevens)
        if not lezing.dubbelen.herhaalt(rij, (gegevens.code or None,), gegevens, "code"):
            gelezen.append((rij, gegevens))
    _toets_opvolgers(gelezen)
    return gelezen


def _toets_provincie(rij: Rij, gegevens: Gemeentegegevens, bekend: dict[str, str], in_bestand: dict[str, str]) -> None:
    """One name per provincie code. A provincie that is new needs both on each of its rows."""
    pv, naam = gegevens.provincie_code, gegevens.provincie
    if rij.mis("provincie_code", "provincie") or not (pv or naam):
        return
    if not pv and naam not in bekend.values():
        rij.fout("provincie_code", "Deze provincie is nog niet bekend. Vul ook de code in, bijvoorbeeld PV22.")
    elif pv and not naam and pv not in bekend:
        rij.fout("provincie", "Deze provincie is nog niet bekend. Vul ook de naam in.")
    elif pv and naam:
        namen = in_bestand | bekend
        if namen.get(pv, naam) != naam:
            rij.fout("provincie", f"Bij {pv} hoort de naam {namen[pv]}.")
        elif any(ander != pv and n == naam for ander, n in namen.items()):
            rij.fout("provincie_code", "Deze naam hoort al bij een andere provinciecode.")
        else:
            in_bestand[pv] = naam


def _toets_tijd(rij: Rij, gegevens: Gemeentegegevens) -> None:
    if gegevens.geldig_van and gegevens.geldig_tot and gegevens.geldig_van >= gegevens.geldig_tot:
        rij.fout("geldig_tot", "Deze datum ligt niet na geldig_van. De gemeente bestaat tot aan deze dag.")
    if gegevens.opvolgers and gegevens.geldig_tot is None and not rij.mis("geldig_tot") and rij.heeft("geldig_tot"):
        rij.fout("geldig_tot", "Een gemeente met opvolgers is opgeheven. Vul de eerste dag in waarop zij niet bestaat.")
    if gegevens.code and gegevens.code in gegevens.opvolgers:
        rij.fout("opvolgers", "Een gemeente volgt zichzelf niet op.")


def _toets_opvolgers(gelezen: list[tuple[Rij, Gemeentegegevens]]) -> None:
    """A successor is known or is a good row of this file, and exists on the day it takes over."""
    bekend: dict[str, tuple[Any, Any]] = {
        c: (van, tot) for c, van, tot in Gemeente.objects.values_list("code", "geldig_van", "geldig_tot")
    }
    while True:
        tijden = bekend | {g.code: (g.geldig_van, g.geldig_tot) for rij, g in gelezen if g.code and not rij.fouten}
        opnieuw = False
        for rij, g in gelezen:
            if rij.fouten:
                continue
            vreemd = [naar for naar in g.opvolgers if naar not in tijden]
            if vreemd:
                rij.fout(
                    "opvolgers",
                    f"Deze gemeente is niet bekend en staat niet (goed) in het bestand: {' '.join(vreemd)}.",
                )
                opnieuw = True
                continue
            for naar in g.opvolgers:
                van, tot = tijden[naar]
                if g.geldig_tot and ((van and van > g.geldig_tot) or (tot and tot <= g.geldig_tot)):
                    rij.fout("opvolgers", f"{naar} bestaat niet op {g.geldig_tot:%d-%m-%Y}.")
                    opnieuw = True
        # A row that turned out wrong is no longer there for those that name it.
        if not opnieuw:
            return


def schrijf_gemeenten(items: Sequence[Gemeentegegevens], *, door: Lidmaatschap | None, **_: Any) -> Telling:
    return neem_gemeenten_over(door=door, lijst=items)


def _postcode(cel: Any) -> str:
    gevonden = postcodes.normaliseer(als_tekst(cel))
    if gevonden is None:
        raise OngeldigeWaarde("Vul een Nederlandse postcode in, zoals 1234 AB.")
    return gevonden


def lees_adressen(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, dict[str, Any]]]:
    gelezen = []
    for rij in rijen:
        adres = {
            "gemeente": (gemeente := lezing.gemeente(rij, "gemeente", timezone.localdate())),
            "aan": rij.lees("aan", vrije_tekst(120)),
            "straat_of_postbus": rij.lees("straat_of_postbus", tekst(80)),
            "postcode": rij.lees("postcode", _postcode),
            "plaats": rij.lees("plaats", tekst(60)),
        }
        lezing.eis(rij, "gemeente", mag_adres_vastleggen, gemeente)
        if not lezing.dubbelen.herhaalt(rij, (gemeente,), adres, "gemeente"):
            gelezen.append((rij, adres))
    return gelezen


def schrijf_adressen(items: Sequence[dict[str, Any]], *, door: Lidmaatschap | None, **_: Any) -> Telling:
    velden = ("aan", "straat_of_postbus", "postcode", "plaats")
    oud = {rij[0]: rij[1:] for rij in Postadres.objects.values_list("gemeente_id", *velden)}
    telling = Telling()
    for item in items:
        bestaand = oud.get(item["gemeente"].pk)
        if bestaand == tuple(item[veld] for veld in velden):
            telling += Telling(overgeslagen=1)
            continue
        leg_adres_vast(door=door, **item)
        telling += Telling(nieuw=1) if bestaand is None else Telling(vervangen=1)
    return telling


def lees_corporaties(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, dict[str, Any]]]:
    gelezen = []
    kvk_van = dict(Corporatie.objects.exclude(kvk="").values_list("kvk", "naam"))
    for rij in rijen:
        gevonden = rij.lees("gemeenten", GEMEENTECODES) or ()
        onbekend = [c for c in gevonden if c not in lezing.wijzer.per_code]
        if onbekend:
            rij.fout("gemeenten", f"Deze gemeenten zijn niet bekend: {' '.join(onbekend)}.")
        corporatie: dict[str, Any] = {
            "naam": rij.lees("naam", tekst(120)),
            "kvk": rij.lees_of("kvk", _kvk, "") if rij.heeft("kvk") else None,
            "gemeenten": [lezing.wijzer.per_code[c] for c in gevonden if c not in onbekend],
        }
        naam, kvk = corporatie["naam"], corporatie["kvk"]
        if naam and kvk and kvk_van.setdefault(kvk, naam) != naam:
            rij.fout("kvk", "Dit KvK-nummer hoort al bij een andere corporatie.")
        if not lezing.dubbelen.herhaalt(rij, (naam,), corporatie, "naam"):
            gelezen.append((rij, corporatie))
    return gelezen


def _kvk(cel: Any) -> str:
    # A spreadsheet takes the nil off the front of a number.
    geschreven = als_tekst(cel)
    if not (geschreven.isascii() and geschreven.isdigit()) or len(geschreven) > _KVK_CIJFERS:
        raise OngeldigeWaarde("Een KvK-nummer heeft acht cijfers.")
    return geschreven.zfill(_KVK_CIJFERS)


def schrijf_corporaties(items: Sequence[dict[str, Any]], *, door: Lidmaatschap | None, **_: Any) -> Telling:
    bestaand = {c.naam: c for c in Corporatie.objects.prefetch_related("gemeenten")}
    telling = Telling()
    for item in items:
        oud = bestaand.get(item["naam"])
        kvk = item["kvk"] if item["kvk"] is not None else (oud.kvk if oud else "")
        if oud is None:
            leg_corporatie_vast(door=door, naam=item["naam"], kvk=kvk, gemeenten=item["gemeenten"])
            telling += Telling(nieuw=1)
        elif oud.kvk == kvk and set(oud.gemeenten.all()) == set(item["gemeenten"]):
            telling += Telling(overgeslagen=1)
        else:
            leg_corporatie_vast(door=door, naam=oud.naam, kvk=kvk, gemeenten=item["gemeenten"], corporatie=oud)
            telling += Telling(vervangen=1)
    return telling


_GEMEENTEN = Toelichting(
    "Gemeenten",
    "Eén rij per gemeentecode, ook van gemeenten die niet meer bestaan. Een bekende code wordt bijgewerkt.",
    ("code",),
    {
        "code": Kolomuitleg("CBS-code van de gemeente.", "GM1690"),
        "naam": Kolomuitleg("Naam van de gemeente.", "De Wolden"),
        "provincie_code": Kolomuitleg("CBS-code van de provincie.", "PV22"),
        "provincie": Kolomuitleg("Naam van de provincie. Nodig als de provincie nieuw is.", "Drenthe"),
        "geldig_van": Kolomuitleg("De eerste dag waarop de gemeente bestaat.", "1998-01-01", Vorm.DATUM),
        "geldig_tot": Kolomuitleg("De eerste dag waarop de gemeente niet meer bestaat.", "", Vorm.DATUM),
        "opvolgers": Kolomuitleg("Codes van de gemeenten waarin zij opging, met een spatie ertussen.", "GM1969"),
    },
)
_ADRESSEN = Toelichting(
    "Postadressen",
    "Waarheen uw brief aan een gemeente gaat. Eén rij per gemeente; een bekend adres wordt vervangen.",
    ("gemeente",),
    {
        "aan": Kolomuitleg("Aan wie de brief is gericht.", "het college van burgemeester en wethouders van De Wolden"),
        "straat_of_postbus": Kolomuitleg("Straat met huisnummer, of postbus.", "Postbus 20"),
        "postcode": Kolomuitleg("Nederlandse postcode.", "7920 AA"),
        "plaats": Kolomuitleg("Plaats.", "Zuidwolde"),
    },
)
_CORPORATIES = Toelichting(
    "Corporaties",
    "Eén rij per woningcorporatie, met alle gemeenten waar zij woningen heeft. Een bekende naam wordt bijgewerkt.",
    ("naam",),
    {
        "naam": Kolomuitleg("Statutaire naam.", "Woonconcept"),
        "kvk": Kolomuitleg("KvK-nummer, acht cijfers.", "04017287"),
        "gemeenten": Kolomuitleg("Gemeentecodes met een spatie ertussen.", "GM1690 GM0119"),
    },
)


def _in_cijfers(gegevens: Mapping[str, Any]) -> str:
    """What a file did, for the logboek: its kind and the counts that are not nil."""
    soort = alle_soorten().get(str(gegevens.get("soort_bestand", "")))
    delen = [f"{gegevens[wat]} {wat}" for wat in ("nieuw", "vervangen", "overgeslagen") if gegevens.get(wat)]
    return ", ".join([*([soort.titel.lower()] if soort else []), *delen])


def _terug_in_cijfers(gegevens: Mapping[str, Any]) -> str:
    soort = alle_soorten().get(str(gegevens.get("soort_bestand", "")))
    namen = {"ongedaan": "ongedaan gemaakt", "gehouden": "gehouden", "mislukt": "niet gelukt"}
    delen = [f"{gegevens[wat]} {naam}" for wat, naam in namen.items() if gegevens.get(wat)]
    return ", ".join([*([soort.titel.lower()] if soort else []), *delen])


def _pagina(regel: Logregel, lid: Lidmaatschap | None) -> str | None:
    """For who offered the file, and their colleagues; a file of a command is for the beheerder."""
    eigen = regel.object_id is not None and ziet_bestand_van(lid, regel.lidmaatschap)
    return reverse("invoerbestand", args=[regel.object_id]) if eigen else None


def meld_aan() -> None:
    """Join the list of kinds and the words of the logboek; called once, when the app is ready."""
    noem(
        {
            "bestand ingelezen": "Bestand ingelezen",
            "bestand teruggedraaid": "Bestand teruggedraaid",
            "bestandsinhoud verwijderd": "Inhoud van oude bestanden verwijderd",
            "gemeenten overgenomen": "Lijst van gemeenten overgenomen",
        }
    )
    vul_aan("bestand ingelezen", _in_cijfers)
    vul_aan("bestand teruggedraaid", _terug_in_cijfers)
    wijs_pagina("organisaties.invoerbestand", _pagina)
    registreer(
        Soort(
            "gemeenten",
            ("code", "naam", "provincie_code", "provincie", "geldig_van", "geldig_tot", "opvolgers"),
            lees_gemeenten,
            schrijf_gemeenten,
            optioneel={"provincie_code", "provincie", "geldig_van", "geldig_tot", "opvolgers"},
            met_opnamedatum=False,
            toelichting=_GEMEENTEN,
            rollen={Rol.BEHEER},
        ),
        Soort(
            "adressen",
            ("gemeente", "aan", "straat_of_postbus", "postcode", "plaats"),
            lees_adressen,
            schrijf_adressen,
            met_opnamedatum=False,
            gemeenten=lambda adres: (adres["gemeente"].pk,),
            toelichting=_ADRESSEN,
            rollen={Rol.PROVINCIE},
        ),
        Soort(
            "corporaties",
            ("naam", "kvk", "gemeenten"),
            lees_corporaties,
            schrijf_corporaties,
            optioneel={"kvk"},
            met_opnamedatum=False,
            toelichting=_CORPORATIES,
            rollen={Rol.BEHEER},
        ),
    )
