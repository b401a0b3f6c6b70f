"""The home of who reads figures, and of functioneel beheer."""

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from organisaties.middleware import Verzoek
from organisaties.models import Gebruiker, Gemeente, Logregel
from organisaties.rollen import Rol
from taakstelling.cijfers import prognose_van
from taakstelling.overzicht import regels_van, totalen
from taakstelling.regels.halfjaar import Halfjaar


def cijfers(request: Verzoek) -> HttpResponse:
    """Corporatie and huurders: their gemeenten; raad, pers and Rijk: the country, achterstand never netted."""
    assert request.lid is not None
    vandaag = timezone.localdate()
    halfjaar = Halfjaar.van_datum(vandaag)
    gemeenten = Gemeente.objects.zichtbaar_voor(request.lid).bestaand(vandaag).select_related("provincie")
    landelijk = request.lid.rol == Rol.CIJFERLEZER
    nu = regels_van(request.lid, gemeenten, halfjaar, vandaag)
    vorig = regels_van(request.lid, gemeenten, halfjaar.vorige, vandaag)
    return render(
        request,
        "balie/cijfers.html",
        {
            "landelijk": landelijk,
            "halfjaar": halfjaar,
            "regels": [] if landelijk else sorted(nu, key=lambda regel: regel.gemeente.naam),
            "nu": totalen(nu),
            "vorig": totalen(vorig),
            "prognose": prognose_van(halfjaar),
            "vandaag": vandaag,
        },
    )


def beheer(request: Verzoek) -> HttpResponse:
    """What waits for functioneel beheer: national numbers, users, the last acts."""
    halfjaar = Halfjaar.van_datum(timezone.localdate())
    geldig = Count("lidmaatschappen", filter=Q(lidmaatschappen__beeindigd_op=None))
    gebruikers = Gebruiker.objects.zichtbaar_voor(request.lid).annotate(rollen_nu=geldig)
    return render(
        request,
        "balie/beheer.html",
        {
            "halfjaren": [(h, prognose_van(h)) for h in (halfjaar, halfjaar.volgende)],
            "gebruikers": gebruikers.filter(is_active=True).count(),
            "zonder_rol": gebruikers.filter(is_active=True, rollen_nu=0).count(),
            "logregels": Logregel.objects.zichtbaar_voor(request.lid).select_related("gebruiker", "lidmaatschap")[:10],
        },
    )
