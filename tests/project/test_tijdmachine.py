"""The inventory of the tijdmachine: every address looks back, or is named here with the reason why it does not."""

from django.urls import URLPattern, URLResolver, get_resolver

REIST_NIET: dict[str, str] = {
    "records, or asks whether to record: that is always done now": """
        adres afspraak-nieuw afspraak-ondertekenen afspraak-vervolg afspraak-weggooien afspraak-wijzigen addendum-nieuw
        begeleiding-beginnen begeleiding-fase begeleiding-punten begeleiding-stoppen begeleiding-wijzigen
        beoordeling-akkoord besluit-intrekken besluit-verbeteren bezit-vastleggen brief-formeel brief-formeel-intrekken
        brief-vaststellen brief-verzenden brief-wijzigen brievenopdracht-annuleren brievenopdracht-hervatten
        coa-cijfer-intrekken coa-cijfer-vastleggen coa-cijfer-verbeteren coa-lijst-inlezen coa-lijst-intrekken
        convenant-toevoegen convenant-wijzigen document-intrekken document-toevoegen document-vervangen
        halfjaar-heropenen halfjaar-sluiten huishouden-koppelen huishouden-stap huishouden-wijzigen
        invoerbestand-terugdraaien invoerbestand-weggooien koppeling-intrekken koppelstap-intrekken landelijk-intrekken
        landelijk-vastleggen matrix-wijzigen monitoring-openen monitoring-sluiten mutatie-kiezen mutatie-vastleggen
        norm-afstemmen norm-intrekken norm-vastleggen norm-vervangen onderdeel-toevoegen onderdeel-verwijderen
        onderdeel-wijzigen ondertekening-intrekken overleg-intrekken overleg-vastleggen plaatsing-corrigeren
        plaatsing-intrekken plaatsing-v-nummers plaatsing-vastleggen plaatsingen-vastleggen regio-verrekening
        ronde-archief ronde-bevriezen ronde-brieven-concepten ronde-brieven-vaststellen ronde-brieven-verzenden
        ronde-dag ronde-gs-besluit ronde-kenmerken ronde-openen ronde-verwijderen ronde-voorstellen signaal-beantwoorden
        signaal-melden stuk-intrekken stuk-vastleggen stuk-verbeteren thema-toevoegen thema-verwijderen thema-wijzigen
        toewijzing-intrekken uitvoering-vastleggen verschil-behandelen verschoonbaarheid-maken
        verschoonbaarheid-verzenden vervanging-verwijderen voortgang-akkoord voortgang-invullen wederhoor-herinneren
        wederhoor-behandelen wederhoor-vragen woning-corrigeren woning-intrekken woning-stap woning-toewijzen
        woning-vastleggen woningen-per-link woningen-per-link-verstuurd
    """,
    "computes with what is typed in, for the days to come": "aandeel-verdeling wat-als regio-plan",
    "a file, which says itself of which day it is": """
        afspraakdocument brief-docx brief-pdf invoer-sjabloon invoerbestand-fouten matrix-pdf monitoring-pdf overleg-pdf
        overleg-regio-pdf regio-pdf ronde-brieven-pdf ronde-brieven-zip ronde-openbare-brieven ronde-samenvatting-pdf
        verschoonbaarheid-pdf woordsjabloon-bestand
    """,
    "one recorded thing with its own days, or the text of an agreement": """
        afspraak besluit coa-lijst convenant huishouden invoerbestand jaarcyclus plaatsing verschoonbaarheidsdossier
        woning
    """,
    "a list of work that is to be done now": """
        afstemming-tekst coa-lijsten huishoudens invoer invoer-soort ronde-akkoord toewijzingen verschoonbaarheid
        woningen
    """,
    "changed in place, so nobody knows what it was; of begeleidingen two days would also show one household": """
        begeleiding begeleidingen duurzame-start matrix
    """,
    "the parties report there now; the verslag is fixed when the round is closed": "monitoring monitoring-verslag",
    "how people work, who they are and which rules hold: no figures": """
        account afsluitingen afspraken afzender beheer brief-controleren gebruiker gebruiker-aanzetten
        gebruiker-opnieuw-uitnodigen gebruiker-uitnodigen gebruiker-uitzetten gebruikers kader kader-beginnen
        kader-in-werking kader-keuze kader-regel kader-trede kader-verwijderen kader-wijzigen kaders kenmerkreeks
        kies-lidmaatschap lidmaatschap-beeindigen logboek mandaat mandaat-intrekken mandaat-nieuw mandaten
        organisatie-toevoegen organisatie-wijzigen organisaties tekstblok tekstblok-nieuw tekstblok-terugzetten
        tekstblok-versies tekstblok-verwijderen tekstblokken tekstblokken-voorbeeld telregels werkafspraken
        woordsjabloon
    """,
}
"""Reason → names of addresses."""
INLOGGEN = "account_"
"""Of the addresses with which one signs in."""


def reist() -> dict[str, bool]:
    """Of every named address whether its page looks back."""

    def loop(patronen: list[URLPattern | URLResolver]) -> dict[str, bool]:
        uit: dict[str, bool] = {}
        for patroon in patronen:
            if isinstance(patroon, URLResolver):
                uit |= loop(patroon.url_patterns)
            else:
                uit[patroon.name or str(patroon.pattern)] = getattr(patroon.callback, "reist_mee", False)
        return uit

    return {naam: mee for naam, mee in loop(get_resolver().url_patterns).items() if not naam.startswith(INLOGGEN)}


def test_elk_adres_reist_mee_of_zegt_waarom_niet() -> None:
    genoemd = [naam for namen in REIST_NIET.values() for naam in namen.split()]
    assert len(genoemd) == len(set(genoemd))
    assert set(genoemd) == {naam for naam, mee in reist().items() if not mee}


def test_een_kamer_van_een_ronde_reist_altijd_mee() -> None:
    """Where a decorator wraps the view, the mark must be on what the address calls."""
    kamers = {"ronde", "ronde-cijfers", "ronde-kaart", "ronde-brieven", "ronde-samenvatting", "ronde-openbaar"}
    assert kamers <= {naam for naam, mee in reist().items() if mee}
