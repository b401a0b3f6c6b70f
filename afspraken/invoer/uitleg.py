"""What a person reads about the files with agreements."""

from afspraken.regels.normen import Normdoelgroep, Normsoort, TeltOp
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm

_JA_NEE = ("ja", "nee")

NORMEN = Toelichting(
    "Normen",
    "Welk deel van de vrijgekomen woningen naar een groep gaat, zoals u dat met corporaties afsprak. Vul een gemeente"
    " of een regio in, en een percentage of een aantal.",
    ("corporatie", "gemeente", "regio", "soort", "doelgroep", "van"),
    {
        "corporatie": Kolomuitleg("Naam of KvK-nummer. Leeg: alle corporaties daar samen.", "Woonconcept"),
        "gemeente": Kolomuitleg("Code of naam. Leeg als de norm voor een regio geldt.", "GM1690"),
        "regio": Kolomuitleg("Naam van de regio. Leeg als de norm voor een gemeente geldt."),
        "percentage": Kolomuitleg("Deel van de vrijgekomen woningen, 0 tot en met 100.", "10", Vorm.GETAL),
        "aantal": Kolomuitleg("Aantal woningen, als er geen percentage is.", "", Vorm.GETAL),
        "soort": Kolomuitleg("Wat voor norm het is.", "maximum", keuzes=tuple(Normsoort)),
        "doelgroep": Kolomuitleg("Voor wie de woningen zijn.", "statushouders", keuzes=tuple(Normdoelgroep)),
        "van": Kolomuitleg("De eerste dag waarop de norm geldt.", "2024-01-01", Vorm.DATUM),
        "tot": Kolomuitleg("De eerste dag waarop zij niet meer geldt. Leeg: geen einde.", "2025-01-01", Vorm.DATUM),
        "telt_op": Kolomuitleg(
            "Telt een woning op de dag van verhuur of op de dag waarop zij vrijkomt? Leeg: verhuurd.",
            "verhuurd",
            keuzes=tuple(TeltOp),
        ),
        "telt_nieuwbouw": Kolomuitleg("Telt nieuwbouw mee? Leeg: ja.", "ja", keuzes=_JA_NEE),
        "telt_flex": Kolomuitleg("Tellen flexwoningen mee? Leeg: ja.", "ja", keuzes=_JA_NEE),
        "telt_onzelfstandig": Kolomuitleg("Tellen onzelfstandige woningen mee? Leeg: nee.", "nee", keuzes=_JA_NEE),
        "vervangt": Kolomuitleg("De eerste dag van de norm die deze vervangt.", "", Vorm.DATUM),
        "bron": Kolomuitleg("Waar het is afgesproken.", "Prestatieafspraken 2024, artikel 3"),
    },
)
