"""When the gemeenten exist, who went over into whom, and whose own count somebody may see."""

from collections.abc import Collection, Mapping

from organisaties.models import Gemeente, Lidmaatschap, Opvolging
from organisaties.rollen import Rol
from taakstelling.regels.grootboek import Gemeentetijd
from taakstelling.regels.halfjaar import Halfjaar


def gemeentetijden() -> dict[str, Gemeentetijd]:
    """Every gemeente with its validity and successors, by code: two queries."""
    opvolgers: dict[int, list[str]] = {}
    for van, naar in Opvolging.objects.order_by("van", "volgorde").values_list("van_id", "naar__code"):
        opvolgers.setdefault(van, []).append(naar)
    return {
        code: Gemeentetijd(code, geldig_van, geldig_tot, tuple(opvolgers.get(pk, ())))
        for pk, code, geldig_van, geldig_tot in Gemeente.objects.order_by("code").values_list(
            "pk", "code", "geldig_van", "geldig_tot"
        )
    }


def met_voorgangers(codes: Collection[str], tijden: Mapping[str, Gemeentetijd]) -> set[str]:
    """These gemeenten and all that went over into them, however far back."""
    voor = _voorgangers(tijden)
    nodig, nog = set(codes), list(codes)
    while nog:
        for code in voor.get(nog.pop(), ()):
            if code not in nodig:
                nodig.add(code)
                nog.append(code)
    return nodig


def met_opvolgers(codes: Collection[str], tijden: Mapping[str, Gemeentetijd]) -> set[str]:
    """These gemeenten and all that they went over into, however far on: where a change of their stand ends up."""
    nodig: set[str] = set()
    nog = list(codes)
    while nog:
        deze = nog.pop()
        if deze not in nodig:
            nodig.add(deze)
            nog += tijden[deze].opvolgers if deze in tijden else ()
    return nodig


def families(codes: Collection[str], tijden: Mapping[str, Gemeentetijd]) -> dict[str, list[str]]:
    """Each of these gemeenten with all that went over into it, in the order of their codes."""
    voor = _voorgangers(tijden)

    def familie(code: str) -> set[str]:
        uit, nog = {code}, [code]
        while nog:
            nieuw = [een for een in voor.get(nog.pop(), ()) if een not in uit]
            uit.update(nieuw)
            nog += nieuw
        return uit

    return {code: sorted(familie(code)) if code in voor else [code] for code in codes}


def familie_tot(code: str, familie: Collection[str], halfjaar: Halfjaar, tijden: Mapping[str, Gemeentetijd]) -> str:
    """When a gemeente and those before it existed, as far as a half-year can tell: its figures rest on that too."""

    def een(tijd: Gemeentetijd) -> str:
        tot = tijd.geldig_tot
        einde = f" tot {tot} {' '.join(tijd.opvolgers)}" if tot is not None and tot <= halfjaar.eind else ""
        return f"{tijd.code} van {tijd.geldig_van or ''}{einde}"

    eerder = (tijden[een] for een in familie if een != code)
    opgegaan = (tijd for tijd in eerder if tijd.geldig_tot is not None and tijd.geldig_tot <= halfjaar.eind)
    return "; ".join(map(een, (tijden[code], *opgegaan)))


def _voorgangers(tijden: Mapping[str, Gemeentetijd]) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for tijd in tijden.values():
        for naar in tijd.opvolgers:
            uit.setdefault(naar, []).append(tijd.code)
    return uit


def mag_eigen_telling_zien(
    lid: Lidmaatschap | None, tijden: Mapping[str, Gemeentetijd] | None = None
) -> set[str] | None:
    """Codes of the gemeenten whose own count this membership may see; of the others only the official figures."""
    if lid is None or lid.rol not in (Rol.GEMEENTE, Rol.REGIO, Rol.PROVINCIE):
        return set()
    codes = set(Gemeente.objects.van(lid).values_list("code", flat=True))
    return met_voorgangers(codes, tijden or gemeentetijden())
