"""What a person reads about a list of huishoudens."""

from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm

TOELICHTING = Toelichting(
    "Huishoudens",
    "Wie COA aan u koppelde, een rij per huishouden. Geen namen, geen BSN en geen V-nummer: alleen uw eigen kenmerk. "
    "Met hetzelfde kenmerk hoort later de plaatsing erbij.",
    ("koppelgemeente", "kenmerk"),
    {
        "kenmerk": Kolomuitleg("Uw eigen aanduiding van het huishouden.", "DW-2024-017"),
        "koppelgemeente": Kolomuitleg("De gemeente waaraan COA koppelde: code of naam.", "De Wolden"),
        "gekoppeld_op": Kolomuitleg("Dag waarop COA het huishouden koppelde.", "2024-01-15", Vorm.DATUM),
        "volwassenen": Kolomuitleg("Aantal volwassenen; 0 als er geen zijn.", "2", Vorm.GETAL),
        "kinderen": Kolomuitleg("Aantal kinderen bij hun ouders; 0 als er geen zijn.", "1", Vorm.GETAL),
        "amv": Kolomuitleg("Aantal alleenstaande minderjarigen; 0 als er geen zijn.", "0", Vorm.GETAL),
        "verwachte_nareizigers": Kolomuitleg("Hoeveel familieleden nog komen; leeg als er geen zijn.", "3", Vorm.GETAL),
        "verwacht_op": Kolomuitleg("Wanneer u hen verwacht, ongeveer.", "2024-11-01", Vorm.DATUM),
    },
)
