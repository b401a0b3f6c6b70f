"""What a person reads about a list of plaatsingen."""

from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm
from taakstelling.regels.telling import Huisvestingsvorm

_JA_NEE = ("ja", "nee")

TOELICHTING = Toelichting(
    "Plaatsingen",
    "Wie er een woning kreeg, een rij per huishouden. Geen namen, geen BSN en geen V-nummer: alleen uw eigen kenmerk. "
    "Vul van de vier datums minstens één in.",
    ("koppelgemeente", "kenmerk", "deel"),
    {
        "kenmerk": Kolomuitleg("Uw eigen aanduiding van het huishouden.", "DW-2024-017"),
        "koppelgemeente": Kolomuitleg("De gemeente waarvoor de plaatsing telt: code of naam.", "De Wolden"),
        "huisvestingsgemeente": Kolomuitleg("De gemeente waarin de woning staat: code of naam.", "De Wolden"),
        "teldatum": Kolomuitleg(
            "Alleen als u zelf bepaalt op welke dag het telt; anders volgt die uit de datums hierna.", "", Vorm.DATUM
        ),
        "huurcontract_op": Kolomuitleg("Eerste dag van het huurcontract.", "2024-03-04", Vorm.DATUM),
        "brp_op": Kolomuitleg("Dag van inschrijving in de BRP.", "", Vorm.DATUM),
        "afgemeld_op": Kolomuitleg("Dag van afmelding bij COA.", "2024-03-05", Vorm.DATUM),
        "volwassenen": Kolomuitleg("Aantal volwassenen; 0 als er geen zijn.", "2", Vorm.GETAL),
        "kinderen": Kolomuitleg("Aantal kinderen bij hun ouders; 0 als er geen zijn.", "1", Vorm.GETAL),
        "amv": Kolomuitleg("Aantal alleenstaande minderjarigen; 0 als er geen zijn.", "0", Vorm.GETAL),
        "nareizigers": Kolomuitleg("Aantal nareizigers; 0 als er geen zijn.", "0", Vorm.GETAL),
        "huisvestingsvorm": Kolomuitleg(
            "Het soort huisvesting.", "zelfstandig", keuzes=tuple(vorm.value for vorm in Huisvestingsvorm)
        ),
        "eerder_geteld": Kolomuitleg("Telden deze mensen al bij een eerdere plaatsing?", "nee", keuzes=_JA_NEE),
        "verhuurder": Kolomuitleg("Naam van de organisatie die verhuurt, niet van een persoon.", "Woonconcept"),
        "deel": Kolomuitleg("Leeg of 1; nareizigers die later komen zijn deel 2.", "1", Vorm.GETAL),
    },
)
