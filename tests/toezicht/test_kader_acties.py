"""The acts on a toezichtkader: a draft, in force from a day, fixed by the database, and which one holds when."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from organisaties.acties import versie_van
from organisaties.toegang import GeenToegang
from organisaties.vastleggen import AlGewijzigd
from taakstelling.regels.halfjaar import Halfjaar
from tests.toezicht.conftest import leg_cijfers_vast
from tests.toezicht.kaders import kader
from toezicht import acties
from toezicht.kaders import geldend_kader, geldig_tot, metingen_van, proef
from toezicht.models import Toezichtkader

pytestmark = pytest.mark.django_db


@pytest.fixture
def lid(wereld):
    return wereld.lid("toezicht@drenthe.example")


def concept(lid, **anders):
    return acties.leg_kader_vast(door=lid, provincie=lid.provincie, inhoud=kader(**anders))


def van_kracht(lid, dag, **anders):
    return acties.stel_in_werking(door=lid, concept=concept(lid, **anders), geldig_van=dag)


def test_van_concept_naar_van_kracht(lid, nieuwe_regels):
    rij = concept(lid)
    assert (rij.status, rij.geldig_van, rij.versie, rij.kader) == ("concept", None, None, kader())
    acties.leg_kader_vast(door=lid, provincie=lid.provincie, inhoud=kader(naam="Anders"), concept=rij)
    rij = acties.stel_in_werking(door=lid, concept=rij, geldig_van=date(2024, 7, 1))
    assert (rij.status, rij.versie, rij.kader.naam, rij.in_werking_door) == ("van kracht", 1, "Anders", lid.gebruiker)
    assert list(nieuwe_regels().order_by("pk").values_list("handeling", flat=True)) == [
        "kader gemaakt",
        "kader gewijzigd",
        "kader in werking gesteld",
    ]


def test_wat_van_kracht_is_ligt_vast(lid):
    rij = van_kracht(lid, date(2024, 7, 1))
    for opdracht in (
        lambda: acties.leg_kader_vast(door=lid, provincie=lid.provincie, inhoud=kader(), concept=rij),
        lambda: acties.stel_in_werking(door=lid, concept=rij, geldig_van=date(2025, 1, 1)),
        lambda: acties.verwijder_kader(door=lid, concept=rij),
    ):
        with pytest.raises(ValidationError, match="ligt vast"):
            opdracht()
    for sql in (
        "UPDATE toezicht_toezichtkader SET geldig_van = '2020-01-01' WHERE id = %s",
        "UPDATE toezicht_toezichtkader SET inhoud = '{}' WHERE id = %s",
        "UPDATE toezicht_toezichtkader SET status = 'concept' WHERE id = %s",
        "DELETE FROM toezicht_toezichtkader WHERE id = %s",
    ):
        with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [rij.pk])


def test_een_concept_kan_weg(lid):
    rij = concept(lid)
    acties.verwijder_kader(door=lid, concept=rij)
    assert not Toezichtkader.objects.exists()
    with pytest.raises(ValidationError, match="intussen verwijderd"):
        acties.stel_in_werking(door=lid, concept=rij, geldig_van=date(2024, 7, 1))


def test_geval_23_voor_een_peildatum_geldt_nooit_het_nieuwste(lid):
    oud = van_kracht(lid, date(2020, 6, 26))
    nieuw = van_kracht(lid, date(2024, 4, 19))
    concept(lid)
    assert geldend_kader(lid.provincie, date(2024, 4, 18)) == oud
    assert geldend_kader(lid.provincie, date(2024, 4, 19)) == nieuw
    assert geldend_kader(lid.provincie, date(2020, 6, 25)) is None
    beter = van_kracht(lid, date(2020, 6, 26))
    assert geldend_kader(lid.provincie, date(2024, 1, 1)) == beter
    rijen = Toezichtkader.objects.all()
    assert geldig_tot(rijen) == {oud.pk: date(2020, 6, 26), beter.pk: date(2024, 4, 19)}


@pytest.mark.parametrize("dag", [date(2015, 12, 31), timezone.localdate() + timedelta(days=731)])
def test_een_dag_die_niet_kan(lid, dag):
    with pytest.raises(ValidationError, match="Kies een dag van 1 januari 2016 tot en met"):
        van_kracht(lid, dag)


def test_een_fout_kader_wordt_geweigerd(lid):
    with pytest.raises(ValidationError, match="1 tot en met 9 treden"):
        concept(lid, treden=())
    assert not Toezichtkader.objects.exists()


def test_alleen_de_eigen_provincie(wereld, lid):
    rij = concept(lid)
    for email in ("toezicht@overijssel.example", "huisvesting@dewolden.example", "griffie@raad.example"):
        ander = wereld.lid(email)
        for opdracht in (
            lambda ander=ander: acties.leg_kader_vast(door=ander, provincie=lid.provincie, inhoud=kader()),
            lambda ander=ander: acties.begin_kader(door=ander, provincie=lid.provincie),
            lambda ander=ander: acties.stel_in_werking(door=ander, concept=rij, geldig_van=date(2024, 7, 1)),
            lambda ander=ander: acties.verwijder_kader(door=ander, concept=rij),
        ):
            with pytest.raises(GeenToegang):
                opdracht()
        assert not Toezichtkader.objects.zichtbaar_voor(ander).exists()


def test_twee_die_tegelijk_wijzigen(lid):
    rij = concept(lid)
    rij.refresh_from_db()
    gezien = versie_van(rij)
    acties.leg_kader_vast(door=lid, provincie=lid.provincie, inhoud=kader(naam="Eerst"), concept=rij, versie=gezien)
    with pytest.raises(AlGewijzigd):
        acties.leg_kader_vast(door=lid, provincie=lid.provincie, inhoud=kader(naam="Later"), concept=rij, versie=gezien)
    with pytest.raises(AlGewijzigd):
        acties.stel_in_werking(door=lid, concept=rij, geldig_van=date(2024, 7, 1), versie=gezien)
    assert Toezichtkader.objects.get().kader.naam == "Eerst"


def test_beginnen_met_wat_nu_geldt_of_met_het_pakket(lid):
    eerste = acties.begin_kader(door=lid, provincie=lid.provincie)
    assert (eerste.uitgangspunt, eerste.kader.naam) == (None, "Toezicht huisvesting vergunninghouders Drenthe")
    nu = van_kracht(lid, date(2024, 7, 1))
    assert acties.begin_kader(door=lid, provincie=lid.provincie).uitgangspunt == nu


def test_laad_kaders_zet_elk_pakket_een_keer_in_werking(lid):
    uit = StringIO()
    call_command("laad-kaders", stdout=uit)
    call_command("laad-kaders", "--provincie", "Drenthe", stdout=uit)
    aantal = Toezichtkader.objects.count()
    assert uit.getvalue() == (
        f"{aantal} kaders in werking gesteld.\n0 kaders in werking gesteld. 1 provincies hadden al een kader.\n"
    )
    assert geldend_kader(lid.provincie, date(2024, 7, 1)).versie == 1
    with pytest.raises(CommandError, match="niet bekend"):
        call_command("laad-kaders", "--provincie", "Atlantis")


def test_proef_op_de_cijfers_van_het_grootboek(dossier, lid):
    """De Wolden, −10 to −13, excused until 1 January 2025: it stays where it is, and the one in force says the same."""
    van_kracht(lid, date(2024, 1, 1))
    dossier.beoordeel()
    h = Halfjaar(2024, 1)
    assert [m.stand_eind for m in metingen_van(["GM1690"], h)["GM1690"]] == [-13]
    streng = replace(kader(), treden=kader().treden[:3], regels=kader().regels[:2])
    rij = next(rij for rij in proef(streng, lid.provincie, h) if rij.gemeente.code == "GM1690")
    assert (rij.stand_eind, rij.voorstel.trede, rij.voorstel.oordeel) == (-13, 0, "voldoet niet, doch verschoonbaar")
    assert (rij.geldende_trede, rij.geldend) == (0, "niet op de ladder")


def test_proef_telt_vragen_niet_per_gemeente(dossier, lid, django_assert_max_num_queries):
    for code, gemeente in dossier.wereld.gemeenten.items():
        if gemeente.provincie_id == lid.provincie_id and code not in ("GM1690", "GM0119"):
            leg_cijfers_vast(gemeente, stand=-4, taakstelling=10, realisatie=8, volgende=9)
    with django_assert_max_num_queries(20):
        proef(kader(), lid.provincie, Halfjaar(2024, 1))
