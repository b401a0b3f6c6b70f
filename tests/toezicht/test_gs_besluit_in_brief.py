"""The besluit of GS as a field in the text of a letter."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from toezicht import acties
from toezicht.models import Tekstblok
from toezicht.pdf.inhoud import problemen, stel_samen
from toezicht.pdf.zetten import als_fragment

pytestmark = pytest.mark.django_db


def test_het_gs_besluit_in_een_tekst_is_een_gat_tot_het_is_vastgelegd(dossier) -> None:
    Tekstblok.objects.filter(plek="conclusie").update(tekst="Besluit {gs_besluit_nummer} van {gs_besluit_datum}.")
    brief = dossier.concept()
    assert any("gs_besluit_nummer" in zin for zin in problemen(stel_samen(brief)))
    acties.leg_gs_besluit_vast(
        door=dossier.toezichthouder, ronde=dossier.ronde, nummer="2024-51", datum=date(2024, 11, 12)
    )
    vast = acties.stel_brief_vast(door=dossier.toezichthouder, brief=brief)
    assert "2024-51" in als_fragment(vast.inhoud, concept=False)
    with pytest.raises(ValidationError, match="ligt vast en noemt het besluit"):
        acties.leg_gs_besluit_vast(
            door=dossier.toezichthouder, ronde=dossier.ronde, nummer="2024-52", datum=date(2024, 11, 12)
        )
