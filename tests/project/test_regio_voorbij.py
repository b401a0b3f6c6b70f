"""A regio outside its term: its coordinator is a stranger everywhere, but for the figures of the regio itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from organisaties.models import Convenant, Gemeente, Invoerbestand, Lidmaatschap, Logregel, Regio
from organisaties.rollen import Rol
from organisaties.toegang import GeenToegang
from taakstelling.acties.verrekening import leg_verrekening_vast
from taakstelling.cijfers import mag_eigen_telling_zien
from taakstelling.models import Coalijst, Huishouden, Koppeling, Plaatsing, Verschoonbaarheidsdossier
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.toegang import mag_herverdelen, mag_huishouden_wijzigen, mag_plaatsing_vastleggen
from tests.project.dingen import dingen as dingen  # noqa: PLC0414  # a fixture
from tests.project.test_matrix import CODES, KOLOMMEN, rijen, uitkomst
from tests.taakstelling.huishoudens import dagen_terug

pytestmark = pytest.mark.django_db
Als = Callable[[str], Client]
COORDINATOR = "regio@zuid.example"

# What a coordinator of a regio elsewhere does not get (or gets empty), for things of De Wolden.
ANDERS = {
    "regio": 200,
    "regio-halfjaar": 200,
    "regio-verrekening": 403,
    "regio-plan": 403,
    "regio-pdf": 403,
    "convenant": 200,
    "convenant-toevoegen": 403,
    "convenant-wijzigen": 403,
    **dict.fromkeys(("regio@westerkwartier", "regio-halfjaar@westerkwartier", "regio-verrekening@westerkwartier"), 404),
    **dict.fromkeys(("regio-plan@westerkwartier", "regio-pdf@westerkwartier"), 404),
    **dict.fromkeys(("invoer", "invoer-soort", "invoer-sjabloon", "huishoudens", "huishouden-koppelen"), 403),
    **dict.fromkeys(("plaatsingen", "plaatsing-vastleggen", "plaatsingen-vastleggen", "nareizigers"), 403),
    **dict.fromkeys(("koppelpeildata", "koppelpeildatum", "verschoonbaarheid", "verschoonbaarheid-maken"), 403),
    **dict.fromkeys(("afstemming", "coa-lijsten", "coa-lijst-inlezen"), 403),
    **dict.fromkeys(
        ("afspraken", "aandelen", "wat-als", "normen", "norm-vastleggen", "woningen", "woningen-wijken"), 403
    ),
    **dict.fromkeys(("toewijzingen", "begeleidingen", "duurzame-start", "aandeel", "aandeel-verdeling"), 403),
    "bezit-vastleggen": 403,
    **dict.fromkeys(("matrix", "matrix-wijzigen", "matrix-pdf", "overleg", "overleg-pdf"), 403),
    **dict.fromkeys(("overleg-regio", "overleg-regio-pdf"), 403),
    "overleg-regio@westerkwartier": 404,
}


@pytest.fixture
def zuid(wereld: Any, dingen: dict[str, list[Any]]) -> Lidmaatschap:
    """The coordinator of De Wolden and Meppel."""
    regio = Regio.objects.get(naam="Zuid")
    gebruiker = type(wereld.gebruikers["griffie@raad.example"]).objects.create(email=COORDINATOR, naam="Zuid")
    wereld.gebruikers[COORDINATOR] = gebruiker
    lid: Lidmaatschap = Lidmaatschap.objects.create(gebruiker=gebruiker, rol=Rol.REGIO, regio=regio)
    Invoerbestand.objects.update(lidmaatschap=lid)
    return lid


def loopt(lid: Lidmaatschap, van: int | None, tot: int | None) -> Lidmaatschap:
    """The term, as days ago."""
    dagen = {"geldig_van": van, "geldig_tot": tot}
    Regio.objects.filter(pk=lid.regio_id).update(**{k: d if d is None else dagen_terug(d) for k, d in dagen.items()})
    vers: Lidmaatschap = Lidmaatschap.objects.select_related("regio").get(pk=lid.pk)
    return vers


def ziet(lid: Lidmaatschap) -> list[bool]:
    """Of everything that is about people: whether a row of it is seen."""
    rijen = (Huishouden, Koppeling, Plaatsing, Coalijst, Verschoonbaarheidsdossier, Invoerbestand)
    return [model.objects.zichtbaar_voor(lid).exists() for model in rijen]


def test_op_elke_url_een_vreemde_behalve_bij_de_eigen_cijfers(
    als: Als, dingen: dict[str, list[Any]], zuid: Lidmaatschap
) -> None:
    loopt(zuid, 900, 0)
    elders = KOLOMMEN.split().index("r")
    client = als(COORDINATOR)
    verwacht = {naam: ANDERS.get(naam, CODES[statussen.split()[elders]]) for naam, statussen in rijen()}
    verwacht |= {naam: 302 for naam in verwacht if naam == "account_login"}
    kreeg = {naam: uitkomst(client, naam, dingen) for naam in verwacht}
    assert {n: k for n, k in kreeg.items() if k != verwacht[n]} == {}


@pytest.mark.parametrize(
    ("van", "tot", "mag"), [(900, None, True), (0, -1, True), (900, 0, False), (-1, None, False), (None, None, True)]
)
def test_rijen_en_handelingen_horen_bij_de_looptijd(
    wereld: Any, zuid: Lidmaatschap, van: int | None, tot: int | None, mag: bool
) -> None:
    """From the first day up to, not including, the end."""
    lid = loopt(zuid, van, tot)
    de_wolden = wereld.gemeenten["GM1690"]
    assert ziet(lid) == [mag] * 6
    handelingen = (mag_plaatsing_vastleggen, mag_huishouden_wijzigen, mag_herverdelen)
    assert [bool(handeling(lid, de_wolden)) for handeling in handelingen] == [mag] * 3
    assert set(Gemeente.objects.van(lid).values_list("code", flat=True)) == ({"GM1690", "GM0119"} if mag else set())
    assert bool(mag_eigen_telling_zien(lid)) is mag
    assert Logregel.objects.zichtbaar_voor(lid).filter(gemeente=de_wolden).exists() is mag
    assert Convenant.objects.zichtbaar_voor(lid).exists()


def test_verrekenen_kan_ook_niet_meer_over_het_halfjaar_dat_nog_loopt(wereld: Any, zuid: Lidmaatschap) -> None:
    def verreken(lid: Lidmaatschap) -> None:
        leg_verrekening_vast(
            door=lid,
            regio=lid.regio,  # type: ignore[arg-type]
            halfjaar=Halfjaar.van_datum(timezone.localdate()),
            datum=timezone.localdate() + timedelta(days=400),
            grondslag="Besluit",
            reden="Samen",
            wijzigingen={},
        )

    with pytest.raises(ValidationError):  # of the day: this far the coordinator of a regio that runs comes
        verreken(loopt(zuid, 900, None))
    with pytest.raises(GeenToegang, match="werkte samen tot en met"):
        verreken(loopt(zuid, 900, 0))


def test_thuis_zegt_dat_het_voorbij_is_en_wijst_de_halfjaren(als: Als, zuid: Lidmaatschap) -> None:
    loopt(zuid, 900, 0)
    antwoord = als(COORDINATOR).get("/")
    tekst = " ".join(antwoord.content.decode().split())
    gisteren = dagen_terug(1)
    assert f"De regio Zuid werkte samen tot en met {gisteren:%d-%m-%Y}." in tekst
    assert f"/opgave/regio/{zuid.regio_id}/" in tekst
    assert "Plaatsing vastleggen" not in tekst
    assert [regel.label for regel in antwoord.context["navigatie"]] == ["Vandaag", "Cijfers"]
