"""The bytes of the letter for a gemeente and half-year, at whatever stage it is; nothing is written."""

from django.utils import timezone

from organisaties.models import Gemeente, Provincie
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import cijfers_voor
from toezicht.models import Afzender, Beoordeling, Brief, Toezichtronde
from toezicht.pdf.inhoud import Inhoud, problemen, stel_samen
from toezicht.pdf.zetten import als_pdf
from toezicht.regels.briefvelden import WOORD
from toezicht.regels.tekstvelden import MEERVOUD


def standaardonderwerp(halfjaar: Halfjaar, provincie: Provincie | None) -> str:
    """What a letter is about, with the word of the provincie for the people it is about."""
    afzender = Afzender.objects.filter(provincie=provincie).first()
    return f"Toezicht huisvesting {MEERVOUD[afzender.woord if afzender else WOORD]} {halfjaar.label}"


def inhoud_van(brief: Brief) -> Inhoud:
    """What stands in the letter: as it was made final, or as it would be now."""
    return stel_samen(brief) if brief.status == Brief.Status.CONCEPT else dict(brief.inhoud or {})


def bytes_van(brief: Brief) -> bytes:
    """The fixed bytes once vastgesteld, else the letter as it would be now, marked CONCEPT."""
    if brief.status != Brief.Status.CONCEPT:
        return bytes(brief.pdf or b"")
    return als_pdf(stel_samen(brief), concept=True)


def problemen_van(brief: Brief) -> list[str]:
    """What still keeps a concept from being made final."""
    return problemen(stel_samen(brief)) if brief.status == Brief.Status.CONCEPT else []


def brief_voor(gemeente: Gemeente, halfjaar: Halfjaar) -> Brief:
    """The newest letter; where there is none, one that would rest on the beoordeling, or on the figures, of now."""
    brieven = Brief.objects.select_related("beoordeling__gemeente", "beoordeling__ronde__provincie")
    eigen = brieven.filter(
        beoordeling__gemeente=gemeente,
        beoordeling__ronde__halfjaar=halfjaar,
        beoordeling__ronde__provincie=gemeente.provincie,
    )
    # A concept on the newest beoordeling would hide the letter that was sent: what is fixed goes first.
    vast: Brief | None = eigen.exclude(status=Brief.Status.CONCEPT).order_by("-beoordeling__vastgelegd_op").first()
    brief: Brief | None = vast or eigen.filter(beoordeling__vervangen_door=None).first()
    if brief is not None:
        return brief
    return proefbrief(gemeente, halfjaar)


def _beoordeling_voor(gemeente: Gemeente, halfjaar: Halfjaar) -> Beoordeling:
    bestaand: Beoordeling | None = (
        Beoordeling.objects.filter(
            gemeente=gemeente, ronde__halfjaar=halfjaar, ronde__provincie=gemeente.provincie, vervangen_door=None
        )
        .select_related("gemeente", "ronde__provincie")
        .first()
    )
    if bestaand is not None:
        return bestaand
    ronde = Toezichtronde.objects.filter(provincie=gemeente.provincie, halfjaar=halfjaar).first()
    ronde = ronde or Toezichtronde(provincie=gemeente.provincie, halfjaar=halfjaar)
    cijfers, rijen, nu = cijfers_voor(ronde, gemeente)
    return Beoordeling(
        ronde=ronde, gemeente=gemeente, oordeel="", cijfers=cijfers, rijen=rijen, bekend_op=nu, vastgelegd_op=nu
    )


def proefbrief(gemeente: Gemeente, halfjaar: Halfjaar) -> Brief:
    """A letter that exists nowhere, on the beoordeling or the figures of now, and with what its own letter bears."""
    beoordeling = _beoordeling_voor(gemeente, halfjaar)
    eigen = Brief.objects.filter(beoordeling=beoordeling).defer("pdf", "inhoud").first() if beoordeling.pk else None
    return Brief(
        beoordeling=beoordeling,
        datum=eigen.datum if eigen else timezone.localdate(),
        onderwerp=eigen.onderwerp if eigen else standaardonderwerp(halfjaar, gemeente.provincie),
        kenmerk=eigen.kenmerk if eigen else "",
    )
