"""Who may sign the letters, and the Word template they can be finished in."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.teksten import eis_zonder_persoonsgegevens
from organisaties.models import Lidmaatschap, Provincie
from organisaties.toegang import eis
from organisaties.vastleggen import leg_vast, trek_in
from toezicht.models import Mandaat, Woordsjabloon
from toezicht.regels.ondertekening import van_het_orgaan
from toezicht.toegang import mag_toezicht_houden
from toezicht.word.keuring import Afgekeurd, keur


@transaction.atomic
def leg_mandaat_vast(
    *,
    door: Lidmaatschap | None,
    provincie: Provincie,
    functie: str,
    geldig_van: date,
    grondslag: str,
    geldig_tot: date | None = None,
    vervangt: Mandaat | None = None,
    reden: str = "",
) -> Mandaat:
    """Record that a function may sign from a day until a day, by a besluit; `vervangt` is withdrawn, for `reden`.

    Final letters keep the mandaten they had. Raises AlGewijzigd when the older one is no longer valid.
    """
    eis(mag_toezicht_houden(door, provincie))
    if vervangt is not None and vervangt.provincie_id != provincie.pk:
        raise ValidationError("Dit mandaat is van een andere provincie.")
    fout = {}
    if van_het_orgaan(functie):
        fout["functie"] = f"De {functie.strip()} ondertekent volgens de wet. Daarvoor is geen mandaat nodig."
    if geldig_tot is not None and geldig_tot <= geldig_van:
        fout["geldig_tot"] = "Kies een dag na de eerste dag."
    if vervangt is not None and not reden.strip():
        fout["reden"] = "Schrijf waarom u het mandaat wijzigt."
    if fout:
        raise ValidationError(fout)
    eis_zonder_persoonsgegevens({"functie": functie, "grondslag": grondslag, "reden": reden})
    mandaat = Mandaat(
        provincie=provincie,
        functie=" ".join(functie.split()),
        geldig_van=geldig_van,
        geldig_tot=geldig_tot,
        grondslag=grondslag.strip(),
    )
    mandaat.clean_fields(exclude=["provincie", "vastgelegd_door", "ingetrokken_door", "vervangt", "invoerbestand"])
    leg_vast(mandaat, door=door, vervangt=vervangt, reden=reden.strip())
    handeling = "mandaat gewijzigd" if vervangt else "mandaat vastgelegd"
    logboek.schrijf(door=door, handeling=handeling, op=mandaat, provincie=provincie)
    return mandaat


@transaction.atomic
def trek_mandaat_in(*, door: Lidmaatschap | None, mandaat: Mandaat, reden: str) -> None:
    """Take back a mandaat that was never given; one that ended gets an end date. Raises AlGewijzigd."""
    eis(mag_toezicht_houden(door, mandaat.provincie))
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf waarom u het mandaat intrekt."})
    eis_zonder_persoonsgegevens({"reden": reden})
    trek_in(mandaat, door=door, reden=reden.strip())
    logboek.schrijf(door=door, handeling="mandaat ingetrokken", op=mandaat, provincie=mandaat.provincie)


@transaction.atomic
def neem_sjabloon(*, door: Lidmaatschap | None, provincie: Provincie, naam: str, inhoud: bytes) -> Woordsjabloon:
    """Take the provincie's own Word template; from now on it is used, and the older ones stay.

    Refused when it could do more than be filled in, or names a field that does not exist (`word.keuring`).
    """
    eis(mag_toezicht_houden(door, provincie))
    try:
        keur(inhoud)
    except Afgekeurd as fout:
        raise ValidationError({"bestand": str(fout)}) from fout
    # The lock makes two people take turns at the next number (PostgreSQL; SQLite does so by itself).
    Provincie.objects.select_for_update().get(pk=provincie.pk)
    vorige = Woordsjabloon.objects.filter(provincie=provincie).defer("inhoud").first()
    sjabloon: Woordsjabloon = Woordsjabloon.objects.create(
        provincie=provincie,
        versie=vorige.versie + 1 if vorige else 1,
        naam=naam[-120:],
        inhoud=inhoud,
        sha256=hashlib.sha256(inhoud).hexdigest(),
        vastgelegd_op=timezone.now(),
        vastgelegd_door_id=door.gebruiker_id if door else None,
    )
    logboek.schrijf(door=door, handeling="Word-sjabloon geplaatst", op=sjabloon, provincie=provincie)
    return sjabloon
