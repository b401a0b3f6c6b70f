"""The addresses of the taakstelling: recording (opgave), reading (cijfers), and laying them beside COA's."""

from taakstelling.urls import afstemming, cijfers, plaatsingen

urlpatterns = [*plaatsingen.urlpatterns, *cijfers.urlpatterns, *afstemming.urlpatterns]
