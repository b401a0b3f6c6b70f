"""The bare page the provincie's home is held against: session, user, membership, our shell, one query, 25 rows."""

from django.http import HttpRequest, HttpResponse
from django.template import Template, engines
from django.urls import path
from django.utils.functional import SimpleLazyObject

from config.urls import urlpatterns as _van_de_toepassing
from organisaties.models import Gemeente

_SJABLOON: Template = SimpleLazyObject(
    lambda: engines["django"].from_string(
        '{% extends "base.html" %}{% block titel %}Kaal{% endblock %}{% block inhoud %}<ul>'
        "{% for gemeente in gemeenten %}<li>{{ gemeente }}</li>{% endfor %}</ul>{% endblock %}"
    )
)


def kaal(request: HttpRequest) -> HttpResponse:
    gemeenten = Gemeente.objects.van(request.lid)[:25]  # type: ignore[attr-defined]
    return HttpResponse(_SJABLOON.render({"gemeenten": gemeenten}, request))


urlpatterns = [path("kaal/", kaal), *_van_de_toepassing]
