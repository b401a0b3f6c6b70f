"""Invented wederhoor in Drenthe's round over the first half of 2024, and its figures frozen after it."""

from django.utils import timezone

from balie.oefencijfers import DE_WOLDEN, VERZONNEN
from balie.oefenwereld import Wereld
from organisaties.models import Gemeente
from toezicht.acties.rondecijfers import bevries_ronde
from toezicht.acties.wederhoor import beantwoord_wederhoor, vraag_wederhoor
from toezicht.cijfers import cijfers_voor
from toezicht.models import Toezichtronde, Wederhoor
from toezicht.regels.rondecijfers import vingerafdruk
from toezicht.regels.termijnen import wederhoor_voorstel

ANTWOORDEN = (
    (DE_WOLDEN, "huisvesting@dewolden.example", Wederhoor.Antwoord.KLOPT, VERZONNEN),
    (
        "GM0119",
        "huisvesting@meppel.example",
        Wederhoor.Antwoord.BETWIST,
        f"{VERZONNEN}. Wij tellen een gezin van vier mee dat op 28 juni de sleutel kreeg; COA telt het in juli.",
    ),
)


def verzin_wederhoor(wereld: Wereld, ronde: Toezichtronde) -> None:
    """Everybody is asked, two gemeenten answer, and the provincie freezes the figures."""
    lid = wereld.lid("toezicht@drenthe.example")
    vraag_wederhoor(door=lid, ronde=ronde, tot=wederhoor_voorstel(timezone.localdate()))
    for code, email, antwoord, toelichting in ANTWOORDEN:
        gemeente = Gemeente.objects.get(code=code)
        cijfers, _, _ = cijfers_voor(ronde, gemeente)
        beantwoord_wederhoor(
            door=wereld.lid(email),
            ronde=ronde,
            gemeente=gemeente,
            antwoord=antwoord,
            toelichting=toelichting,
            gezien=vingerafdruk(cijfers),
        )
    bevries_ronde(door=lid, ronde=ronde)
