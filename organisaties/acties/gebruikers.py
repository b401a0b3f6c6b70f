"""Inviting people, giving and ending their roles, switching accounts off and on."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from organisaties import logboek
from organisaties.acties.mail import Verzending, mail, wachtwoordlink
from organisaties.models import Gebruiker, Lidmaatschap
from organisaties.rollen import ORGANISATIEVELD, Rol
from organisaties.toegang import eis, mag_gebruikers_beheren, mag_naam_wijzigen

LAATSTE_BEHEERDER = "Dit is de laatste functioneel beheerder. Geef eerst iemand anders deze rol."


@dataclass(frozen=True)
class Uitnodiging:
    gebruiker: Gebruiker
    lidmaatschap: Lidmaatschap
    nieuw: bool
    verzending: Verzending


@transaction.atomic
def nodig_uit(
    *,
    door: Lidmaatschap | None,
    email: str,
    naam: str,
    rol: str,
    organisatie: models.Model | None = None,
    met_mail: bool = True,
) -> Uitnodiging:
    """Give somebody a role. Who is new gets a link to choose a password, who is known gets a mail about the role.

    Of who is known the name stays as it is. `met_mail` off is for the exercise world only: nobody reads mail there.
    Raises GeenToegang, and ValidationError when the account is off, the role is there already or does not fit.
    """
    eis(mag_gebruikers_beheren(door))
    veld = _veld_bij(rol, organisatie)
    gebruiker, nieuw = _gebruiker(email, naam)
    if not gebruiker.is_active:
        raise ValidationError({"email": "Deze gebruiker staat uit. Zet de gebruiker eerst aan."})
    lid = Lidmaatschap(gebruiker=gebruiker, rol=rol, **({veld: organisatie} if veld else {}))
    try:
        with transaction.atomic():
            lid.save()
    except IntegrityError as fout:
        raise ValidationError({"rol": f"{gebruiker} heeft deze rol al."}) from fout
    logboek.schrijf(
        door=door,
        handeling="gebruiker uitgenodigd" if nieuw else "rol gegeven",
        op=gebruiker,
        lidmaatschap=lid.pk,
        rol=str(rol),
    )
    return Uitnodiging(gebruiker, lid, nieuw, _mail_over_rol(gebruiker, lid) if met_mail else Verzending())


def _veld_bij(rol: str, organisatie: models.Model | None) -> str | None:
    """The field of the membership that `organisatie` goes in; refuses an organisation that does not fit the role."""
    if rol not in Rol.values:
        raise ValidationError({"rol": "Kies een rol uit de lijst."})
    veld = ORGANISATIEVELD[rol]
    if veld is None:
        if organisatie is not None:
            raise ValidationError({"organisatie": "Bij deze rol hoort geen organisatie. Laat dit veld leeg."})
        return None
    soort = Lidmaatschap._meta.get_field(veld).related_model
    if not isinstance(soort, type) or not isinstance(organisatie, soort):
        raise ValidationError({"organisatie": f"Kies bij deze rol een {veld}."})
    return veld


def _gebruiker(email: str, naam: str) -> tuple[Gebruiker, bool]:
    email = email.strip().lower()
    bekend = Gebruiker.objects.filter(email__iexact=email).first()
    if bekend is not None:
        return bekend, False
    try:
        validate_email(email)
    except ValidationError as fout:
        raise ValidationError({"email": "Vul een e-mailadres in, zoals naam@gemeente.nl."}) from fout
    if not naam.strip():
        raise ValidationError({"naam": "Vul de naam in van wie u uitnodigt."})
    gebruiker = Gebruiker(email=email, naam=naam.strip())
    gebruiker.set_unusable_password()
    try:
        with transaction.atomic():
            gebruiker.save()
    except IntegrityError:  # invited by somebody else at this very moment
        return Gebruiker.objects.get(email__iexact=email), False
    return gebruiker, True


def _mail_over_rol(gebruiker: Gebruiker, lid: Lidmaatschap) -> Verzending:
    if gebruiker.has_usable_password():
        return mail("nieuwe_rol", aan=gebruiker, onderwerp="U hebt een nieuwe rol in Thuisstand", rollen=[lid])
    return _mail_wachtwoordlink(gebruiker)


def _mail_wachtwoordlink(gebruiker: Gebruiker) -> Verzending:
    return mail(
        "uitnodiging",
        aan=gebruiker,
        onderwerp="Uw toegang tot Thuisstand",
        rollen=_rollen(gebruiker),
        link=wachtwoordlink(gebruiker),
    )


def _rollen(gebruiker: Gebruiker) -> list[Lidmaatschap]:
    return list(
        gebruiker.lidmaatschappen.filter(beeindigd_op=None)
        .select_related("gemeente", "regio", "corporatie", "huurdersorganisatie", "provincie")
        .order_by("pk")
    )


@transaction.atomic
def verstuur_uitnodiging_opnieuw(*, door: Lidmaatschap | None, gebruiker: Gebruiker) -> Verzending:
    """A fresh link for somebody who has not chosen a password yet."""
    eis(mag_gebruikers_beheren(door))
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if not gebruiker.is_active:
        raise ValidationError("Deze gebruiker staat uit. Zet de gebruiker eerst aan.")
    if gebruiker.has_usable_password():
        raise ValidationError(
            "Deze gebruiker heeft al een wachtwoord. Een nieuw wachtwoord vraagt de gebruiker zelf aan "
            "met 'Wachtwoord vergeten' op de inlogpagina."
        )
    logboek.schrijf(door=door, handeling="uitnodiging opnieuw verstuurd", op=gebruiker)
    return _mail_wachtwoordlink(gebruiker)


def _eis_andere_beheerder(zonder: models.Q) -> None:
    """Refuse what would leave nobody to manage users: `zonder` are the memberships that are about to go."""
    beheer = Lidmaatschap.objects.filter(rol=Rol.BEHEER, beeindigd_op=None)
    # All of them locked, in one order, before counting: two beheerders who end each other's role take turns here.
    list(beheer.select_for_update().order_by("pk").values_list("pk", flat=True))
    actief = beheer.filter(gebruiker__is_active=True)
    if actief.filter(zonder).exists() and not actief.exclude(zonder).exists():
        raise ValidationError(LAATSTE_BEHEERDER)


@transaction.atomic
def beeindig_lidmaatschap(*, door: Lidmaatschap | None, lidmaatschap: Lidmaatschap) -> None:
    """End a role from now on: it is gone at the person's next request. An ended role stays ended."""
    eis(mag_gebruikers_beheren(door))
    if lidmaatschap.rol == Rol.BEHEER:
        _eis_andere_beheerder(models.Q(pk=lidmaatschap.pk))
    open_ = Lidmaatschap.objects.filter(pk=lidmaatschap.pk, beeindigd_op=None)
    if open_.update(beeindigd_op=timezone.now()):
        logboek.schrijf(door=door, handeling="rol beëindigd", op=lidmaatschap.gebruiker, lidmaatschap=lidmaatschap.pk)


@transaction.atomic
def zet_gebruiker_uit(*, door: Lidmaatschap | None, gebruiker: Gebruiker) -> None:
    """Switch an account off: signed out at once everywhere, and open links in mail stop working.

    The password goes too, because sessions and links are bound to it: without that an old session would come back to
    life when the account is switched on again.
    """
    eis(mag_gebruikers_beheren(door))
    if door is not None and door.gebruiker_id == gebruiker.pk:
        raise ValidationError("U kunt uw eigen account niet uitzetten. Vraag dit aan een andere beheerder.")
    _eis_andere_beheerder(models.Q(gebruiker=gebruiker))
    rij = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if not rij.is_active:
        return
    rij.is_active = False
    rij.set_unusable_password()
    rij.save(update_fields=["is_active", "password"])
    logboek.schrijf(door=door, handeling="gebruiker uitgezet", op=rij)


@transaction.atomic
def zet_gebruiker_aan(*, door: Lidmaatschap | None, gebruiker: Gebruiker) -> Verzending:
    """Switch an account on again; a mail with a link to choose a new password goes out."""
    eis(mag_gebruikers_beheren(door))
    rij = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if rij.is_active:
        return Verzending()
    rij.is_active = True
    rij.save(update_fields=["is_active"])
    logboek.schrijf(door=door, handeling="gebruiker aangezet", op=rij)
    return _mail_wachtwoordlink(rij)


@transaction.atomic
def wijzig_eigen_naam(*, door: Lidmaatschap, naam: str) -> None:
    """Change the name under which others see what one did."""
    eis(mag_naam_wijzigen(door, door.gebruiker_id))
    gebruiker = Gebruiker.objects.select_for_update().get(pk=door.gebruiker_id)
    if gebruiker.naam == naam.strip():
        return
    gebruiker.naam = naam.strip()
    gebruiker.clean_fields(exclude=["password", "email"])
    gebruiker.save(update_fields=["naam"])
    logboek.schrijf(door=door, handeling="eigen naam gewijzigd", op=gebruiker)


@transaction.atomic
def stel_wachtwoord_in(*, gebruiker: Gebruiker, wachtwoord: str) -> None:
    """Set the password that somebody chose themselves, by the link in a mail or on the account page.

    A change of password ends every session and every open link. The logboek says that it happened, by whom.
    """
    gebruiker.set_password(wachtwoord)
    gebruiker.save(update_fields=["password"])
    eigen = gebruiker.lidmaatschappen.filter(beeindigd_op=None).order_by("pk").first()
    logboek.schrijf(door=eigen, handeling="eigen wachtwoord gekozen", op=gebruiker)
