"""The door from a household to its begeleiding, for the page of the household, which knows nothing of agreements."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afspraken.models import Begeleiding
from afspraken.toegang import mag_begeleiden
from organisaties.models import Lidmaatschap
from organisaties.rollen import Rol

register = template.Library()


@register.simple_tag
def begeleidingsdeur(lid: Lidmaatschap | None, huishouden: Any) -> SafeString:
    """To the begeleiding of this household, or to the form that begins one; nothing for who may do neither."""
    deur = '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>'
    begeleiding = Begeleiding.objects.zichtbaar_voor(lid).filter(huishouden=huishouden).order_by("-pk").first()
    if begeleiding is not None:
        return format_html(deur, reverse("begeleiding", args=[begeleiding.pk]), "Bekijk de begeleiding")
    if lid is not None and lid.rol == Rol.GEMEENTE and mag_begeleiden(lid, huishouden.koppelgemeente):
        adres = f"{reverse('begeleiding-beginnen')}?huishouden={huishouden.pk}"
        return format_html(deur, adres, "Begin een begeleiding")
    return SafeString("")
