"""Entries of a listing become practices, once, and never over a curator's work."""

import pytest
from django.db import transaction

from practices.importers.apply import ListingImport, Options
from practices.importers.listing import parse_listing
from practices.models import City, ImportedEntry, Practice
from tests.builders import make_city, make_person, make_practice

pytestmark = pytest.mark.django_db

LISTING = """Boilerplate

Shared Values

{meta}

{excerpt}

Read More

Topic
0 International outlook
"""


def listing(meta="United Kingdom Bradford 2022 onwards", excerpt="Purpose: To agree. Process: By asking people..."):
    return parse_listing(LISTING.format(meta=meta, excerpt=excerpt))


def run(parsed, **options):
    """Import a parsed listing; returns its report."""
    with transaction.atomic():
        job = ListingImport(Options(**options))
        for entry in parsed.entries:
            job.add(entry)
    return job.report


def sentences(report):
    return [message for line, message in report.messages]


def test_entry_becomes_a_draft_with_its_sections_place_and_years():
    report = run(listing(), source_name="The list", source_url="https://list.example/")
    practice = Practice.objects.get()
    assert dict(report.totals) == {"created": 1}
    assert (practice.title, practice.slug, practice.status) == ("Shared Values", "shared-values", "draft")
    assert (practice.purpose, practice.rationale) == ("To agree.", "")
    assert practice.process == "By asking people…"
    assert practice.summary == "Purpose: To agree. Process: By asking people…"
    assert (practice.start_year, practice.end_year, practice.is_ongoing) == (2022, None, True)
    assert (practice.language, practice.source_name) == ("en", "The list")
    bradford = practice.cities.get()
    assert (bradford.name, bradford.country_id) == ("Bradford", "GB")
    assert (round(bradford.latitude), round(bradford.longitude)) == (54, -2)


def test_published_status_publishes_new_entries():
    run(listing(), status="published")
    assert [practice.title for practice in Practice.objects.published()] == ["Shared Values"]


def test_import_leaves_versions_with_their_reason():
    run(listing(), status="published")
    cleo = make_person("cleo", "curator")
    run(listing(meta="Royaume-Uni Bradforde 2022", excerpt="But : S’entendre."), by=cleo, reason="A list")
    told = Practice.history.order_by("id", "version").values_list(
        "version", "verb", "history_user__username", "history_change_reason"
    )
    assert list(told) == [
        (1, "created", None, "import_listing"),
        (2, "published", None, "import_listing"),
        (1, "created", "cleo", "A list"),
    ]
    cities = City.history.order_by("history_id").values_list(
        "name", "history_type", "history_user__username", "history_change_reason"
    )
    assert list(cities) == [("Bradford", "+", None, "import_listing"), ("Bradforde", "+", "cleo", "A list")]


def test_name_added_to_a_city_is_recorded():
    run(listing(meta="Italy Ravenna 2017"))
    run(listing(meta="Italie Ravenne 2018", excerpt="But : S’entendre."), reason="A French list")
    told = City.history.order_by("history_id").values_list("history_type", "history_change_reason", "aliases")
    assert list(told) == [("+", "import_listing", []), ("~", "A French list", ["Ravenne"])]


def test_update_by_import_is_one_version():
    run(listing(), status="published")
    run(listing(excerpt="Purpose: To agree. Process: By asking everybody..."), reason="Second run")
    run(listing(excerpt="Purpose: To agree. Process: By asking everybody..."))
    assert list(Practice.history.order_by("version").values_list("version", "verb", "history_change_reason")) == [
        (1, "created", "import_listing"),
        (2, "published", "import_listing"),
        (3, "revised", "Second run"),
    ]


def test_second_run_changes_nothing():
    run(listing(), status="published")
    before = (
        list(Practice.objects.values()),
        list(City.objects.values()),
        list(ImportedEntry.objects.values()),
    )
    report = run(listing())
    assert dict(report.totals) == {"unchanged": 1}
    assert (
        list(Practice.objects.values()),
        list(City.objects.values()),
        list(ImportedEntry.objects.values()),
    ) == before


def test_changed_source_updates_what_nobody_has_touched():
    run(listing())
    report = run(listing(excerpt="Purpose: To agree. Process: By asking everybody..."))
    assert dict(report.totals) == {"updated": 1}
    assert Practice.objects.get().process == "By asking everybody…"


def test_source_can_be_named_on_a_later_run():
    run(listing())
    report = run(listing(), source_name="The list", source_url="https://list.example/")
    assert dict(report.totals) == {"updated": 1}
    assert Practice.objects.get().source_name == "The list"


def test_what_a_curator_changed_is_reported_and_kept():
    run(listing())
    Practice.objects.update(process="As the city tells it.")
    report = run(listing(excerpt="Purpose: To listen. Process: By asking everybody..."))
    practice = Practice.objects.get()
    assert (practice.purpose, practice.process) == ("To listen.", "As the city tells it.")
    assert "/practices/shared-values/: process changed here, kept." in sentences(report)


def test_entry_with_a_title_that_a_curator_changed_is_still_the_same():
    run(listing())
    Practice.objects.update(title="Shared values in Bradford")
    report = run(listing())
    assert dict(report.totals) == {"unchanged": 1}
    assert sentences(report) == ["/practices/shared-values/: title changed here, kept."]


def test_curator_who_writes_what_the_source_says_still_keeps_it():
    run(listing())
    Practice.objects.update(process="As the city tells it.")
    run(listing(excerpt="Purpose: To agree. Process: By voting..."))
    Practice.objects.update(process="By voting…")
    report = run(listing(excerpt="Purpose: To agree. Process: By lot..."))
    assert Practice.objects.get().process == "By voting…"
    assert "/practices/shared-values/: process changed here, kept." in sentences(report)


def test_field_that_no_import_wrote_is_kept_and_said_to_be():
    make_practice("Shared Values", country="GB", cities=[make_city("Bradford", "GB")], period="2022 onwards")
    for _ in range(3):
        report = run(listing(excerpt="Purpose: To agree."), source_name="The list")
        practice = Practice.objects.get()
        assert (practice.purpose, practice.source_name) == ("", "")
        assert "/practices/shared-values/: purpose differs and no import wrote it, kept." in sentences(report)


def test_entries_of_one_file_are_never_folded():
    entry = listing().entries[0]
    twice = [entry, entry]
    for expected in ({"created": 2}, {"unchanged": 2}):
        with transaction.atomic():
            job = ListingImport(Options())
            for each in twice:
                job.add(each)
        assert dict(job.report.totals) == expected


def test_another_period_is_a_new_entry_with_a_warning():
    run(listing())
    report = run(listing(meta="United Kingdom Bradford 2019"))
    assert dict(report.totals) == {"created": 1}
    why = "same city, the same title, the same text, other years"
    assert f"New, but looks like /practices/shared-values/ (2022 onwards): {why}." in sentences(report)


def test_title_written_otherwise_is_a_new_entry_with_a_warning():
    make_practice("Our Shared Values", country="GB", cities=[make_city("Bradford", "GB")], period="2022 onwards")
    report = run(listing())
    assert dict(report.totals) == {"created": 1}
    why = "same city, one title is part of the other, the same years"
    assert f"New, but looks like /practices/our-shared-values/ (2022 onwards): {why}." in sentences(report)


@pytest.mark.parametrize(
    ("first", "second", "name", "aliases"),
    [
        ("Italy Ravenna 2017", "Italie Ravenne 2018", "Ravenna", ["Ravenne"]),
        ("Italie Ravenne 2017", "Italy Ravenna 2018", "Ravenna", ["Ravenne"]),
        ("Switzerland Geneva 2017", "Suisse Genève 2018", "Geneva", ["Genève"]),
        ("Italy Reggio Emilia 2016", "Italie Reggio Emilia 2017", "Reggio Emilia", []),
    ],
)
def test_other_spellings_are_one_city(first, second, name, aliases):
    for meta in (first, second):
        is_french = meta.startswith(("Italie", "Suisse"))
        run(listing(meta=meta, excerpt="But : S’entendre." if is_french else "Purpose: To agree."))
    city = City.objects.get()
    assert (city.name, city.aliases, city.practices.count()) == (name, aliases, 2)


def test_same_name_in_two_countries_is_two_cities():
    run(listing(meta="Australia Salisbury 2017"))
    run(listing(meta="United Kingdom Salisbury 2017"))
    assert sorted(City.objects.values_list("slug", "country")) == [
        ("salisbury", "AU"),
        ("salisbury-gb", "GB"),
    ]


def test_unknown_city_goes_in_without_coordinates():
    run(listing(meta="Italy Unione Terre dei Draghi 2017"))
    city = City.objects.get()
    assert (city.name, city.latitude, city.longitude) == ("Unione Terre dei Draghi", None, None)


def test_markdown_signs_of_the_source_are_escaped():
    run(listing(excerpt="Purpose: A *new* [thing](x) for 5_000 people"))
    assert Practice.objects.get().purpose == r"A \*new\* \[thing\](x) for 5\_000 people"


@pytest.mark.parametrize(
    ("excerpt", "given", "language", "is_assumed"),
    [
        ("Purpose: To agree.", "", "en", False),
        ("But : Se mettre d’accord. Raison d'être : x", "", "fr", False),
        ("Without any heading", "", "en", False),
    ],
)
def test_language_comes_from_headings_or_the_country_word(excerpt, given, language, is_assumed):
    report = run(listing(excerpt=excerpt), language=given)
    assert Practice.objects.get().language == language
    assert any("English is assumed" in sentence for sentence in sentences(report)) is is_assumed


@pytest.mark.parametrize(("given", "language", "is_assumed"), [("pt", "pt", False), ("", "en", True)])
def test_language_that_nothing_tells_is_the_given_one_or_english(given, language, is_assumed):
    # "Portugal" is the same word in many languages.
    report = run(listing(meta="Portugal Amadora", excerpt="Sem título"), language=given)
    assert Practice.objects.get().language == language
    assert any("English is assumed" in sentence for sentence in sentences(report)) is is_assumed


def test_entry_the_catalogue_refuses_is_reported_and_the_rest_goes_in():
    parsed = listing()
    long = parse_listing(
        LISTING.replace("Shared Values", "x" * 301).format(meta="Norway Oslo 2016", excerpt="Purpose: x")
    )
    with transaction.atomic():
        job = ListingImport(Options())
        for entry in (*long.entries, *parsed.entries):
            job.add(entry)
    assert dict(job.report.totals) == {"refused": 1, "created": 1}
    assert "title: Ensure this value has at most 300 characters (it has 301)." in sentences(job.report)
    assert [practice.title for practice in Practice.objects.all()] == ["Shared Values"]


def test_import_outside_a_transaction_is_a_mistake(transactional_db):
    with pytest.raises(transaction.TransactionManagementError):
        ListingImport(Options())
