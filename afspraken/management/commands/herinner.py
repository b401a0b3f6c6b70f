"""`manage.py herinner`: for cron, once a day; mails about what ends soon and about rounds that wait for somebody."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from afspraken.acties.herinneren import verstuur_herinneringen


class Command(BaseCommand):
    help = "Verstuurt herinneringen: afspraken, addenda en convenanten die aflopen, en open monitoringrondes."

    def handle(self, *args: Any, **opties: Any) -> None:
        for naam, aantal in verstuur_herinneringen(timezone.localdate()).items():
            if opties["verbosity"] > 1 or aantal:
                self.stdout.write(f"{naam}: {aantal} herinnerd.")
