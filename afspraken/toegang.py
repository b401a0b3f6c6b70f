"""May this person do this with what was agreed? One function a question, one answer with a reason."""

from collections.abc import Collection

from afspraken.models import Begeleiding, Begeleidingssignaal, Norm, Partij, Prestatieafspraak, Voortgang
from afspraken.regels.signalen import Partij as Kant
from organisaties.models import Corporatie, Gemeente, Lidmaatschap, Regio
from organisaties.rollen import Rol
from organisaties.toegang import JA, Besluit, mag_werken


def mag_woning_vastleggen(lid: Lidmaatschap | None, corporatie: Corporatie) -> Besluit:
    """A corporatie records its own homes, and nobody else does."""
    if lid is None or (lid.rol == Rol.CORPORATIE and lid.corporatie_id == corporatie.pk):
        return JA
    return Besluit(False, f"Alleen een medewerker van {corporatie} legt haar vrijgekomen woningen vast.")


def mag_norm_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente | None, regio: Regio | None) -> Besluit:
    """The gemeente, or the coordinator of the regio, enters what was agreed there."""
    if lid is None:
        return JA
    if gemeente is not None and lid.rol == Rol.GEMEENTE and lid.gemeente_id == gemeente.pk:
        return JA
    if lid.rol == Rol.REGIO and lid.regio is not None:
        if regio is not None and lid.regio_id == regio.pk:
            return mag_werken(lid)
        if gemeente is not None and lid.regio.werkgebied.filter(pk=gemeente.pk).exists():
            return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente or regio} legt deze norm vast.")


def mag_aandelen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Whoever is bound by a norm somewhere sees the counts; a role for all of the country has no agreements."""
    reden = "Aandelen en normen zijn voor wie partij is bij de afspraken, en voor de provincie."
    return Besluit(False, reden) if lid is None else _voor(lid, _PARTIJEN, reden)


def mag_afspraken_zien(lid: Lidmaatschap | None) -> Besluit:
    """The list: which ones are in it follows from the rows."""
    return _voor(lid, _PARTIJEN, "Prestatieafspraken zijn voor wie partij is, en voor de provincie.")


_PARTIJEN = (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE, Rol.HUURDERS, Rol.PROVINCIE)


def _voor(lid: Lidmaatschap | None, rollen: Collection[Rol], reden: str) -> Besluit:
    """These roles; a coordinator for as long as the regio runs."""
    return mag_werken(lid) if lid is None or lid.rol in rollen else Besluit(False, reden)


def mag_norm_invoeren(lid: Lidmaatschap | None) -> Besluit:
    """Somewhere: where exactly is asked of `mag_norm_vastleggen`."""
    return _voor(lid, (Rol.GEMEENTE, Rol.REGIO), "De gemeente of de regiocoördinator legt normen vast.")


def mag_bezit_vastleggen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """Who shares the number out: the gemeente, or the coordinator of its regio."""
    if mag_norm_vastleggen(lid, gemeente, None):
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} legt het bezit van corporaties vast.")


def mag_afstemmen(lid: Lidmaatschap | None, norm: Norm) -> Besluit:
    """The gemeente (or regio) and the corporaties that the norm is for write down what they agreed."""
    if mag_norm_vastleggen(lid, norm.gemeente, norm.regio):
        return JA
    if lid is not None and lid.rol == Rol.CORPORATIE and lid.corporatie is not None:
        if norm.corporatie_id is not None:
            partij = norm.corporatie_id == lid.corporatie_id
        elif norm.gemeente_id is not None:
            partij = lid.corporatie.gemeenten.filter(pk=norm.gemeente_id).exists()
        else:
            partij = lid.corporatie.gemeenten.filter(regios=norm.regio_id).exists()
        if partij:
            return JA
    return Besluit(False, "Alleen de gemeente en de corporatie van deze norm leggen een afstemming vast.")


def mag_woningen_zien(lid: Lidmaatschap | None) -> Besluit:
    """The rows themselves; who is not here gets counts."""
    return _voor(
        lid, (Rol.CORPORATIE, Rol.GEMEENTE, Rol.REGIO), "Uw rol ziet van vrijgekomen woningen alleen de aantallen."
    )


def mag_woningen_bijhouden(lid: Lidmaatschap | None) -> Besluit:
    """Whether somebody keeps homes at all; of whom is asked with the home."""
    if lid is None or lid.rol == Rol.CORPORATIE:
        return JA
    return Besluit(False, "Alleen een medewerker van een woningcorporatie legt vrijgekomen woningen vast.")


def mag_toewijzingen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Which placement lives where: the gemeente, and the coordinator of its regio."""
    return _voor(
        lid, (Rol.GEMEENTE, Rol.REGIO), "Alleen een medewerker van de gemeente koppelt plaatsingen aan woningen."
    )


def mag_toewijzen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The gemeente in which the home stands (or that it went over into), or the coordinator of its regio."""
    if lid is None:
        return JA
    if lid.rol == Rol.GEMEENTE and lid.gemeente_id is not None:
        if lid.gemeente_id == gemeente.pk or gemeente.opvolgers.filter(pk=lid.gemeente_id).exists():
            return JA
    elif lid.rol == Rol.REGIO and lid.regio is not None and lid.regio.werkgebied.filter(pk=gemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} koppelt plaatsingen aan een woning in {gemeente}.")


def is_partij(lid: Lidmaatschap, prestatieafspraak: Prestatieafspraak) -> bool:
    return Partij.objects.van(lid).filter(prestatieafspraak=prestatieafspraak).exists()


def mag_afspraken_opstellen(lid: Lidmaatschap | None) -> Besluit:
    """The policy officer of a gemeente keeps the papers of its agreements; the parties sign and report."""
    if lid is None or lid.rol == Rol.GEMEENTE:
        return JA
    return Besluit(False, "Alleen een medewerker van een gemeente legt prestatieafspraken vast.")


def mag_afspraken_wijzigen(lid: Lidmaatschap | None, prestatieafspraak: Prestatieafspraak) -> Besluit:
    """A gemeente that is a party: text, documents, overleg, uitvoeringsagenda and the rounds of monitoring."""
    if lid is None or (lid.rol == Rol.GEMEENTE and is_partij(lid, prestatieafspraak)):
        return JA
    return Besluit(False, "Alleen een medewerker van de gemeente die partij is, legt dit vast.")


def mag_ondertekening_vastleggen(lid: Lidmaatschap | None, partij: Partij) -> Besluit:
    """Each party its own; the gemeente also that of the others, from the signed paper."""
    if mag_afspraken_wijzigen(lid, partij.prestatieafspraak) or Partij.objects.van(lid).filter(pk=partij.pk).exists():
        return JA
    return Besluit(False, f"Alleen {partij} of de gemeente legt deze ondertekening vast.")


def mag_voortgang_invullen(lid: Lidmaatschap | None, partij: Partij) -> Besluit:
    """Each party reports for itself, and nobody for another."""
    if lid is None or Partij.objects.van(lid).filter(pk=partij.pk).exists():
        return JA
    return Besluit(False, f"Alleen {partij} vult dit in.")


def mag_akkoord_geven(lid: Lidmaatschap | None, voortgang: Voortgang, partij: Partij) -> Besluit:
    """Another party of the same agreement agrees: nobody to what they reported themselves."""
    if partij.prestatieafspraak_id != voortgang.ronde.prestatieafspraak_id:
        return Besluit(False, "Alleen een partij bij deze afspraken geeft akkoord.")
    if partij.pk == voortgang.partij_id:
        return Besluit(False, "Een andere partij geeft akkoord op wat u meldde.")
    return mag_voortgang_invullen(lid, partij)


def mag_begeleidingen_zien(lid: Lidmaatschap | None) -> Besluit:
    """Rows about households: the gemeente, its regio, and the corporatie for its own homes. Others get counts."""
    return _voor(
        lid,
        (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE),
        "Begeleidingen zijn alleen te zien voor de gemeente, haar regio en de verhuurder.",
    )


def mag_begeleiden(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The gemeente guides (Wet inburgering 2021 art. 13); a successor goes on for its predecessor."""
    if lid is None or lid.gemeente == gemeente:
        return JA
    if lid.gemeente is not None and lid.gemeente.voorgangers.filter(pk=gemeente.pk).exists():
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} houdt deze begeleiding bij.")


def signaalpartij(lid: Lidmaatschap, begeleiding: Begeleiding) -> Kant | None:
    """For which side of a begeleiding somebody speaks; None for who only reads."""
    if lid.corporatie_id is not None and lid.corporatie_id == begeleiding.corporatie_id:
        return Kant.CORPORATIE
    return Kant.GEMEENTE if lid.gemeente_id and mag_begeleiden(lid, begeleiding.gemeente) else None


def mag_signaal_melden(lid: Lidmaatschap | None, begeleiding: Begeleiding) -> Besluit:
    """Gemeente and corporatie tell each other about a home of which both are known."""
    if lid is None or signaalpartij(lid, begeleiding) is not None:
        return JA
    return Besluit(False, "Alleen de gemeente en de verhuurder van deze woning delen signalen.")


def mag_signaal_beantwoorden(lid: Lidmaatschap | None, signaal: Begeleidingssignaal) -> Besluit:
    """The side that was told answers."""
    if lid is None:
        return JA
    ander = signaal.partij.ander
    partij = signaalpartij(lid, signaal.begeleiding)
    if partij is ander and (partij is Kant.GEMEENTE or lid.corporatie_id == signaal.corporatie_id):
        return JA
    return Besluit(False, f"De {ander} beantwoordt dit signaal.")


def mag_duurzame_start_zien(lid: Lidmaatschap | None) -> Besluit:
    """Who does what is for the parties of the agreements, and for the provincie to read."""
    return _voor(lid, _PARTIJEN, "De duurzame start is voor gemeenten, corporaties, huurders en de provincie.")


def mag_matrix_wijzigen(lid: Lidmaatschap | None, gemeente: Gemeente) -> Besluit:
    """The gemeente keeps the matrix that the parties agreed on."""
    if lid is None or lid.gemeente_id == gemeente.pk:
        return JA
    return Besluit(False, f"Alleen een medewerker van {gemeente} wijzigt de verantwoordelijkheidsmatrix.")


def mag_overleg_zien(lid: Lidmaatschap | None) -> Besluit:
    """The page for the yearly bestuurlijk overleg is for who sits at that table."""
    return _voor(
        lid,
        (Rol.GEMEENTE, Rol.REGIO, Rol.CORPORATIE, Rol.HUURDERS),
        "Dit overzicht is voor het overleg van gemeenten, corporaties en huurders.",
    )
