"""What a person reads about a list of vacated homes."""

from afspraken.regels.normen import Doelgroep
from afspraken.regels.woningen import HUURKLASSEN
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm

_JA_NEE = ("ja", "nee")

TOELICHTING = Toelichting(
    "Vrijgekomen woningen",
    "De sociale huurwoningen die vrijkwamen, een rij per keer dat een woning vrijkomt. Geen adres, geen huurder: alleen"
    " uw eigen kenmerk. Stuur elke maand de hele lijst; een kenmerk dat al bekend is, wordt verbeterd.",
    ("corporatie", "kenmerk"),
    {
        "kenmerk": Kolomuitleg(
            "Uw eigen nummer van deze verhuring. Komt de woning later weer vrij, gebruik dan een nieuw nummer.",
            "VH-2024-0117",
        ),
        "corporatie": Kolomuitleg("De statutaire naam van uw corporatie, of het KvK-nummer.", "Stichting Woonconcept"),
        "gemeente": Kolomuitleg("De gemeente waarin de woning staat: code of naam.", "Steenwijkerland"),
        "wijk": Kolomuitleg("Wijk of kern, steeds hetzelfde geschreven.", "Vollenhove"),
        "vrij_op": Kolomuitleg("De dag waarop de woning weer te verhuren is.", "2024-08-01", Vorm.DATUM),
        "gereserveerd_op": Kolomuitleg(
            "De dag waarop de woning voor iemand is vastgehouden.", "2024-08-09", Vorm.DATUM
        ),
        "verhuurd_op": Kolomuitleg("De eerste dag van het nieuwe huurcontract.", "2024-08-26", Vorm.DATUM),
        "ingetrokken_op": Kolomuitleg("De dag waarop de woning uit de verhuur ging: verkoop of sloop.", "", Vorm.DATUM),
        "kamers": Kolomuitleg("Aantal kamers, ook de woonkamer.", "3", Vorm.GETAL),
        "huurklasse": Kolomuitleg(
            "De huur, naar de grenzen van de huurtoeslag.", "tot-1e-aftopping", keuzes=tuple(HUURKLASSEN)
        ),
        "doelgroep": Kolomuitleg(
            "Voor wie de woning is verhuurd. Verplicht zodra `verhuurd_op` is gevuld.",
            "statushouders",
            keuzes=tuple(doelgroep.value for doelgroep in Doelgroep),
        ),
        "nieuwbouw": Kolomuitleg("Is de woning net gebouwd? Leeg is nee.", "nee", keuzes=_JA_NEE),
        "flex": Kolomuitleg("Is het een flexwoning? Leeg is nee.", "nee", keuzes=_JA_NEE),
        "onzelfstandig": Kolomuitleg("Deelt de woning keuken, toilet of douche? Leeg is nee.", "nee", keuzes=_JA_NEE),
    },
)
