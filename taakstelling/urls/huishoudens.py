from django.urls import path, register_converter

from taakstelling.regels.koppeling import Soort
from taakstelling.views import huishoudens, nareizigers, werkafspraken


class StapsoortConverter:
    """What can happen to a koppeling: aangeboden, geweigerd, teruggegeven."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> Soort:
        return Soort(value)

    def to_url(self, value: Soort | str) -> str:
        return str(value)


register_converter(StapsoortConverter, "stapsoort")

urlpatterns = [
    path("opgave/huishoudens/", huishoudens.lijst, name="huishoudens"),
    path("opgave/huishoudens/nieuw/", huishoudens.nieuw, name="huishouden-koppelen"),
    path("opgave/huishoudens/<int:pk>/", huishoudens.een, name="huishouden"),
    path("opgave/huishoudens/<int:pk>/wijzigen/", huishoudens.wijzig, name="huishouden-wijzigen"),
    path("opgave/huishoudens/<int:pk>/intrekken/", huishoudens.trek_koppeling_in, name="koppeling-intrekken"),
    path("opgave/huishoudens/<int:pk>/stap/<stapsoort:soort>/", huishoudens.stap, name="huishouden-stap"),
    path("opgave/koppelstappen/<int:pk>/intrekken/", huishoudens.trek_stap_in, name="koppelstap-intrekken"),
    path("opgave/nareizigers/", nareizigers.planner, name="nareizigers"),
    path("opgave/werkafspraken/", werkafspraken.overzicht, name="werkafspraken"),
    path("opgave/vervangingen/<int:pk>/verwijderen/", werkafspraken.verwijder, name="vervanging-verwijderen"),
]
