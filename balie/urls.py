from django.urls import path

from balie.views.vandaag import vandaag

urlpatterns = [path("", vandaag, name="vandaag")]
