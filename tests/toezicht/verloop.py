"""Figures over several half-years and rounds in order, for the tests that replay a case through the acts."""

from datetime import date
from typing import Any

from organisaties.models import Gebruiker, Gemeente, Lidmaatschap, Provincie
from organisaties.rollen import Rol
from organisaties.vastleggen import leg_vast
from taakstelling.models import Mutatie, Realisatie, Taakstelling
from taakstelling.regels.halfjaar import Halfjaar
from toezicht import acties
from toezicht.cijfers import cijfers_voor
from toezicht.models import Beoordeling, Toezichtkader, Toezichtronde
from toezicht.regels.kader import Kader
from toezicht.regels.resultaat import stand_uit
from toezicht.voorstellen import Rondevoorstel, voorstellen_voor


def leg_verloop_vast(gemeente: Gemeente, begin: int | None, *halfjaren: tuple[int, int], vanaf: str) -> None:
    """The ledger from half-year `vanaf` on, of (taakstelling, realisatie) each; `begin` is the stand before it."""
    halfjaar = Halfjaar.van_code(vanaf)
    if begin is not None:
        soort = {"soort": "beginstand", "grondslag": "x", "reden": "x"}
        leg_vast(Mutatie(gemeente=gemeente, datum=halfjaar.begin, aantal=begin, **soort), door=None)
    for taakstelling, realisatie in halfjaren:
        wat: dict[str, Any] = {"gemeente": gemeente, "halfjaar": halfjaar, "bron": "x"}
        vast = {"status": "vastgesteld", "vastgesteld_op": date(halfjaar.jaar - 1, 11, 1)}
        leg_vast(Taakstelling(aantal=taakstelling, **vast, **wat), door=None)
        leg_vast(Realisatie(aantal=realisatie, cijfers_per=halfjaar.peildatum, **wat), door=None)
        halfjaar = halfjaar.volgende


def stel_kader_in(provincie: Provincie, kader: Kader, vanaf: date = date(2016, 1, 1)) -> Toezichtkader:
    concept = acties.leg_kader_vast(door=None, provincie=provincie, inhoud=kader)
    return acties.stel_in_werking(door=None, concept=concept, geldig_van=vanaf)


def ronde_over(provincie: Provincie, code: str) -> Toezichtronde:
    return acties.open_ronde(door=None, provincie=provincie, halfjaar=Halfjaar.van_code(code))


def voorstel_over(ronde: Toezichtronde, gemeente: Gemeente, begintrede: int | None = None) -> Rondevoorstel:
    """What the kader proposes about this gemeente in this round."""
    cijfers, _, _ = cijfers_voor(ronde, gemeente)
    begin = {} if begintrede is None else {gemeente.code: begintrede}
    return voorstellen_voor(ronde, {gemeente.code: stand_uit(cijfers)}, begin)[gemeente.code]


def volg(ronde: Toezichtronde, gemeente: Gemeente, begintrede: int | None = None, **anders: Any) -> Beoordeling:
    """Decide as the kader proposes, but for `anders`."""
    wat = voorstel_over(ronde, gemeente, begintrede).uitspraak
    gegevens = {"oordeel": wat.oordeel, "trede": wat.trede, "halfjaartreden": wat.per_halfjaar}
    if begintrede:
        gegevens["motivering"] = "De trede volgt uit de brieven van vóór dit systeem."
    return acties.beoordeel(
        door=None, ronde=ronde, gemeente=gemeente, **(gegevens | {"begintrede": begintrede} | anders)
    )


def collega_toezicht(wereld: Any, email: str = "collega@drenthe.example", code: str = "PV22") -> Lidmaatschap:
    """A second supervisor."""
    gebruiker = Gebruiker.objects.create(email=email, naam="Collega Toezicht")
    wereld.gebruikers[email] = gebruiker
    return Lidmaatschap.objects.create(gebruiker=gebruiker, rol=Rol.PROVINCIE, provincie=wereld.provincies[code])
