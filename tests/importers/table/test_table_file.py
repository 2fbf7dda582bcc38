"""Files of all kinds: what is read, and the one line that a hostile one gets."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from practices.importers.table.limits import IN_ADMIN, Limits, NotATable
from practices.importers.table.table_file import Formula, open_table

SMALL = Limits(rows=3, size=100_000, unpacked_size=2_000_000)


def opened(content, limits=IN_ADMIN):
    return open_table(io.BytesIO(content), "table", limits)


def rows(content):
    return [(row.line, row.cells, row.fault) for row in opened(content).rows()]


def refusal(content, limits=IN_ADMIN):
    with pytest.raises(NotATable) as refused:
        opened(content, limits)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def workbook(*lines, change=lambda book, sheet: None, **options):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False} | options) as book:
        sheet = book.add_worksheet("practices")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
        change(book, sheet)
    return file.getvalue()


def repacked(content, **parts):
    """The workbook with parts taken out (None) or put in."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, text in (
            kept | {name.replace("__", "/").replace("_xml", ".xml"): t for name, t in parts.items()}
        ).items():
            if text is not None:
                new.writestr(name, text)
    return file.getvalue()


EXPECTED = [(2, {"slug": "a", "title": "One"}, ""), (3, {"slug": "b", "title": "Two; three"}, "")]


@pytest.mark.parametrize(
    "content",
    [
        b'slug,title\r\na,One\r\nb,"Two; three"\r\n',
        b'\xef\xbb\xbfslug,title\r\na,One\r\nb,"Two; three"',
        b'slug;title\na;One\nb;"Two; three"\n',
        b"slug\ttitle\na\tOne\nb\tTwo; three\n\n\t\n",
        b'slug,title,,\na,One,,\nb,"Two; three",,\n',
        workbook(("slug", "title"), ("a", "One"), ("b", "Two; three")),
        workbook(("slug", "title"), ("a", "One"), ("b", "Two; three"), constant_memory=True),
    ],
    ids=["comma", "BOM", "semicolon", "tab", "empty columns", "workbook", "workbook with texts in place"],
)
def test_table_is_read_by_its_content(content):
    assert rows(content) == EXPECTED


def test_lines_inside_a_cell_count_but_make_no_row():
    assert rows(b'slug,title\na,"One\nTwo"\n\nb,Three\n') == [
        (2, {"slug": "a", "title": "One\nTwo"}, ""),
        (5, {"slug": "b", "title": "Three"}, ""),
    ]


def test_cells_of_a_workbook_keep_their_kind():
    content = workbook(("slug", "title", "start_year", "is_ongoing"), ("=1", "'=x", 2016, True))
    [(_line, cells, _fault)] = rows(content)
    assert cells == {"slug": "=1", "title": "'=x", "start_year": 2016, "is_ongoing": True}


def test_formula_is_told_from_a_text_that_looks_like_one():
    content = workbook(("slug", "title"), ("a", "=1+1"), change=lambda book, sheet: sheet.write_formula(1, 0, "=1+1"))
    [(_line, cells, _fault)] = rows(content)
    assert (type(cells["slug"]), type(cells["title"])) == (Formula, str)


def test_truth_that_libreoffice_saves_as_a_formula_is_a_truth():
    def write(book, sheet):
        sheet.write_formula(1, 0, "=TRUE()")
        sheet.write_formula(1, 1, "=FALSE()")

    [(_line, cells, _fault)] = rows(workbook(("slug", "title"), ("a", "b"), change=write))
    assert cells == {"slug": "true", "title": "false"}


def test_control_characters_come_out_of_a_workbook_as_they_went_in():
    content = workbook(("slug", "title"), ("a\x0bb", "x"), constant_memory=True)
    assert rows(content)[0][1]["slug"] == "a\x0bb"


@pytest.mark.parametrize("content", [b"slug,title\na,One,more\n", b"slug,title\na\n"])
def test_ragged_row_is_a_fault_of_the_row(content):
    [(line, _cells, fault)] = rows(content)
    assert (line, fault.startswith("The row has "), fault.endswith(" cells, the first line 2.")) == (2, True, True)


def test_cell_beyond_the_header_of_a_workbook_is_a_fault_of_the_row():
    assert rows(workbook(("slug", "title"), ("a", "One", "more")))[0][2] == "The row has 3 cells, the first line 2."


def test_place_is_told_as_the_program_that_shows_the_table_does():
    assert opened(b"slug,title\na,b\n").place(2, "title") == "2:title"
    assert opened(workbook(("slug", "title"), ("a", "b"))).place(2, "title") == "B2:title"


def test_second_sheet_is_not_read_and_that_is_said():
    content = workbook(("slug",), ("a",), change=lambda book, sheet: book.add_worksheet("notes"))
    assert opened(content).remarks == ["Only the first sheet, “practices”, is read."]


HOSTILE = {
    "empty": (b"", "The file is empty."),
    "header alone": (b"slug,title\n", "The file has a header and no rows."),
    "Latin-1": (
        "slug,title\na,One\nb,Caf\xe9\n".encode("latin-1"),
        "Line 3 is not UTF-8: save the file as “CSV UTF-8”.",
    ),
    "Latin-1 at the end": ("slug\n\xe9".encode("latin-1"), "Line 2 is not UTF-8: save the file as “CSV UTF-8”."),
    "UTF-16": ("slug,title\na,One\n".encode("utf-16"), "The text is UTF-16: save it as “CSV UTF-8”."),
    "UTF-16 without a mark": (
        "slug,title\na,One\n".encode("utf-16-le"),
        "Line 1 has a NUL character: this is no CSV.",
    ),
    "NUL": (b"slug,title\na,One\nb,T\0wo\n", "Line 3 has a NUL character: this is no CSV."),
    "two columns": (b"slug,title,title\na,b,c\n", "There are two columns “title”."),
    "no name": (b"slug,,title\na,b,c\n", "Column 2 has no name in the first line."),
    "open quote": (b'slug,title\na,"One\n', "Line 2 is no CSV (unexpected end of data)."),
    "stray quote": (b'slug,title\na,b\na,"One"x\n', "Line 3 is no CSV (',' expected after '\"')."),
    "enormous cell": (
        b"slug,title\na," + b"x" * 140_000,
        "Line 2 is no CSV (field larger than field limit (131072)).",
    ),
    "old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
        "This is an old .xls workbook, or one with a password: save it as .xlsx without one.",
    ),
    "damaged": (b"PK\x03\x04" + b"\0" * 100, "The workbook is damaged: it cannot be read."),
    "cut off": (workbook(("slug",), ("a",))[:-50], "The workbook is damaged: it cannot be read."),
    "no workbook": (
        repacked(workbook(("slug",), ("a",)), **{"[Content_Types]_xml": None}),
        "This is neither CSV nor an Excel workbook (.xlsx).",
    ),
    "macros": (
        repacked(workbook(("slug",), ("a",)), **{"xl__vbaProject.bin": b"x"}),
        "The workbook has macros: save it as .xlsx.",
    ),
    "no sheet": (
        repacked(workbook(("slug",), ("a",)), xl__worksheets__sheet1_xml=None),
        "The workbook is damaged: it cannot be read.",
    ),
    "entities": (
        repacked(
            workbook(("slug",), ("a",)),
            xl__sharedStrings_xml=b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&b;</t></si></sst>',
        ),
        "The workbook is damaged: it cannot be read.",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file_gets_one_clear_line(kind):
    content, message = HOSTILE[kind]
    assert refusal(content) == message


def test_opendocument_file_is_named():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("content.xml", "<x/>")
    assert refusal(file.getvalue()) == "This is an OpenDocument file: save it as .xlsx or as “CSV UTF-8”."


def sheet_of(xml):
    """A workbook with this in place of its rows."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{namespace}"><sheetData>{xml}</sheetData></worksheet>'
    return repacked(workbook(("slug",), ("a",)), xl__worksheets__sheet1_xml=text)


def test_bombs_are_refused_by_what_their_directory_says():
    assert refusal(sheet_of(" " * 1_500_000), SMALL).startswith("The workbook is packed too tightly to be one")
    assert refusal(sheet_of(" " * 3_000_000), SMALL) == "Unpacked, the workbook has 4 MB; 2 MB is the most."


def test_bomb_that_understates_its_size_is_read_no_further():
    content = sheet_of(" " * 3_000_000)
    size = next(part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist() if "sheet1" in part.filename)
    understated = content.replace(size.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert understated != content
    assert refusal(understated, SMALL) == "The workbook is damaged: it cannot be read."


def test_more_tags_than_such_a_table_has_are_refused_unread():
    assert refusal(sheet_of("<x/>" * (SMALL.tags + 1)), SMALL) == "The file has more than 3 rows."


@pytest.mark.parametrize(
    "content",
    [
        b"slug\n" + b"a\n" * 4,
        workbook(("slug",), *[("a",)] * 4),
        sheet_of('<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>'),
    ],
)
def test_more_rows_than_the_limit_are_refused(content):
    assert refusal(content, SMALL) == "The file has more than 3 rows."


def test_row_with_cells_far_out_is_refused():
    xml = '<row r="1"><c r="A1" t="str"><v>slug</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>'
    assert refusal(sheet_of(xml)) == "Row 2 has more than 200 cells."


def test_file_that_is_too_large_is_refused_unread():
    class Large(io.BytesIO):
        def seek(self, offset, whence=0):
            return 200_000_000 if whence == 2 else super().seek(offset, whence)

        def read(self, size=-1):
            raise AssertionError("the file was read")

    with pytest.raises(NotATable, match="The file has 200 MB; 20 MB is the most."):
        open_table(Large(b"slug"), "table", IN_ADMIN)


def test_workbook_of_another_program_is_read():
    book = openpyxl.Workbook()
    for line in (("slug", "title"), ("a", "One"), ("b", "Two; three")):
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    assert rows(file.getvalue()) == EXPECTED
