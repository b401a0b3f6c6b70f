"""What a person reads about a list of norms."""

from afspraken.regels.normen import Normdoelgroep, Normsoort, TeltOp
from organisaties.invoer.toelichting import Kolomuitleg, Toelichting, Vorm

_JA_NEE = ("ja", "nee")

TOELICHTING = Toelichting(
    "Normen",
    "Wat is afgesproken over het aandeel van de vrijkomende woningen, een rij per norm. Vul een percentage in of een"
    " aantal woningen per kalenderjaar. Zonder corporatie geldt de norm voor alle corporaties samen.",
    ("corporatie", "gemeente", "regio", "soort", "doelgroep", "van"),
    {
        "corporatie": Kolomuitleg("De statutaire naam of het KvK-nummer. Leeg: alle corporaties samen."),
        "gemeente": Kolomuitleg("De gemeente waarvoor de norm geldt. Leeg als u een regio invult.", "Steenwijkerland"),
        "regio": Kolomuitleg("De regio waarvoor de norm geldt. Leeg als u een gemeente invult."),
        "percentage": Kolomuitleg("Het percentage van de woningen. Leeg als een aantal is afgesproken.", "10"),
        "aantal": Kolomuitleg(
            "Het aantal woningen per kalenderjaar. Geldt de norm maar een deel van een jaar, dan geldt het hele aantal"
            " voor dat deel.",
            "",
            Vorm.GETAL,
        ),
        "soort": Kolomuitleg("Wat voor norm het is.", "maximum", keuzes=tuple(s.value for s in Normsoort)),
        "doelgroep": Kolomuitleg(
            "Wiens woningen worden geteld.", "statushouders", keuzes=tuple(d.value for d in Normdoelgroep)
        ),
        "van": Kolomuitleg("De eerste dag waarop de norm geldt.", "2023-01-01", Vorm.DATUM),
        "tot": Kolomuitleg("De eerste dag waarop de norm niet meer geldt. Leeg: zonder einde.", "", Vorm.DATUM),
        "telt_op": Kolomuitleg(
            "Welke dag van een woning telt. Leeg is verhuurd.", "verhuurd", keuzes=tuple(t.value for t in TeltOp)
        ),
        "telt_nieuwbouw": Kolomuitleg("Telt nieuwbouw mee? Leeg is ja.", "ja", keuzes=_JA_NEE),
        "telt_flex": Kolomuitleg("Tellen flexwoningen mee? Leeg is ja.", "ja", keuzes=_JA_NEE),
        "telt_onzelfstandig": Kolomuitleg("Tellen onzelfstandige woningen mee? Leeg is nee.", "nee", keuzes=_JA_NEE),
        "vervangt": Kolomuitleg(
            "De eerste dag van de norm waar deze voor gaat. Alleen nodig als de periodes elkaar deels overlappen.",
            "",
            Vorm.DATUM,
        ),
        "bron": Kolomuitleg("De afspraak of het addendum, met de datum.", "Prestatieafspraken 2023-2027"),
    },
)
