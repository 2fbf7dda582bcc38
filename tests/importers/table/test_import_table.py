"""Rows and the catalogue: what is new, changed, unchanged or refused, and what is written."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from practices.exports import csv_format, excel_format
from practices.exports.record import full_record, record
from practices.importers.outcome import Change
from practices.importers.table.apply import import_table
from practices.importers.table.limits import IN_ADMIN, NotATable
from practices.importers.table.planning import Options
from practices.importers.table.table_file import open_table
from practices.models import City, Practice, Verb
from tests.builders import make_city, make_person, make_practice, make_topic

pytestmark = pytest.mark.django_db


def run(content, *, is_dry_run=False, **options):
    """(totals without zeros, outcomes) of an import of this file."""
    if isinstance(content, str):
        content = content.encode()
    outcomes = []
    table = open_table(io.BytesIO(content), "edited.csv", IN_ADMIN)
    result = import_table(table, Options(**options), is_dry_run=is_dry_run, on_outcome=outcomes.append)
    assert result.is_written == (not is_dry_run and not result.is_refused)
    return {str(kind): number for kind, number in result.totals.items()}, outcomes


def exported(*practices, shape=full_record, header=csv_format.FULL_COLUMNS):
    """The rows of an export, column → text of the cell."""
    practices = Practice.objects.with_places_and_topics().filter(pk__in=[practice.pk for practice in practices])
    text = "".join(csv_format.written([shape(practice, "https://x.example") for practice in practices], header))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_csv(rows):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def exported_workbook(*practices):
    file = io.BytesIO()
    excel_format.write([full_record(practice, "https://x.example") for practice in practices], file)
    return openpyxl.load_workbook(file)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def faults(content, **options):
    """(line, column, sentence) of every fault; nothing may be written."""
    before = list(Practice.objects.order_by("pk").values())
    _totals, outcomes = run(content, **options)
    assert list(Practice.objects.order_by("pk").values()) == before
    return [(outcome.line, *fault) for outcome in outcomes for fault in outcome.faults]


@pytest.fixture
def mayor():
    """An entry with something in every field that a file can change."""
    return make_practice(
        "'=Young “Mayor”",
        cities=[make_city(latitude=59.9, longitude=10.7), make_city("Bergen")],
        topics=[make_topic(), make_topic("Youth", position=2)],
        period="2016-",
        summary="=1+1",
        purpose="One\r\ntwo  ",
        rationale="\x0bRationale",
        process="- a\n- b",
        impact="@all",
        key_references="- [A](https://a.example/); B",
        language="pt-BR",
        provenance="+1",
        curator_notes="'+2",
        source_name="ICC",
        source_url="https://icc.example/1",
        external_id="007",
        last_confirmed_on=date(2026, 11, 2),
    )


@pytest.fixture
def overruled():
    return make_practice(
        "Overruled", period="some time", period_is_overruled=True, start_year=2004, end_year=2005, is_ongoing=False
    )


def test_csv_round_trip_changes_nothing(mayor, overruled):
    totals, outcomes = run(as_csv(exported(mayor, overruled)))
    assert (totals, [outcome.notes for outcome in outcomes]) == ({"unchanged": 2}, [[], []])
    assert [practice.version for practice in Practice.objects.all()] == [0, 0]
    assert not mayor.history.exists()


def test_excel_round_trip_changes_nothing(mayor, overruled):
    totals, outcomes = run(saved(exported_workbook(mayor, overruled)))
    assert (totals, [outcome.notes for outcome in outcomes]) == ({"unchanged": 2}, [[], []])
    assert not mayor.history.exists()


def test_public_csv_imports_as_it_is(mayor, overruled, client):
    content = client.get("/practices.csv").getvalue()
    totals, outcomes = run(content)
    assert (totals, [outcome.notes for outcome in outcomes]) == ({"unchanged": 2}, [[], []])
    assert run(content.replace(b"some time", b"2009"))[0] == {"unchanged": 1, "changed": 1}


def test_one_edited_cell_of_a_workbook_changes_exactly_that(mayor, overruled):
    book = exported_workbook(mayor, overruled)
    sheet = book.active
    column = csv_format.FULL_COLUMNS.index("impact") + 1
    assert sheet.cell(2, column).value == "@all"
    sheet.cell(2, column).value = "@everybody"
    before = Practice.objects.filter(pk=mayor.pk).values().get()
    totals, (outcome, _other) = run(saved(book), by=(anna := make_person("anna", "curator")))
    assert (totals, outcome.changes) == (
        {"changed": 1, "unchanged": 1},
        [Change("impact", "@all", "@everybody")],
    )
    after = Practice.objects.filter(pk=mayor.pk).values().get()
    assert {name for name in after if after[name] != before[name]} == {"impact", "version", "updated_at"}
    version = mayor.history.first()
    assert (version.verb, version.history_user, version.history_change_reason, version.impact) == (
        Verb.REVISED,
        anna,
        "import edited.csv",
        "@everybody",
    )
    assert [row.name for row in version.links()[0]] == ["Bergen", "Oslo"]
    assert not overruled.history.exists()


EDITS = {
    "title": ("New", "'=Young “Mayor”"),
    "summary": ("'=2", "=1+1"),
    "period": ("2017", "2016-"),
    "language": ("fr", "pt-BR"),
    "provenance": ("", "+1"),
    "curator_notes": ("x", "'+2"),
    "external_id": ("8", "007"),
    "source_url": ("https://b.example/", "https://icc.example/1"),
    "last_confirmed_on": ("2026-11-03", "2026-11-02"),
}


@pytest.mark.parametrize("column", EDITS)
def test_edited_cell_of_csv_changes_its_field(mayor, column):
    [row] = exported(mayor)
    value, old = EDITS[column]
    totals, [outcome] = run(as_csv([row | {column: value}]))
    new = {"'=2": "=2"}.get(value, value)
    assert (totals, outcome.changes[0]) == ({"changed": 1}, Change(column, old, new))
    assert csv_format.in_words(getattr(Practice.objects.get(), column)) == new


def test_period_that_was_edited_is_read_anew(mayor):
    [row] = exported(mayor)
    _totals, [outcome] = run(as_csv([row | {"period": "2017-2018"}]))
    assert outcome.changes == [
        Change("period", "2016-", "2017-2018"),
        Change("start_year", "2016", "2017"),
        Change("end_year", "", "2018"),
        Change("is_ongoing", "true", "false"),
    ]


def test_years_that_would_be_lost_are_refused_and_taken_when_the_period_is_overruled(mayor):
    [row] = exported(mayor)
    assert faults(as_csv([row | {"start_year": "2011"}])) == [
        (
            2,
            "start_year",
            "The period is read as “2016”: to keep another value, write true at period_is_overruled.",
        )
    ]
    run(as_csv([row | {"start_year": "2011", "is_ongoing": "FAUX", "period_is_overruled": "WAHR"}]), is_dry_run=True)
    run(as_csv([row | {"start_year": "2011", "is_ongoing": "FAUX", "period_is_overruled": "TRUE"}]))
    practice = Practice.objects.get()
    assert (practice.start_year, practice.is_ongoing, practice.period_is_overruled) == (2011, False, True)


def test_cities_are_found_by_slug_or_by_name_in_any_spelling(mayor):
    make_city("Malmö", "SE")
    stavanger = make_city("Stavanger")
    [row] = exported(mayor)
    totals, [outcome] = run(as_csv([row | {"city_slugs": "oslo; stavanger"}]))
    assert outcome.changes == [Change("cities", "Bergen; Oslo", "Oslo; Stavanger")]
    assert set(mayor.cities.all()) == {City.objects.get(slug="oslo"), stavanger}
    [row] = exported(mayor)
    run(as_csv([row | {"cities": "STAVANGER"}]))
    assert list(mayor.cities.all()) == [stavanger]
    [row] = exported(mayor)
    run(as_csv([row | {"cities": "", "city_slugs": ""}]))
    assert not mayor.cities.exists()


def test_city_and_topic_that_the_catalogue_does_not_have_are_refused_by_name(mayor):
    [row] = exported(mayor)
    assert faults(as_csv([row | {"cities": "Oslo; Trondheim", "topic_slugs": "education; nope"}])) == [
        (2, "cities", "There is no city “Trondheim” in Norway. Allow new cities, or add it in the admin first."),
        (2, "topic_slugs", "There is no topic “nope”."),
    ]
    assert faults(as_csv([row | {"city_slugs": "oslo; nowhere", "topics": "Nope"}])) == [
        (2, "city_slugs", "There is no city with the slug “nowhere”."),
        (2, "topics", "There is no topic “Nope”."),
    ]


def test_new_city_is_made_where_the_gazetteer_has_it_when_that_is_allowed(mayor):
    other = make_practice("Other")
    rows = [row | {"cities": "Trondheim", "city_slugs": ""} for row in exported(mayor, other)]
    assert run(as_csv(rows), may_add_cities=True, is_dry_run=True)[0] == {"changed": 2}
    assert not City.objects.filter(name="Trondheim").exists()
    run(as_csv(rows), may_add_cities=True)
    city = City.objects.get(name="Trondheim")
    assert (city.slug, city.country_id, round(city.latitude), round(city.longitude)) == ("trondheim", "NO", 63, 10)
    assert set(city.practices.all()) == {mayor, other}
    assert city.history.get().history_change_reason == mayor.history.first().history_change_reason != ""
    [row] = exported(other)
    assert faults(as_csv([row | {"cities": "Atlantis"}]), may_add_cities=True) == [
        (
            2,
            "cities",
            "There is no city “Atlantis” in Norway. The gazetteer does not know it either: add it in the admin first.",
        )
    ]


def test_columns_that_contradict_each_other_are_refused(mayor):
    make_city("Stavanger")
    [row] = exported(mayor)
    assert faults(as_csv([row | {"city_slugs": "oslo", "cities": "Stavanger"}])) == [
        (2, "cities", "This says something else than city_slugs.")
    ]
    assert faults(as_csv([row | {"country_code": "SE", "country": "Danemark", "cities": "", "city_slugs": ""}])) == [
        (2, "country", "This says something else than country_code.")
    ]


def test_country_is_found_by_code_or_by_name_and_its_cities_have_to_go_with_it(mayor):
    [row] = exported(mayor)
    assert faults(as_csv([row | {"country": "Suède"}])) == [
        (2, "city_slugs", "Bergen is in Norway; the country of the practice is Sweden."),
        (2, "city_slugs", "Oslo is in Norway; the country of the practice is Sweden."),
    ]
    run(as_csv([row | {"country_code": "se", "cities": "", "city_slugs": ""}]))
    assert Practice.objects.get().country_id == "SE"
    [row] = exported(mayor)
    assert faults(as_csv([row | {"country_code": "ZZ"}])) == [
        (2, "country_code", "“ZZ” is the ISO code of no country: write NO.")
    ]
    assert faults(as_csv([row | {"country": "Atlantis"}])) == [(2, "country", "There is no country “Atlantis”.")]


def test_row_without_slug_is_a_new_draft_of_the_person(mayor):
    anna = make_person("anna", "curator")
    content = "slug,title,country,cities,period,topics\n,Town Mayor,Norvège,oslo,2015-,youth\n"
    totals, [outcome] = run(content, by=anna)
    practice = Practice.objects.exclude(pk=mayor.pk).get()
    assert (totals, practice.slug, practice.status, practice.author) == ({"new": 1}, "town-mayor", "draft", anna)
    assert (practice.country_id, practice.start_year, practice.language) == ("NO", 2015, "en")
    assert [list(row.name for row in rows.all()) for rows in (practice.cities, practice.topics)] == [
        ["Oslo"],
        ["Youth"],
    ]
    [version] = practice.history.all()
    assert (version.verb, version.history_user, version.history_change_reason) == ("created", anna, "import edited.csv")


def test_copied_row_is_a_new_entry_whose_state_is_not_taken_over(mayor):
    [row] = exported(mayor)
    [(_line, column, sentence)] = faults(as_csv([row | {"slug": "", "title": "Copy"}]))
    assert (column, sentence) == ("status", "A new entry is a draft: leave the cell empty.")
    totals, [outcome] = run(as_csv([row | {"slug": "", "title": "Copy", "status": "draft"}]))
    assert (totals, outcome.notes) == (
        {"new": 1},
        ["Not taken over: url, latitudes, longitudes, created_at, published_at."],
    )
    copy = Practice.objects.get(title="Copy")
    assert (copy.status, copy.published_at, copy.version) == ("draft", None, 1)


def test_new_entry_that_looks_like_another_is_taken_with_a_warning(mayor):
    twin = make_practice("Twin")
    content = "slug,title,country_code\n,twin,NO\n,Twin,NO\n,Twin,SE\n"
    totals, outcomes = run(content, is_dry_run=True)
    assert totals == {"new": 3}
    assert [[likely.practice for likely in outcome.lookalikes] for outcome in outcomes] == [[twin], [twin], []]
    assert [outcome.notes for outcome in outcomes] == [[], ["Looks like the new entry of line 2."], []]


@pytest.mark.parametrize(
    ("cells", "column", "sentence"),
    [
        ({"title": ""}, "title", "This field cannot be blank."),
        ({"title": "x" * 301}, "title", "Ensure this value has at most 300 characters (it has 301)."),
        ({"title": "—"}, "title", "A title has at least one letter or number."),
        ({"language": "English"}, "language", "Give a language tag such as en, fr or pt-BR."),
        ({"source_url": "javascript:alert(1)"}, "source_url", "Enter a valid URL."),
        ({"last_confirmed_on": "02.11.2026"}, "last_confirmed_on", "“02.11.2026” is no day: write 2026-11-30."),
        ({"start_year": "soon"}, "start_year", "“soon” is no year: write 2016."),
        ({"is_ongoing": "maybe"}, "is_ongoing", "“maybe” is neither true nor false."),
        (
            {"start_year": "1066", "period_is_overruled": "true"},
            "start_year",
            "Ensure this value is greater than or equal to 1900.",
        ),
        (
            {"start_year": "2018", "end_year": "2015", "period_is_overruled": "true"},
            "end_year",
            "The end year is before the start year.",
        ),
        ({"country_code": "", "country": ""}, "country_code", "Say in which country it is."),
        ({"version": "two"}, "version", "“two” is no whole number."),
        (
            {"status": "draft"},
            "status",
            "No file changes this, only a verb does (submit, publish …): write “published”.",
        ),
        (
            {"published_at": ""},
            "published_at",
            "No file changes this, only a verb does (submit, publish …): write “2026-11-01T00:00:00Z”.",
        ),
        ({"slug": "nobody"}, "slug", "There is no entry “nobody”: leave the cell empty for a new one."),
    ],
)
def test_cell_that_cannot_be_taken_is_named_with_line_and_column(mayor, cells, column, sentence):
    [row] = exported(mayor)
    assert faults(as_csv([row | cells])) == [(2, column, sentence)]


def test_cells_that_are_only_told_are_not_taken_over_and_that_is_said(mayor):
    [row] = exported(mayor)
    totals, [outcome] = run(as_csv([row | {"latitudes": "1; 2", "url": "https://other.example" + row["url"][17:]}]))
    assert (totals, outcome.notes) == ({"unchanged": 1}, ["Not taken over: latitudes."])


@pytest.mark.parametrize("marks", [("version",), ("updated_at",), ("version", "updated_at")])
def test_entry_that_has_changed_since_the_export_is_refused_unless_overwriting_is_allowed(mayor, marks):
    [row] = exported(mayor)
    Practice.objects.filter(pk=mayor.pk).update(updated_at="2026-11-20T00:00:00Z", version=2)
    row = {name: cell for name, cell in row.items() if name in ("slug", "title", *marks)}
    row |= {"updated_at": "2026-11-19T00:00:00Z"} if "updated_at" in marks else {}
    message = "Somebody has changed the entry since the export: export it again, or allow overwriting."
    assert faults(as_csv([row | {"title": "New"}])) == [(2, marks[0], message)]
    assert run(as_csv([row]))[0] == {"unchanged": 1}
    totals, [outcome] = run(as_csv([row | {"title": "New"}]), may_overwrite=True)
    assert (totals, outcome.notes) == (
        {"changed": 1},
        ["Somebody has changed the entry since the export: their changes are overwritten."],
    )
    assert Practice.objects.get().title == "New"


def test_state_that_has_changed_since_the_export_is_no_fault_of_the_file(mayor):
    [row] = exported(mayor)
    mayor.withdraw(by=None, reason="Old.")
    assert run(as_csv([row]))[0] == {"unchanged": 1}


def test_renamed_entry_is_found_by_its_former_address(mayor):
    mayor.rename("mayors", by=None)
    content = "slug,impact\nyoung-mayor,New\n"
    assert run(content)[0] == {"changed": 1}
    assert (Practice.objects.get().slug, Practice.objects.get().impact) == ("mayors", "New")


def test_withdrawn_entry_is_refused():
    practice = make_practice("Old", status="withdrawn")
    [row] = exported(practice)
    assert run(as_csv([row]))[0] == {"unchanged": 1}
    assert faults(as_csv([row | {"title": "New"}])) == [(2, "slug", "The entry is withdrawn: reopen it first.")]


def test_entry_with_two_rows_is_refused(mayor):
    [row] = exported(mayor)
    assert faults(as_csv([row, row | {"title": "New"}]))[0] == (5, "slug", "Line 2 has this entry too.")


def test_refused_row_refuses_the_whole_file(mayor):
    other = make_practice("Other")
    rows = exported(mayor, other)
    content = as_csv([{**rows[0], "title": "New"}, {**rows[1], "language": "?"}, {**rows[1], "slug": "", "status": ""}])
    totals, _outcomes = run(content)
    assert totals == {"changed": 1, "refused": 1, "new": 1}
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["'=Young “Mayor”", "Other"]
    assert not mayor.history.exists()


def test_refused_row_of_a_later_batch_undoes_the_earlier_ones(monkeypatch):
    monkeypatch.setattr("practices.importers.table.planning.BATCH", 2)
    lines = "".join(f",Practice {number},NO\n" for number in range(5))
    assert run("slug,title,country_code\n" + lines + ",Bad,??\n")[0] == {"new": 5, "refused": 1}
    assert not Practice.objects.exists()
    assert run("slug,title,country_code\n" + lines)[0] == {"new": 5}
    assert Practice.objects.count() == 5


def test_dry_run_writes_nothing(mayor):
    [row] = exported(mayor)
    totals, _outcomes = run(as_csv([row | {"title": "New"}, row | {"slug": "", "status": ""}]), is_dry_run=True)
    assert totals == {"changed": 1, "new": 1}
    assert (Practice.objects.get().title, mayor.history.count()) == ("'=Young “Mayor”", 0)


def test_row_against_a_rule_of_the_database_is_refused_by_its_line(mayor):
    french, spanish, other = (make_practice(title) for title in ("French", "Spanish", "Other"))
    for practice, language in ((french, "fr"), (spanish, "es")):
        Practice.objects.filter(pk=practice.pk).update(translation_of=mayor, language=language)
    rows = exported(other, french, spanish)
    rows = sorted(rows, key=lambda row: row["slug"] != "other")
    message = "The catalogue does not take this row as it is: it breaks a rule, or is being changed just now."
    content = as_csv([rows[0] | {"title": "New"}, *[row | {"language": "fr"} for row in rows[1:]]])
    assert [fault[1:] for fault in faults(content)] == [("", message)]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("slug,titel", "There is no column “titel”. Is it “title”?"),
        ("slug,xyz", "There is no column “xyz”."),
        ("title", "There is no column “slug”: it tells which entry a row is, and is empty for a new one."),
    ],
)
def test_wrong_columns_are_named(header, message):
    with pytest.raises(NotATable) as refused:
        run(f"{header}\na,b\n".replace("a,b", "a") if "," not in header else f"{header}\na,b\n")
    assert str(refused.value) == message


def test_columns_that_are_left_out_leave_the_fields_alone(mayor):
    before = Practice.objects.values().get()
    assert run(f"slug,impact\n{mayor.slug},New\n")[0] == {"changed": 1}
    after = Practice.objects.values().get()
    assert {name for name in after if after[name] != before[name]} == {"impact", "version", "updated_at"}


def test_formula_date_and_error_in_a_workbook_are_refused_with_the_cell(mayor):
    book = exported_workbook(mayor)
    columns = {name: number for number, name in enumerate(csv_format.FULL_COLUMNS, 1)}
    book.active.cell(2, columns["title"]).value = "=1+1"
    book.active.cell(2, columns["period"]).value = date(2016, 1, 1)
    content = saved(book)
    assert faults(content) == [
        (2, "title", "The cell holds a formula: put its value there."),
        (2, "period", "The cell holds a date or a time: format it as text."),
    ]
    assert open_table(io.BytesIO(content), "x.xlsx", IN_ADMIN).place(2, "title") == "C2:title"


def test_numbers_and_days_typed_into_a_workbook_are_taken_for_what_they_show(mayor):
    book = exported_workbook(mayor)
    columns = {name: number for number, name in enumerate(csv_format.FULL_COLUMNS, 1)}
    book.active.cell(2, columns["period"]).value = 2017
    book.active.cell(2, columns["external_id"]).value = 8.0
    book.active.cell(2, columns["last_confirmed_on"]).value = date(2026, 11, 5)
    run(saved(book))
    practice = Practice.objects.get()
    assert (practice.period, practice.external_id, practice.last_confirmed_on) == ("2017", "8", date(2026, 11, 5))


def test_public_record_has_no_column_of_curators(mayor):
    assert (
        not {"curator_notes", "status", "version"} & exported(mayor, shape=record, header=csv_format.COLUMNS)[0].keys()
    )


@pytest.mark.parametrize("number", [2, 30])
def test_number_of_queries_does_not_grow_with_the_rows(number, django_assert_max_num_queries):
    practices = [make_practice(f"Practice {letter}", cities=[make_city(f"City {letter}")]) for letter in range(number)]
    content = as_csv([row | {"impact": "New"} for row in exported(*practices)])
    with django_assert_max_num_queries(30):
        run(content)
