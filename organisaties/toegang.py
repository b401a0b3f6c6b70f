"""May this person do this? One function a question, one answer with a reason (docs/architectuur.md).

What the state of things allows is another question; the actions ask that with a ValidationError. A `lid` of None is a
command of functioneel beheer. A signed-in user without a membership never gets here: the middleware stops them first.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisaties.models import Gemeente, Lidmaatschap, Regio
from organisaties.rollen import ORGANISATIEVELD, Rol


@dataclass(frozen=True)
class Besluit:
    """Yes, or no with the reason in Dutch, as the user will read it."""

    mag: bool
    reden: str = ""

    def __bool__(self) -> bool:
        return self.mag


class GeenToegang(PermissionDenied):
    """Somebody tried what they may not do; the text is the reason in Dutch."""


def eis(besluit: Besluit) -> None:
    """Go on when the answer is yes; else raise it, which the user sees as a page 403 with the reason."""
    if not besluit.mag:
        raise GeenToegang(besluit.reden)


JA = Besluit(mag=True)


def mag_werken(lid: Lidmaatschap | None) -> Besluit:
    """A coordinator works for as long as the regio runs, and reads its figures after that (decision 0025)."""
    regio = lid.regio if lid is not None else None
    if regio is None or regio.loopt:
        return JA
    if regio.laatste_dag is not None and regio.laatste_dag < timezone.localdate():
        reden = f"De regio {regio} werkte samen tot en met {regio.laatste_dag:%d-%m-%Y}. Haar cijfers kunt u nog lezen."
    else:
        reden = f"De regio {regio} werkt samen vanaf {regio.geldig_van:%d-%m-%Y}. Tot die dag kan hier nog niets."
    return Besluit(mag=False, reden=reden)


def als_coordinator(lid: Lidmaatschap, regio: Regio, reden: str) -> Besluit:
    """The coordinator of this regio, while it runs; `reden` is for everybody else."""
    return mag_werken(lid) if lid.regio_id == regio.pk else Besluit(mag=False, reden=reden)


def _alleen_beheer(lid: Lidmaatschap | None, reden: str) -> Besluit:
    return JA if lid is None or lid.rol == Rol.BEHEER else Besluit(mag=False, reden=reden)


def mag_gebruikers_beheren(lid: Lidmaatschap | None) -> Besluit:
    """See all users, invite them, give and end roles, switch accounts off and on."""
    return _alleen_beheer(lid, "Alleen de functioneel beheerder beheert gebruikers en hun rollen.")


def mag_organisaties_beheren(lid: Lidmaatschap | None) -> Besluit:
    """See the lists of organisations; make and change corporaties, huurdersorganisaties and regio's."""
    return _alleen_beheer(lid, "Alleen de functioneel beheerder beheert organisaties.")


def mag_adres_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The provincie writes to the gemeente, so the provincie keeps the address."""
    if lid is None or (lid.rol == Rol.PROVINCIE and lid.provincie_id == gemeente.provincie_id):
        return JA
    return Besluit(mag=False, reden=f"Alleen de provincie van {gemeente} legt het postadres vast.")


def mag_convenant_vastleggen(lid: Lidmaatschap | None, regio: Regio) -> Besluit:
    """The coordinator keeps the papers of the regio; functioneel beheer can do so for them."""
    if lid is None or lid.rol == Rol.BEHEER:
        return JA
    return als_coordinator(lid, regio, f"Alleen de coördinator van de regio {regio} legt een convenant vast.")


def ziet_bestand_van(lid: Lidmaatschap | None, van: Lidmaatschap | None) -> bool:
    """Whether `lid` sees a file that `van` offered, by name as well: the same as `InvoerbestandQuerySet` answers.

    The own organisation in the same role. `van` is None for a command, which is for functioneel beheer.
    """
    if lid is None:
        return False
    if van is None:
        return lid.rol == Rol.BEHEER
    veld = ORGANISATIEVELD[lid.rol]
    return van.rol == lid.rol and (veld is None or getattr(van, f"{veld}_id") == getattr(lid, f"{veld}_id"))


def mag_naam_wijzigen(lid: Lidmaatschap | None, gebruiker_id: int) -> Besluit:
    """Everybody their own name, and nobody else's."""
    if lid is None or lid.gebruiker_id == gebruiker_id:
        return JA
    return Besluit(mag=False, reden="U kunt alleen uw eigen naam wijzigen.")
