from django.urls import path

from taakstelling.views import mutaties

urlpatterns = [
    path("cijfers/mutaties/", mutaties.lijst, name="mutaties"),
    path("cijfers/mutaties/nieuw/", mutaties.kies, name="mutatie-kiezen"),
    path("cijfers/mutaties/nieuw/<slug:soort>/", mutaties.nieuw, name="mutatie-vastleggen"),
    path("cijfers/mutaties/<int:pk>/", mutaties.een, name="besluit"),
    path("cijfers/mutaties/<int:pk>/verbeteren/", mutaties.verbeter, name="besluit-verbeteren"),
    path("cijfers/mutaties/<int:pk>/intrekken/", mutaties.trek_in, name="besluit-intrekken"),
]
