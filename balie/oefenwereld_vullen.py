"""Filling the demo world: real facts from the project's own files, and invented ones beside them, marked as such."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from balie.oefenafspraken import vul_afspraken
from balie.oefenafstemming import vul_afstemming
from balie.oefenbegeleiding import verzin_begeleidingen
from balie.oefencijfers import (
    DE_WOLDEN,
    DE_WOLDEN_BEGIN,
    DE_WOLDEN_REALISATIE,
    DE_WOLDEN_STAND,
    GEZAMENLIJK_TOT,
    VERZONNEN,
    WESTERKWARTIER,
    Verzinsel,
    bestand,
)
from balie.oefendossier import verzin_dossier, verzin_toezichtdossier
from balie.oefenhuishoudens import verzin_huishoudens
from balie.oefennormen import leg_oefennormen_vast
from balie.oefenronde import verzin_ronde
from balie.oefentoezicht import verzin_wederhoor
from balie.oefenwereld import Wereld, maak_organisaties_en_mensen
from balie.oefenwoningen import CONVENANT, LIJSTEN, VAN_HET_CONVENANT, Woningverzinsel, koppel_woningen, kwartalen
from organisaties.acties import leg_adres_vast, leg_convenant_vast
from organisaties.invoer.inlezen import lees_in
from organisaties.invoer.soorten import alle_soorten
from organisaties.models import Gemeente, Invoerbestand
from organisaties.registratie import AMSTERDAM
from taakstelling.acties.afsluitingen import sluit_af
from taakstelling.cijfers import gemeentetijden
from taakstelling.formuleblad import inwoners_voor
from taakstelling.models import Prognose, Realisatie
from taakstelling.regels.formule import Rekenregel, bereken
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.versies import Status
from toezicht.acties.beoordelingen import beoordeel, open_ronde
from toezicht.acties.brieven import maak_brief
from toezicht.acties.kaders import laad_pakketten
from toezicht.acties.teksten import neem_voorbeeld_over

GEGEVENS = Path(settings.BASE_DIR) / "taakstelling" / "gegevens"
NAAM = "oefenwereld"
BEREKEND = "Oefengegevens: berekend met de rekenregel sluitend, niet gepubliceerd"
EERSTE = Halfjaar(2016, 1)
# From here on every gemeente has invented figures; before it only those that became Westerkwartier.
ALLEN_VANAF = Halfjaar(2022, 1)
# From here on there are invented plaatsingen and not only totals.
PLAATSINGEN_VANAF = Halfjaar(2025, 1)
MEPPEL = "GM0119"
OEFENAANTAL = 14_000


def is_gevuld() -> bool:
    return Invoerbestand.objects.filter(naam__startswith=NAAM).exists()


@transaction.atomic
def vul(meld: Callable[[str], None], vandaag: date | None = None) -> Wereld:
    """Make the whole demo world, all or nothing. `meld` hears what is being done."""
    vulling = _Vulling(meld, vandaag or timezone.localdate())
    vulling.lees_land()
    wereld = maak_organisaties_en_mensen()
    vulling.verzin()
    vulling.verzin_woningen(wereld)
    leg_oefennormen_vast(wereld, vulling.moment)
    meld("Verzonnen huishoudens die op een woning wachten…")
    verzin_huishoudens(wereld, vulling.vandaag)
    meld("Verzonnen begeleidingen en een verzonnen verantwoordelijkheidsmatrix…")
    verzin_begeleidingen(wereld, vulling.vandaag)
    meld("Verzonnen verschoonbaarheidsdossier van De Wolden…")
    verzin_dossier(wereld, vulling.vandaag)
    laad_pakketten(door=None, provincies=wereld.provincies.values())
    vulling.begin_toezicht(wereld)
    meld("Een verzonnen toezichtronde van Overijssel, met verzonden brieven…")
    verzin_ronde(wereld, vulling.vandaag)
    meld("Een verzonnen toezichtdossier van Meppel…")
    verzin_toezichtdossier(wereld, vulling.vandaag)
    vulling.sluit_halfjaren(wereld)
    _sluit_convenant(wereld)
    meld("Prestatieafspraken van Alphen-Chaam en Steenwijkerland…")
    vul_afspraken(wereld, vulling.vandaag)
    vulling.meld("Een verzonnen lijst van COA voor De Wolden…")
    vul_afstemming(
        wereld.lid("huisvesting@dewolden.example"), Halfjaar.van_datum(vulling.vandaag).vorige, vulling.vandaag
    )
    return wereld


def _sluit_convenant(wereld: Wereld) -> None:
    """The real convenant of the regio; of its first day only the month is known."""
    lid = wereld.lid("regio@westerkwartier.example")
    assert lid.regio is not None
    leg_convenant_vast(
        door=lid,
        regio=lid.regio,
        kenmerk="Convenant huisvesting statushouders regio Westerkwartier",
        van=date(2016, 3, 1),
        tot=date(2018, 1, 1),
        gemeenten=[wereld.gemeenten[code] for code in ("GM0015", "GM0022", "GM0025", "GM0056")],
        andere_partijen="Woningcorporatie Wold & Waard",
        afspraken=(
            "De taakstelling geldt als gezamenlijk. Er is geen vaste verdeling: waar een woning is en wat bij het"
            " huishouden past, bepaalt waar iemand gaat wonen. Het COA vertelt dat bij de koppeling. Een vijfde van de"
            " woningen die vrijkomen is voor vergunninghouders. Eén persoon houdt het overzicht over de regio."
        ),
        vindplaats="Beschreven door Platform Opnieuw Thuis, 23 november 2017",
    )


@dataclass
class _Vulling:
    meld: Callable[[str], None]
    vandaag: date
    verzonnen: bool = field(default=False)

    def lees_land(self) -> None:
        self.meld("Gemeenten, inwonertallen en landelijke aantallen…")
        for soort in ("gemeenten", "inwonertallen", "deelinwoners", "prognoses"):
            inhoud = (GEGEVENS / f"{soort}.csv").read_bytes()
            if inhoud.count(b"\n") > 1:
                self.lees(soort, inhoud, naam=f"{soort}.csv", verzonnen=False)

    def lees(
        self, soort: str, inhoud: bytes, *, naam: str = "", verzonnen: bool = True, op: datetime | None = None
    ) -> None:
        uitslag = lees_in(
            alle_soorten()[soort], inhoud, naam or f"{NAAM}-{soort}.csv", door=None, op=op, oefengegevens=verzonnen
        )
        if uitslag.fouten:
            raise ValueError(f"De oefenwereld heeft een fout in {soort}: {uitslag.fouten[:3]}")

    def schrijf(
        self, soort: str, rijen: Iterator[Sequence[object]] | list[Any], op: datetime | None = None, **opties: Any
    ) -> None:
        definitie = alle_soorten()[soort]
        regels = list(rijen)
        if regels:
            self.lees(soort, bestand(definitie.kolommen, regels), op=op, **opties)

    def moment(self, dag: date) -> datetime:
        """Noon of that day, never later than now: when the fact would have been recorded."""
        return min(datetime.combine(dag, time(12), tzinfo=AMSTERDAM), timezone.now())

    def verzin(self) -> None:
        nu = Halfjaar.van_datum(self.vandaag)
        self.schrijf("prognoses", self._ontbrekende_prognoses(nu.volgende))
        tijden = gemeentetijden()
        self.meld("Taakstellingen volgens de rekenregel, en de gepubliceerde…")
        taken: dict[tuple[str, Halfjaar], int] = {}
        for halfjaar in EERSTE.tot(nu.volgende):
            taken |= self._taakstellingen(halfjaar)
        self.meld("Verzonnen standen, realisaties en plaatsingen…")
        verzinsel = Verzinsel(tijden, frozenset({*WESTERKWARTIER, "GM1969"}), taken, self.vandaag)
        self.schrijf("mutaties", verzinsel.beginstanden(EERSTE), op=self.moment(EERSTE.begin))
        for halfjaar in EERSTE.tot(nu):
            if halfjaar == ALLEN_VANAF:
                verzinsel.meedoen = frozenset(tijden)
                self.schrijf("mutaties", verzinsel.beginstanden(halfjaar), op=self.moment(halfjaar.begin))
            if halfjaar == DE_WOLDEN_BEGIN:
                self._de_wolden(verzinsel)
            verzinsel.huisvest(halfjaar)
            if halfjaar == nu.vorige:
                self.schrijf("mutaties", verzinsel.besluiten(halfjaar), op=self.moment(halfjaar.begin))
            klaar = self.moment(halfjaar.peildatum + timedelta(days=3))
            if halfjaar <= GEZAMENLIJK_TOT:
                self.schrijf("plaatsingen", verzinsel.gezamenlijk(halfjaar), op=self.moment(halfjaar.peildatum))
            if halfjaar >= PLAATSINGEN_VANAF:
                self.meld(f"  plaatsingen {halfjaar}")
                self.schrijf(
                    "plaatsingen",
                    verzinsel.plaatsingen(halfjaar),
                    op=self.moment(min(halfjaar.peildatum, self.vandaag)),
                )
            if halfjaar < nu:
                self.schrijf(
                    "realisaties",
                    verzinsel.realisaties(halfjaar, met_verschillen=halfjaar >= PLAATSINGEN_VANAF),
                    op=klaar,
                )

    def _ontbrekende_prognoses(self, tot_en_met: Halfjaar) -> Iterator[Sequence[object]]:
        """So that the running half-year has something to work with: a made-up number where none is known."""
        bekend = set(Prognose.objects.bekend().exclude(status=Status.INDICATIEF).values_list("halfjaar", flat=True))
        for halfjaar in EERSTE.tot(tot_en_met):
            if halfjaar not in bekend:
                gepubliceerd = halfjaar.begin - timedelta(weeks=13)
                yield str(halfjaar), OEFENAANTAL, "vastgesteld", gepubliceerd.isoformat(), f"{VERZONNEN} aantal"

    def _taakstellingen(self, halfjaar: Halfjaar) -> dict[tuple[str, Halfjaar], int]:
        """Every version of the national number worked out per gemeente; where a number was published, that one."""
        inwoners = inwoners_voor(halfjaar)
        gepubliceerd = _gepubliceerd(halfjaar)
        uit: dict[tuple[str, Halfjaar], int] = {}
        versies = Prognose.objects.bekend().filter(halfjaar=halfjaar).exclude(status=Status.INDICATIEF)
        for prognose in sorted(versies, key=lambda p: (p.status == Status.BIJGESTELD, p.pk)):
            if inwoners.nederland is None:
                continue
            aantallen = bereken(
                Rekenregel.SLUITEND, prognose.aantal, inwoners.per_gemeente, inwoners.nederland
            ).aantallen
            bijgesteld = prognose.status == Status.BIJGESTELD
            dag = prognose.gepubliceerd_op or halfjaar.begin + timedelta(weeks=12 if bijgesteld else -13)
            echt = {code: rij for (code, status), rij in gepubliceerd.items() if status == prognose.status}
            self.schrijf(
                "taakstellingen",
                [
                    (code, str(halfjaar), aantal, prognose.status, dag.isoformat(), BEREKEND)
                    for code, aantal in aantallen.items()
                    if code not in echt
                ],
                op=self.moment(dag),
            )
            self.schrijf(
                "taakstellingen",
                [
                    (code, str(halfjaar), rij["aantal"], prognose.status, dag.isoformat(), rij["bron"])
                    for code, rij in echt.items()
                ],
                op=self.moment(dag),
                naam="gepubliceerd.csv",
                verzonnen=False,
            )
            uit |= {(code, halfjaar): aantal for code, aantal in aantallen.items()}
            uit |= {(code, halfjaar): int(rij["aantal"]) for code, rij in echt.items()}
        return uit

    def _de_wolden(self, verzinsel: Verzinsel) -> None:
        """The real figures of the letter of Gedeputeerde Staten of Drenthe, 19 November 2024."""
        bron = "Brief van Gedeputeerde Staten van Drenthe, 19 november 2024"
        verzinsel.standen[DE_WOLDEN] = DE_WOLDEN_STAND
        self.schrijf(
            "mutaties",
            [
                (
                    DE_WOLDEN,
                    DE_WOLDEN_BEGIN.begin.isoformat(),
                    "beginstand",
                    DE_WOLDEN_STAND,
                    bron,
                    "Stand op 1 januari 2024",
                )
            ],
            op=self.moment(DE_WOLDEN_BEGIN.begin),
            naam="de-wolden.csv",
            verzonnen=False,
        )
        self.schrijf(
            "realisaties",
            [(DE_WOLDEN, str(DE_WOLDEN_BEGIN), DE_WOLDEN_BEGIN.peildatum.isoformat(), DE_WOLDEN_REALISATIE, bron)],
            op=self.moment(DE_WOLDEN_BEGIN.peildatum),
            naam="de-wolden.csv",
            verzonnen=False,
        )

    def verzin_woningen(self, wereld: Wereld) -> None:
        """The lists of the corporaties, recorded at the end of each quarter."""
        self.meld("Verzonnen lijsten van vrijgekomen woningen…")
        verzinsel = Woningverzinsel(self.vandaag)
        toen = [rij for lijst in VAN_HET_CONVENANT for rij in verzinsel.rijen(lijst, *CONVENANT)]
        self.schrijf("vrijgekomen-woningen", toen, op=self.moment(CONVENANT[1] + timedelta(days=60)))
        for van, tot in kwartalen(self.vandaag):
            rijen = [rij for lijst in LIJSTEN for rij in verzinsel.rijen(lijst, van, tot)]
            self.schrijf("vrijgekomen-woningen", rijen, op=self.moment(tot))
        koppel_woningen(wereld, self.vandaag)

    def begin_toezicht(self, wereld: Wereld) -> None:
        """Drenthe's round over the first half of 2024, with De Wolden judged and its letter ready as a concept."""
        self.meld("Toezichtronde van Drenthe en de conceptbrief aan De Wolden…")
        lid = wereld.lid("toezicht@drenthe.example")
        drenthe, de_wolden = wereld.provincies["PV22"], Gemeente.objects.get(code=DE_WOLDEN)
        leg_adres_vast(
            door=lid,
            gemeente=de_wolden,
            aan="het college van burgemeester en wethouders van De Wolden",
            straat_of_postbus="Postbus 20",
            postcode="7920 AA",
            plaats="Zuidwolde",
        )
        neem_voorbeeld_over(door=lid, provincie=drenthe, voorbeeld="drenthe")
        # Two days after the peildatum: then the invented figures of COA were read.
        gelezen = DE_WOLDEN_BEGIN.peildatum + timedelta(days=2)
        ronde = open_ronde(door=lid, provincie=drenthe, halfjaar=DE_WOLDEN_BEGIN, cijfers_per=gelezen)
        verzin_wederhoor(wereld, ronde)
        beoordeling = beoordeel(
            door=lid,
            ronde=ronde,
            gemeente=de_wolden,
            oordeel="voldoet niet, doch verschoonbaar",
            verschoond_tot=date(2025, 1, 1),
            motivering="Eenmalig verschoond voor alle gemeenten in Drenthe. De trede is verzonnen.",
            begintrede=1,
            trede=1,
        )
        maak_brief(door=lid, beoordeling=beoordeling, datum=date(2024, 11, 19), kenmerk="47/4.1/2024001652")

    def sluit_halfjaren(self, wereld: Wereld) -> None:
        """Drenthe has closed all but the last half-year; of Meppel COA restated an invented figure since."""
        self.meld("Gesloten halfjaren van Drenthe…")
        laatste = Halfjaar.van_datum(self.vandaag).vorige.vorige
        for halfjaar in DE_WOLDEN_BEGIN.tot(laatste):
            sluit_af(
                door=wereld.lid("toezicht@drenthe.example"), provincie=wereld.provincies["PV22"], halfjaar=halfjaar
            )
        cijfer = Realisatie.objects.bekend().filter(gemeente__code=MEPPEL, halfjaar=laatste).latest("cijfers_per")
        per = laatste.peildatum + timedelta(days=60)
        self.schrijf("realisaties", [(MEPPEL, str(laatste), per.isoformat(), cijfer.aantal + 2, VERZONNEN)])


def _gepubliceerd(halfjaar: Halfjaar) -> dict[tuple[str, str], dict[str, str]]:
    with (GEGEVENS / "gepubliceerd.csv").open(encoding="utf-8-sig", newline="") as regels:
        return {
            (rij["gemeente"], rij["status"]): rij
            for rij in csv.DictReader(regels, delimiter=";")
            if rij["halfjaar"] == str(halfjaar)
        }
