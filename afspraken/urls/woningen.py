from django.urls import path

from afspraken.views import per_link, toewijzingen, woningen

urlpatterns = [
    path("afspraken/woningen/", woningen.lijst, name="woningen"),
    path("afspraken/woningen/nieuw/", woningen.nieuw, name="woning-vastleggen"),
    path("afspraken/woningen/wijken/", woningen.wijken, name="woningen-wijken"),
    path("afspraken/woningen/koppelen/", toewijzingen.werklijst, name="toewijzingen"),
    path("afspraken/woningen/koppelingen/<int:pk>/intrekken/", toewijzingen.trek_in, name="toewijzing-intrekken"),
    path("afspraken/woningen/<int:pk>/", woningen.een, name="woning"),
    path("afspraken/woningen/<int:pk>/corrigeren/", woningen.corrigeer, name="woning-corrigeren"),
    path("afspraken/woningen/<int:pk>/intrekken/", woningen.trek_in, name="woning-intrekken"),
    path("afspraken/woningen/<int:pk>/koppelen/", toewijzingen.koppel, name="woning-toewijzen"),
    path("afspraken/woningen/<int:pk>/stap/<str:naar>/", woningen.stap, name="woning-stap"),
    path("woningenlijst/", per_link.verstuurd, name="woningen-per-link-verstuurd"),
    path("woningenlijst/<str:teken>/", per_link.vul_in, name="woningen-per-link"),
]
