"""The bytes of the letter for a gemeente and half-year, at whatever stage it is; nothing is written."""

from django.utils import timezone

from organisaties.models import Gemeente
from taakstelling.regels.halfjaar import Halfjaar
from toezicht.cijfers import cijfers_voor
from toezicht.models import Beoordeling, Brief, Toezichtronde
from toezicht.pdf.inhoud import Inhoud, problemen, stel_samen
from toezicht.pdf.zetten import als_pdf


def standaardonderwerp(halfjaar: Halfjaar) -> str:
    return f"Toezicht huisvesting statushouders {halfjaar.label}"


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
    return Brief(
        beoordeling=_beoordeling_voor(gemeente, halfjaar),
        datum=timezone.localdate(),
        onderwerp=standaardonderwerp(halfjaar),
        kenmerk="",
    )


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
