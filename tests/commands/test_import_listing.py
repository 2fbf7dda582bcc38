"""manage.py import_listing."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from practices.models import City, Practice

pytestmark = pytest.mark.django_db
SEED = Path(__file__).parent.parent / "data" / "seed_listing.txt"


def run(*paths, **options):
    """(exit code, standard output, standard error) of the command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_listing", *paths, stdout=out, stderr=err, no_color=True, **options)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_seed_listing_goes_in_as_ten_drafts():
    code, out, err = run(SEED)
    assert (code, out) == (0, "")
    assert err.splitlines()[-1] == f"{SEED}: 10 created, 0 updated, 0 unchanged, 0 refused."
    assert (Practice.objects.count(), Practice.objects.published().count(), City.objects.count()) == (
        10,
        0,
        6,
    )


def test_published_entries_stand_in_the_order_of_their_source(client):
    run(SEED, status="published")
    page = client.get("/").content.decode()
    assert page.index("Educational equality in Oslo") < page.index("District Mothers") < page.index("Don’t Feed")


def test_second_run_changes_nothing():
    run(SEED)
    assert run(SEED)[2].splitlines()[-1] == f"{SEED}: 0 created, 0 updated, 10 unchanged, 0 refused."


def test_dry_run_reports_and_writes_nothing():
    code, out, err = run(SEED, dry_run=True)
    assert (code, Practice.objects.count(), City.objects.count()) == (0, 0, 0)
    assert err.splitlines()[-2:] == [
        f"{SEED}: 10 created, 0 updated, 0 unchanged, 0 refused.",
        "Dry run: nothing was written.",
    ]


def test_jsonl_prints_an_object_an_entry():
    code, out, err = run(SEED, dry_run=True, format="jsonl")
    entries = [json.loads(line) for line in out.splitlines()]
    assert len(entries) == 10
    assert entries[9] == {
        "title": "Don’t Feed the Rumour",
        "country": "PT",
        "cities": ["Amadora"],
        "period": (
            "From September 2014 to May 2015 "
            "(still ongoing as part of the municipal strategy for promoting interculturality)"
        ),
        "start_year": 2014,
        "end_year": 2015,
        "is_ongoing": True,
        "language": "en",
        "purpose": (
            "Fight against misconceptions, prejudices, rumours and stereotypes about migrants and the city of Amadora, "
            "and provide correct information on migration and ethnic and cultural diversity “Immigrants…"
        ),
        "rationale": "",
        "process": "",
        "impact": "",
        "warnings": ["The entry does not tell its language: English is assumed."],
    }


def test_reader_that_goes_away_does_not_undo_the_import():
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    with open("/dev/null") as null, pytest.MonkeyPatch.context() as patch:
        # What the command does to the real standard output happens to this one.
        patch.setattr("sys.stdout", null)
        call_command("import_listing", SEED, format="jsonl", stdout=Closed(), stderr=io.StringIO())
    assert Practice.objects.count() == 10


def test_two_files_that_overlap_give_each_entry_once(tmp_path):
    again = tmp_path / "again.txt"
    again.write_bytes(SEED.read_bytes())
    err = run(SEED, again)[2]
    assert err.splitlines()[-1] == f"{again}: 0 created, 0 updated, 10 unchanged, 0 refused."


def test_line_that_cannot_be_read_is_named_and_the_rest_goes_in(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(SEED.read_text().replace("Germany Berlin-Neukölln 2016\n", "Atlantis Poseidonia 2016\n"))
    code, out, err = run(path)
    assert (code, Practice.objects.count()) == (1, 9)
    line = path.read_text().splitlines().index("Atlantis Poseidonia 2016") + 1
    assert any(message.startswith(f"{path}:{line}: ") for message in err.splitlines())
    assert err.splitlines()[-1] == f"{path}: 9 created, 0 updated, 0 unchanged, 1 refused."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"Just a note.\n", "Nothing was imported."),
        (b"", "Nothing was imported."),
        ("Norway Oslo\n\nCaf\xe9\n".encode("latin-1"), ":3: not UTF-8. Nothing was imported."),
        (b"PK\x03\x04\n\0\0", ":2: not a text file (NUL byte). Nothing was imported."),
    ],
)
def test_file_that_is_no_listing_stops_everything_with_one_line(tmp_path, content, message):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        run(SEED, path)
    assert str(stopped.value).startswith(str(path))
    assert str(stopped.value).endswith(message)
    assert "\n" not in str(stopped.value)
    assert not Practice.objects.exists()


def test_missing_file_and_unknown_language_get_one_line(tmp_path):
    with pytest.raises(CommandError, match="nowhere.txt: No such file or directory."):
        run(tmp_path / "nowhere.txt")
    with pytest.raises(CommandError, match="--language English: give a language tag"):
        run(SEED, language="English")
