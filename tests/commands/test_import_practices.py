"""manage.py import_practices."""

import io

import pytest
from django.core.management import CommandError, call_command

from practices.exports import excel_format
from practices.exports.record import full_record
from practices.models import City, Practice
from tests.builders import make_city, make_practice

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def run(path, error=None, **options):
    """(exit code, what the command says)."""
    error = error or io.StringIO()
    try:
        call_command("import_practices", path, stderr=error, no_color=True, **options)
    except SystemExit as end:
        return end.code, error.getvalue()
    return 0, error.getvalue()


@pytest.fixture
def file(tmp_path):
    """Writes a table and gives its path."""

    def write(*lines, name="edited.csv"):
        path = tmp_path / name
        path.write_text("\n".join(["slug,title,country_code,cities", *lines]))
        return path

    return write


def test_dry_run_tells_what_is_new_changed_unchanged_and_refused_and_writes_nothing(file):
    make_practice("Young Mayor")
    make_practice("Same")
    path = file("young-mayor,Young Major,NO,", "same,Same,NO,", ",Young Mayor,NO,", "same,,XX,")
    assert run(path, dry_run=True) == (
        1,
        f"{path}:2: changed: young-mayor\n"
        "    title: Young [-Mayor-] → Young {+Major+}\n"
        f"{path}:4: new: Young Mayor\n"
        f"{path}:4: Young Mayor looks like young-mayor (the same title)\n"
        f"{path}:5:country_code: refused: “XX” is the ISO code of no country: write NO.\n"
        f"{path}:5:title: refused: This field cannot be blank.\n"
        f"{path}:5:slug: refused: Line 3 has this entry too.\n"
        f"{path}: 1 new, 1 changed, 1 unchanged, 1 refused. Dry run: nothing was written.\n",
    )
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Same", "Young Mayor"]


def test_import_writes_and_says_little(file):
    practice = make_practice("Young Mayor")
    path = file("young-mayor,Young Major,NO,", ",Other,NO,")
    assert run(path) == (0, f"{path}: 1 new, 1 changed, 0 unchanged, 0 refused.\n")
    assert sorted(Practice.objects.values_list("title", flat=True)) == ["Other", "Young Major"]
    version = practice.history.first()
    assert (version.history_user, version.history_change_reason) == (None, "import edited.csv")


def test_refused_row_refuses_the_file(file):
    path = file(",Good,NO,", ",Bad,XX,")
    code, said = run(path)
    assert (code, said.splitlines()[-1]) == (
        1,
        f"{path}: 1 new, 0 changed, 0 unchanged, 1 refused. Nothing was written.",
    )
    assert not Practice.objects.exists()


def test_new_cities_are_made_when_that_is_asked_for(file):
    path = file(",Good,NO,Trondheim")
    assert run(path)[0] == 1
    assert run(path, add_cities=True)[0] == 0
    assert [city.name for city in City.objects.all()] == ["Trondheim"]


def test_entry_changed_since_the_export_is_overwritten_when_that_is_asked_for(tmp_path):
    make_practice("Young Mayor", version=2)
    path = tmp_path / "edited.csv"
    path.write_text("slug,title,version\nyoung-mayor,New,1\n")
    assert run(path)[0] == 1
    assert run(path, overwrite=True)[0] == 0
    assert Practice.objects.get().title == "New"


def test_place_in_a_workbook_has_the_letter_of_the_column(tmp_path):
    practice, path = make_practice(cities=[make_city()]), tmp_path / "edited.xlsx"
    practice.language = "English"
    with path.open("wb") as file:
        excel_format.write([full_record(practice, "")], file)
    assert run(path)[1].splitlines()[0] == f"{path}:V2:language: refused: Give a language tag such as en, fr or pt-BR."


def test_bar_is_drawn_on_a_terminal_and_makes_room_for_what_is_said(file, monkeypatch):
    monkeypatch.setattr("practices.management.commands.import_practices.BAR_STEP", 1)
    terminal = Terminal()
    run(file(",Good,NO,", ",Bad,XX,"), error=terminal)
    said = terminal.getvalue()
    assert f"\r{'█' * 20}{'░' * 20} 1 of 2\r\x1b[K" in said
    assert f"\r{'█' * 40} 2 of 2\n" in said
    assert "█" not in run(file(",Good,NO,"))[1]


def test_duplicates_are_looked_for_in_so_many_new_rows_and_that_is_said(file, monkeypatch):
    monkeypatch.setattr("practices.importers.table.planning.LOOKED_FOR", 1)
    make_practice("Young Mayor")
    make_practice("Old Mayor's house")
    path = file(",Young Mayor,NO,", ",Old Mayor's house,NO,")
    said = run(path, dry_run=True)[1]
    assert ("young-mayor (" in said, "old-mayors-house (" in said) == (True, False)
    assert f"{path}: Likely duplicates were looked for in the first 1 new rows; the queue finds those" in said


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        ("slug,title\na,Caf\xe9\n".encode("latin-1"), "Line 2 is not UTF-8: save the file as “CSV UTF-8”."),
        (b"slug,titel\na,b\n", "There is no column “titel”. Is it “title”?"),
    ],
)
def test_file_that_is_no_table_gets_one_line_and_changes_nothing(tmp_path, content, message):
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        run(path)
    assert str(stopped.value) == f"{path}: {message} Nothing was imported."


def test_missing_file_gets_one_line(tmp_path):
    with pytest.raises(CommandError, match="nowhere.csv: No such file or directory."):
        run(tmp_path / "nowhere.csv")
