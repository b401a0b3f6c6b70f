"""Were enough people coupled on 1 April and 1 October? For the gemeente with its rows, for the provincie in numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisaties.lijsten import blader
from organisaties.middleware import Verzoek
from organisaties.models import Gemeente
from organisaties.rollen import Rol
from organisaties.tijdmachine import reist_mee
from organisaties.toegang import eis
from organisaties.uitvoer import tabel_als_bestand
from taakstelling.cijfers import gemeentetijden
from taakstelling.koppelpeildata import halfjaren_tot, koppelregels
from taakstelling.models import Koppeling
from taakstelling.overzicht import buur
from taakstelling.regels.halfjaar import Halfjaar
from taakstelling.regels.opgegaan import met_opgegane
from taakstelling.tables.koppelpeildata import KoppelpeildataTable, WachtendenTable
from taakstelling.toegang import mag_dossier_maken, mag_koppelpeildata_zien, mag_plaatsingen_zien


@require_safe
@reist_mee
def lijst(request: Verzoek) -> HttpResponse:
    """For a gemeente its own half-years; for a regio and a provincie their gemeenten on one koppelpeildatum."""
    eis(mag_koppelpeildata_zien(request.lid))
    assert request.lid is not None
    vandaag = request.tijd.vandaag
    halfjaren = halfjaren_tot(vandaag)
    per_halfjaar = request.lid.rol == Rol.GEMEENTE
    gekozen = next((h for h in halfjaren if h.code == request.GET.get("halfjaar")), halfjaren[0])
    gemeenten = Gemeente.objects.van(request.lid)
    if not per_halfjaar:
        gemeenten = gemeenten.bestaand(gekozen.koppelpeildatum)
        halfjaren_op_blad = [gekozen]
    else:
        halfjaren_op_blad = halfjaren
    regels = koppelregels(request.lid, gemeenten.order_by("naam"), halfjaren_op_blad, vandaag, **request.tijd.zicht)
    caption = (
        f"Koppelpeildata van {request.lid.gemeente}"
        if per_halfjaar
        else f"Koppelpeildatum van de {gekozen.in_zin}, per gemeente"
    )
    tabel = KoppelpeildataTable(regels, per_halfjaar=per_halfjaar, caption=caption)
    blader(request, tabel)
    if bestand := tabel_als_bestand(request, tabel):
        return bestand
    return render(
        request,
        "taakstelling/koppelpeildata.html",
        {
            "table": tabel,
            "halfjaren": [] if per_halfjaar else halfjaren,
            "gekozen": gekozen,
            "per_halfjaar": per_halfjaar,
            "gemeente": request.lid.gemeente,
            "vandaag": vandaag,
        },
    )


@require_safe
@reist_mee
def een(request: Verzoek, code: str, halfjaar: Halfjaar) -> HttpResponse:
    """The sum of one gemeente on one koppelpeildatum, with the rows for whoever may see them."""
    eis(mag_koppelpeildata_zien(request.lid))
    gemeente = get_object_or_404(Gemeente.objects.van(request.lid).select_related("provincie"), code=code)
    vandaag = request.tijd.vandaag
    if halfjaar.begin > timezone.localdate():
        raise Http404
    regel = koppelregels(request.lid, [gemeente], [halfjaar], vandaag, **request.tijd.zicht)[0]
    tabel = None
    if mag_plaatsingen_zien(request.lid):
        dag = min(halfjaar.koppelpeildatum, vandaag)
        codes = met_opgegane(code, gemeentetijden())
        rijen = Koppeling.objects.zichtbaar_voor(request.lid).open_op(dag, request.tijd.bekend_op)
        tabel = WachtendenTable(
            rijen.filter(koppelgemeente__code__in=codes, nog_personen__gt=0).select_related("huishouden")
        )
        blader(request, tabel)
        if bestand := tabel_als_bestand(request, tabel):
            return bestand
    return render(
        request,
        "taakstelling/koppelpeildatum.html",
        {
            "gemeente": gemeente,
            "halfjaar": halfjaar,
            "regel": regel,
            "koppelstand": regel.koppelstand,
            "mag_dossier": halfjaar.koppelpeildatum <= vandaag
            and not request.tijd.terug
            and mag_dossier_maken(request.lid, gemeente),
            "nog_niet": halfjaar.koppelpeildatum > vandaag,
            "table": tabel,
            "vorig": buur(halfjaar, -1),
            "vandaag": vandaag,
        },
    )
