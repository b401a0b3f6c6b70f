"""The kind `mutaties`: signed changes of a stand."""

from collections.abc import Sequence
from typing import Any

from organisaties.invoer.soorten import Lezing, Rij, Soort
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm
from organisaties.invoer.waarden import geheel, keuze, vrije_tekst
from organisaties.rollen import Rol
from taakstelling.acties.feiten import fouten_in_mutaties, sleutel_van
from taakstelling.invoer.cijfers import pks
from taakstelling.invoer.toets import schrijf_feiten, toets_opnamedatum
from taakstelling.invoer.waarden import MEESTE_PERSONEN, peildatum
from taakstelling.models import Mutatie
from taakstelling.regels.mutaties import SAMEN_NUL
from taakstelling.toegang import mag_cijfers_vastleggen

_AANTAL = geheel(-MEESTE_PERSONEN, MEESTE_PERSONEN)
_SOORT = keuze(Mutatie.Soort.values)


def lees_mutaties(rijen: Sequence[Rij], lezing: Lezing) -> list[tuple[Rij, Mutatie]]:
    """A name is that of the day; of a gemeente that ends on that very day the old name is meant too."""
    gelezen = []
    besluiten: dict[Any, list[Rij]] = {}
    for rij in rijen:
        dag = rij.lees("datum", peildatum)
        gemeente = lezing.gemeente(rij, "gemeente", dag, of_beeindigd=True)
        lezing.eis(rij, "gemeente", mag_cijfers_vastleggen, gemeente)
        soort = rij.lees("soort", _SOORT)
        aantal = rij.lees("aantal", _AANTAL)
        grondslag = rij.lees("grondslag", vrije_tekst(200))
        reden = rij.lees("reden", vrije_tekst(300))
        if soort in SAMEN_NUL and dag and grondslag:
            besluiten.setdefault((dag, soort, grondslag), []).append(rij)
        if not (gemeente and dag and soort and grondslag):
            continue
        feit = Mutatie(
            gemeente=gemeente, datum=dag, soort=soort, aantal=aantal or 0, grondslag=grondslag, reden=reden or ""
        )
        if lezing.dubbelen.herhaalt(rij, sleutel_van(feit), (aantal, grondslag, reden), "gemeente"):
            continue
        gelezen.append((rij, feit))
    _toets_samen(gelezen, besluiten)
    toets_opnamedatum(gelezen, lezing, "datum")
    _laat_besluiten_heel(besluiten)
    return gelezen


def _toets_samen(gelezen: list[tuple[Rij, Mutatie]], besluiten: dict[Any, list[Rij]]) -> None:
    """Each on its own, and the rows of one besluit together; not where a row of it cannot be read."""
    half = {rij.nummer for groep in besluiten.values() if any(r.fouten for r in groep) for rij in groep}
    heel = [
        (rij, feit) for rij, feit in gelezen if rij.nummer not in half and not rij.mis("datum", "gemeente", "soort")
    ]
    for i, (kolom, reden) in fouten_in_mutaties([feit for _, feit in heel]).items():
        heel[i][0].fout(kolom, reden)


def _laat_besluiten_heel(besluiten: dict[Any, list[Rij]]) -> None:
    """One bad row keeps the whole besluit back: a part of it would not be nil."""
    for groep in besluiten.values():
        mis = [rij.nummer for rij in groep if rij.fouten]
        if mis:
            for rij in groep:
                if not rij.fouten:
                    rij.fout(None, f"Deze regel hoort bij hetzelfde besluit als rij {mis[0]}, die niet goed is.")


SOORTEN = (
    Soort(
        "mutaties",
        ("gemeente", "datum", "soort", "aantal", "grondslag", "reden"),
        lees_mutaties,
        schrijf_feiten,
        gemeenten=pks,
        lijst="cijfers",
        rollen={Rol.PROVINCIE, Rol.BEHEER},
        toelichting=Toelichting(
            "Mutaties",
            "Wat de stand verandert zonder plaatsing. Het aantal is wat erbij wordt opgeteld: een beginstand van −10 is"
            " een achterstand van 10. De rijen van één herverdeling of herindeling zijn samen nul en hebben dezelfde"
            " datum en grondslag.",
            ("gemeente", "datum", "soort", "grondslag"),
            {
                "datum": Kolomuitleg("Een dag in het halfjaar waarin het werkt.", "2024-01-01", Vorm.DATUM),
                "soort": Kolomuitleg("Wat voor mutatie het is.", "beginstand", keuzes=tuple(Mutatie.Soort.values)),
                "aantal": Kolomuitleg("Aantal personen, met een min ervoor als het minder wordt.", "-10", Vorm.GETAL),
                "grondslag": Kolomuitleg("Besluit of brief waarop het rust.", "Brief GS 19 november 2024"),
                "reden": Kolomuitleg("Waarom, in één zin.", "Stand bij het begin van de administratie"),
            },
        ),
    ),
)
