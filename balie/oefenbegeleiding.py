"""Invented guidance for De Wolden and Westerkwartier and a matrix for Steenwijkerland, through the acts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from afspraken import acties
from afspraken.regels.begeleiding import PUNTEN, Fase, Handeling
from balie.oefenwereld import Wereld
from organisaties.models import Corporatie, Lidmaatschap
from taakstelling.models import Huishouden, Plaatsing

WIE = (
    ("huisvesting@dewolden.example", "GM1690", "Stichting Woonconcept"),
    ("huisvesting@westerkwartier.example", "GM1969", "Wold & Waard"),
)
VERHUIST_NOG = "oef-K04"
"""The invented household that accepted a home and has to move."""
MELDT_GEMEENTE, MELDT_CORPORATIE = 2, 4
"""Of these, counted from 1, there is a signal."""


@dataclass(frozen=True, slots=True)
class _Geval:
    """Housed at least so many days ago (None: not yet); phases that are closed; whether the next one began."""

    dagen: int | None
    dicht: int
    verder: bool


BEGELEIDINGEN = (
    _Geval(None, 0, True),
    _Geval(20, 0, True),
    _Geval(45, 1, False),
    _Geval(75, 1, True),
    _Geval(150, 2, True),
    _Geval(380, 2, True),
)
MATRIX = {
    "Passende woning zoeken en aanbieden": ("volledig", "", ""),
    "Startsituatie in beeld brengen": ("", "volledig", ""),
    "Papieren voor huur en inkomen regelen": ("", "volledig", ""),
    "Vertellen wat wonen inhoudt en met de inburgering beginnen": ("gedeeld", "gedeeld", ""),
    "Zorgen dat de eerste maand huur kan worden betaald": ("", "volledig", ""),
    "Helpen bij administratie en huurbetaling": ("volledig", "volledig", ""),
    "Woongedrag uitleggen in een begrijpelijke taal": ("gedeeld", "gedeeld", "gedeeld"),
    "Tolk regelen voor gesprekken over het wonen": ("", "volledig", ""),
    "Een jaar lang volgen hoe het gaat en elkaar inlichten": ("gedeeld", "gedeeld", ""),
    "Kennismaken met buren en buurt": ("", "gedeeld", "gedeeld"),
    "Helpen naar werk en leerwerkplekken": ("", "volledig", ""),
    "Helpen naar taal en studie": ("", "volledig", ""),
}
"""Who does what, made up; what is not here nobody does yet."""


def verzin_begeleidingen(wereld: Wereld, vandaag: date) -> None:
    for email, code, corporatie in WIE:
        verhuurder, gemeente = Corporatie.objects.get(naam=corporatie), wereld.gemeenten[code]
        vrij = list(
            Plaatsing.objects.bekend()
            .filter(koppelgemeente=gemeente, deel=1, huishouden__isnull=False)
            .select_related("huishouden")
            .order_by("-teldatum", "pk")
        )
        for nummer, geval in enumerate(BEGELEIDINGEN, start=1):
            if geval.dagen is None:
                huishouden = Huishouden.objects.filter(koppelgemeente=gemeente, kenmerk=VERHUIST_NOG).first()
                contract, begin = None, vandaag - timedelta(days=10)
            else:
                grens = vandaag - timedelta(days=geval.dagen)
                plaatsing = next((een for een in vrij if een.teldatum <= grens), None)
                if plaatsing is None:
                    continue
                vrij.remove(plaatsing)
                huishouden, contract = plaatsing.huishouden, plaatsing.huurcontract_op or plaatsing.teldatum
                begin = contract - timedelta(days=30)
            if huishouden is not None:
                _begeleid(wereld, wereld.lid(email), verhuurder, huishouden, nummer, geval, begin, contract)
    acties.leg_matrix_vast(
        door=wereld.lid("huisvesting@steenwijkerland.example"),
        gemeente=wereld.gemeenten["GM1708"],
        regels=[
            acties.Matrixregel(regel.fase, regel.taak, *MATRIX.get(regel.taak, ("", "", "")))
            for regel in acties.voorbeeldregels()
        ],
    )


def _begeleid(
    wereld: Wereld,
    lid: Lidmaatschap,
    corporatie: Corporatie,
    huishouden: Huishouden,
    nummer: int,
    geval: _Geval,
    begin: date,
    contract: date | None,
) -> None:
    """One begeleiding: the phases closed one after the other, and a signal at two of them."""
    assert lid.gemeente is not None
    vandaag = timezone.localdate()
    begeleiding = acties.open_begeleiding(
        door=lid,
        huishouden=huishouden,
        gemeente=lid.gemeente,
        begonnen_op=begin,
        gegevens=acties.Begeleidinggegevens(
            aanspreekpunt=lid,
            functie="Consulent begeleiding (oefengegevens)",
            organisatie=f"Gemeente {lid.gemeente}",
            corporatie=corporatie,
            woning=f"oef-W{nummer:02}",
            huurcontract_op=contract,
            brp_op=_al(contract, 7, vandaag),
            pip_op=_al(contract, 70, vandaag),
        ),
    )
    fasen = list(Fase)
    for plek in range(geval.dicht + 1):
        dag = (contract or begin) + timedelta(days=20 * plek)
        if plek == geval.dicht and not geval.verder:
            break
        if plek:
            acties.zet_fase(door=lid, begeleiding=begeleiding, handeling=Handeling.BEGIN, dag=dag - timedelta(days=20))
        punten = list(PUNTEN[fasen[plek]])
        gedaan = punten if plek < geval.dicht else punten[:2]
        acties.vink_punten_af(
            door=lid,
            begeleiding=begeleiding,
            uitkomsten=dict.fromkeys(gedaan, "gedaan"),
            dag=dag if plek < geval.dicht else dag - timedelta(days=20) if plek else begin,
        )
        if plek < geval.dicht:
            acties.zet_fase(door=lid, begeleiding=begeleiding, handeling=Handeling.SLUIT, dag=dag)
    if nummer == MELDT_GEMEENTE:
        acties.meld_signaal(door=lid, begeleiding=begeleiding, soort="tolk")
    verhuurder = wereld.leden.get("verhuur@woonconcept.example")
    if nummer == MELDT_CORPORATIE and verhuurder is not None and verhuurder.corporatie_id == corporatie.pk:
        acties.meld_signaal(door=verhuurder, begeleiding=begeleiding, soort="huurachterstand")


def _al(contract: date | None, dagen: int, vandaag: date) -> date | None:
    """So many days after the huurcontract, once that day has come."""
    dag = contract and contract + timedelta(days=dagen)
    return dag if dag and dag <= vandaag else None
