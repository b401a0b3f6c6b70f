"""Small agreements of Steenwijkerland with Woonconcept and De Veste, for the tests."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pikepdf
from django.utils import timezone

from afspraken import acties
from afspraken.models import Monitoringronde, Partij, Prestatieafspraak
from afspraken.regels.cyclus import Overlegsoort
from afspraken.regels.monitoring import Verloop
from taakstelling.regels.halfjaar import Halfjaar

H = Halfjaar(2024, 2)

GEMEENTE = "huisvesting@steenwijkerland.example"
CORPORATIE = "verhuur@woonconcept.example"
HUURDERS = "bestuur@deveste.example"


def partij(rij: Prestatieafspraak, soort: str) -> Partij:
    """The first party of this kind."""
    gevonden: Partij = rij.partijen.filter(**{f"{soort}__isnull": False}).first()
    return gevonden


def concept(wereld: Any, gemeente: str = "GM1708", **anders: Any) -> Prestatieafspraak:
    """One theme, one afspraak, all three parties do something; 2024 and 2025."""
    partijen = [wereld.gemeenten[gemeente], wereld.lid(CORPORATIE).corporatie]
    if gemeente == "GM1708":
        partijen.append(wereld.lid(HUURDERS).huurdersorganisatie)
    opties = {"naam": "Afspraken 2024-2025", "van": date(2024, 1, 1), "tot": date(2026, 1, 1)} | anders
    rij = acties.stel_op(door=None, partijen=partijen, **opties)
    thema = acties.leg_thema_vast(door=None, prestatieafspraak=rij, naam="Bijzondere doelgroepen")
    acties.leg_afspraak_vast(
        door=None,
        thema=thema,
        nummer="1",
        titel="Aandeel",
        beoogd_effect="Genoeg woningen.",
        regie=[partij(rij, "gemeente")],
        bijdragen={p.pk: [f"Wat {p} doet."] for p in rij.partijen.all()},
    )
    return rij


def getekend(wereld: Any, gemeente: str = "GM1708", **anders: Any) -> Prestatieafspraak:
    rij = concept(wereld, gemeente, **anders)
    for een in rij.partijen.all():
        acties.onderteken(door=None, partij=een, ondertekenaar="vertegenwoordiger", datum=date(2024, 1, 8))
    rij.refresh_from_db()
    return rij


def pdf(bladzijden: int = 1) -> bytes:
    """A PDF with so many empty pages."""
    uit = BytesIO()
    with pikepdf.new() as document:
        for _ in range(bladzijden):
            document.add_blank_page()
        document.save(uit)
    return uit.getvalue()


def ronde_van(rij: Prestatieafspraak, halfjaar: Halfjaar = H) -> Monitoringronde:
    """Open until a day that is still to come."""
    return acties.open_monitoringronde(
        door=None, prestatieafspraak=rij, halfjaar=halfjaar, uiterlijk=timezone.localdate() + timedelta(days=20)
    )


def afspraakdingen(wereld: Any) -> dict[str, list[Any]]:
    """For the matrix: De Wolden with Woonconcept, signed and as a concept, and one of Steenwijkerland with huurders."""
    vast, open_ = getekend(wereld, "GM1690"), concept(wereld, "GM1690", naam="Concept")
    anders = getekend(wereld, naam="Afspraken met huurders")
    stukken = [
        acties.voeg_document_toe(door=None, prestatieafspraak=rij, titel="Getekend stuk", inhoud=pdf())
        for rij in (vast, open_)
    ]
    overleg = acties.leg_overleg_vast(
        door=None, prestatieafspraak=vast, soort=Overlegsoort.BESTUURLIJK, datum=date(2024, 3, 1)
    )
    ronde = ronde_van(vast)
    afspraak, onderdeel = vast.themas.get().afspraken.get(), open_.themas.get().afspraken.get()
    g, c = partij(vast, "gemeente"), partij(vast, "corporatie")
    voortgang = acties.vul_voortgang_in(door=None, ronde=ronde, afspraak=afspraak, partij=c, verloop=Verloop.OP_SCHEMA)
    op_concept = ("afspraak-wijzigen", "afspraak-weggooien", "thema-toevoegen")
    op_vast = (
        *("afspraak", "addendum-nieuw", "afspraak-vervolg", "document-toevoegen"),
        *("overleg-vastleggen", "monitoring-openen"),
    )
    return {
        **{naam: [vast.pk] for naam in op_vast},
        **{naam: [open_.pk] for naam in op_concept},
        "afspraak@concept": [open_.pk],
        "afspraak@huurders": [anders.pk],
        **{f"thema-{wat}": [onderdeel.thema_id] for wat in ("wijzigen", "verwijderen")},
        "onderdeel-toevoegen": [onderdeel.thema_id],
        **{f"onderdeel-{wat}": [onderdeel.pk] for wat in ("wijzigen", "verwijderen")},
        "uitvoering-vastleggen": [afspraak.pk],
        "afspraak-ondertekenen": [vast.pk, g.pk],
        "afspraak-ondertekenen@corporatie": [vast.pk, c.pk],
        "ondertekening-intrekken": [open_.pk, partij(open_, "gemeente").pk],
        "afspraakdocument": [stukken[0].pk],
        "afspraakdocument@concept": [stukken[1].pk],
        **{f"document-{wat}": [stukken[0].pk] for wat in ("vervangen", "intrekken")},
        "overleg-intrekken": [overleg.pk],
        "jaarcyclus": [vast.pk, 2024],
        **{naam: [ronde.pk] for naam in ("monitoring", "monitoring-sluiten", "monitoring-verslag", "monitoring-pdf")},
        "voortgang-invullen": [ronde.pk, afspraak.pk, g.pk],
        "voortgang-invullen@corporatie": [ronde.pk, afspraak.pk, c.pk],
        "voortgang-akkoord": [voortgang.pk],
    }
