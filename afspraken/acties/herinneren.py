"""The mails that nobody sends by hand: what ends soon, and who still has to report in a round. Each goes out once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from afspraken.acties.mailen import mail_organisaties
from afspraken.acties.overeenkomsten import gemeente_bij, organisatie_van
from afspraken.models import Herinnering, Monitoringronde, Partij, Prestatieafspraak, Rondeverslag
from afspraken.overzicht.alarmen import die_aflopen, zin_over
from afspraken.overzicht.monitoring import onverklaard_in, posten_van
from afspraken.regels.looptijd import DREMPELS, Termijn, te_melden
from afspraken.regels.monitoring import HERINNER_DAGEN, Invoerstand, te_herinneren
from organisaties import logboek
from organisaties.models import Convenant, Gemeente
from organisaties.templatetags.weergave import datum


def verstuur_herinneringen(vandaag: date) -> dict[str, int]:
    """Send what is due today; the number of things a mail went out about, by kind. Again today sends nothing."""
    return {
        "Afspraken die aflopen": sum(_over_afspraken(rij, vandaag) for rij in _aflopend(vandaag)),
        "Convenanten die aflopen": sum(_over_convenant(rij, vandaag) for rij in _convenanten()),
        "Monitoringrondes": sum(_over_ronde(rij, vandaag) for rij in _rondes()),
    }


def _aflopend(vandaag: date) -> Iterable[Prestatieafspraak]:
    return die_aflopen(Prestatieafspraak.objects.all(), vandaag)


def _convenanten() -> Iterable[Convenant]:
    """Those that end and on which no other follows."""
    later = Convenant.objects.filter(regio=OuterRef("regio"), van__gt=OuterRef("van"))
    rijen: Iterable[Convenant] = Convenant.objects.filter(~Exists(later), tot__isnull=False).select_related("regio")
    return rijen


def _rondes() -> Iterable[Monitoringronde]:
    rijen: Iterable[Monitoringronde] = Monitoringronde.objects.filter(
        ~Exists(Rondeverslag.objects.filter(ronde=OuterRef("pk")))
    ).select_related("prestatieafspraak")
    return rijen


def _gestuurd(basis: str, momenten: Iterable[int]) -> list[int]:
    sleutels = {f"{basis}:{moment}": moment for moment in momenten}
    gevonden = Herinnering.objects.filter(sleutel__in=sleutels).values_list("sleutel", flat=True)
    return [sleutels[sleutel] for sleutel in gevonden]


@transaction.atomic
def _over_afspraken(rij: Prestatieafspraak, vandaag: date) -> bool:
    # The end is part of the key: a new term has its own mails.
    basis = f"afspraken:{rij.pk}:{rij.tot}"
    moment = te_melden(rij.termijn, vandaag, _gestuurd(basis, DREMPELS))
    if moment is None or not _neem(f"{basis}:{moment}"):
        return False
    organisaties = [organisatie_van(partij) for partij in rij.partijen.all()]
    mail_organisaties(organisaties, f"Loopt af: {rij.naam}", zin_over(rij, vandaag), reverse("afspraak", args=[rij.pk]))
    logboek.schrijf(door=None, handeling="herinnering verstuurd", op=rij, gemeente=gemeente_bij(rij), moment=moment)
    return True


@transaction.atomic
def _over_convenant(rij: Convenant, vandaag: date) -> bool:
    basis = f"convenant:{rij.pk}:{rij.tot}"
    moment = te_melden(Termijn(rij.van, rij.tot), vandaag, _gestuurd(basis, DREMPELS))
    if moment is None or not _neem(f"{basis}:{moment}"):
        return False
    einde = "loopt" if rij.tot and rij.tot > vandaag else "liep"
    zin = f"Het convenant “{rij.kenmerk}” {einde} tot en met {datum(rij.laatste_dag)}. Bespreek of er een vervolg komt."
    mail_organisaties([rij.regio], f"Loopt af: {rij.kenmerk}", zin, reverse("convenant", args=[rij.pk]))
    logboek.schrijf(door=None, handeling="herinnering verstuurd", op=rij, moment=moment)
    return True


@transaction.atomic
def _over_ronde(ronde: Monitoringronde, vandaag: date) -> bool:
    """To the parties that have something to fill in or a delay to explain; the others hear nothing."""
    basis = f"ronde:{ronde.pk}"
    moment = te_herinneren(ronde.uiterlijk, vandaag, _gestuurd(basis, HERINNER_DAGEN))
    if moment is None or not _neem(f"{basis}:{moment}"):
        return False
    posten = posten_van(ronde)
    verklaren = {partij for wie in onverklaard_in(posten).values() for partij in wie}
    wie: dict[int, Partij] = {
        post.partij.pk: post.partij
        for post in posten
        if post.stand is Invoerstand.TE_DOEN or post.partij.pk in verklaren
    }
    if not wie:
        return False
    zin = (
        f"De monitoring over de {ronde.halfjaar.in_zin} van “{ronde.prestatieafspraak}” wacht op uw melding."
        f" U kunt invullen tot en met {datum(ronde.uiterlijk)}."
    )
    organisaties = [organisatie_van(partij) for _, partij in sorted(wie.items())]
    mail_organisaties(organisaties, f"Monitoring {ronde.halfjaar.kort}", zin, reverse("monitoring", args=[ronde.pk]))
    gemeente: Gemeente | None = gemeente_bij(ronde.prestatieafspraak)
    logboek.schrijf(door=None, handeling="herinnering verstuurd", op=ronde, gemeente=gemeente, moment=moment)
    return True


def _neem(sleutel: str) -> bool:
    """True for the first that takes this key; of two at once the second waits and gets False."""
    return Herinnering.objects.get_or_create(sleutel=sleutel)[1]
