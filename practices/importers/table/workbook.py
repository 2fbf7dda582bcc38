"""Excel workbooks (.xlsx), read row by row; what could fill the memory is refused before it is unpacked."""

import re
import warnings
import zipfile
from contextlib import contextmanager

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from practices.importers.table.limits import NotATable
from practices.importers.table.table_file import Formula, Row, Table, megabytes, ragged, read_header, too_many

MOST_PARTS = 1_000
MOST_COLUMNS = 200
HIGHEST_RATIO = 200  # XML of much repeated words packs to a fiftieth; a bomb to a thousandth
SMALL = 1_000_000  # bytes of which the ratio does not matter
BLOCK = 1_000_000
# How LibreOffice saves what somebody has typed as TRUE or FALSE.
TRUTHS = {"=TRUE()": "true", "=FALSE()": "false"}
# How XML writes control characters, which it cannot have, and the underscore before what only looks like one.
ESCAPED = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff])_")


class WorkbookTable(Table):
    """The first sheet of a workbook. A row is found by its number, a column by its letter."""

    def __init__(self, file, name, limits):
        self.name, self.limits = name, limits
        check_parts(file, limits)
        with damage_named():
            file.seek(0)
            self.sheet, self.remarks = first_sheet(file)
            names = [as_text(cell.value) for cell in next(self.sheet.iter_rows(max_row=1), ())]
        self.header = read_header(names[:MOST_COLUMNS])

    def rows(self):
        blank = 0
        for line, values in self._lines():
            if values:
                values += [None] * (len(self.header) - len(values))
                yield Row(line, dict(zip(self.header, values, strict=False)), ragged(self.header, values))
            elif (blank := blank + 1) > self.limits.rows:
                raise NotATable(too_many(self.limits))

    def place(self, line, column=""):
        number = self.header.index(column) + 1 if column in self.header else 1
        return f"{get_column_letter(number)}{line}:{column}" if column else str(line)

    def _lines(self):
        """(number, values without the empty ones at the end) of each row below the header."""
        with damage_named():
            for line, cells in enumerate(self.sheet.iter_rows(min_row=2), 2):
                if len(cells) > MOST_COLUMNS:
                    message = _("Row %(line)s has more than %(most)s cells.")
                    raise NotATable(message % {"line": line, "most": MOST_COLUMNS})
                values = [value_of(cell) for cell in cells]
                while values and values[-1] in (None, ""):
                    values.pop()
                yield line, values


@contextmanager
def damage_named():
    """Say in one line what a damaged workbook does to its reader, which raises whatever comes.

    That is KeyError, IndexError, ValueError, TypeError, errors of XML and of the packing.
    """
    try:
        yield
    except NotATable:
        raise
    except Exception as error:
        raise NotATable(_("The workbook is damaged: it cannot be read.")) from error


def first_sheet(file):
    """(the first sheet, remarks about the others)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that styles are missing
        workbook = load_workbook(file, read_only=True, keep_links=False)
    sheet, *others = workbook.worksheets
    sheet.reset_dimensions()
    remark = _("Only the first sheet, “%(name)s”, is read.") % {"name": sheet.title}
    return sheet, [remark] if others else []


def check_parts(file, limits):
    """Look at the directory of the file and count its tags before anything is kept. Raises NotATable."""
    try:
        with zipfile.ZipFile(file) as parts:
            check_directory(parts.infolist(), limits)
            check_kind(set(parts.namelist()))
            check_tags(parts, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zipfile.zlib.error) as error:
        raise NotATable(_("The workbook is damaged: it cannot be read.")) from error


def check_directory(parts, limits):
    """Refuse a bomb by what its directory says; reading stops at the size that stands there."""
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > limits.unpacked_size:
        raise NotATable(
            _("Unpacked, the workbook has %(size)s MB; %(most)s MB is the most.")
            % megabytes(size, limits.unpacked_size)
        )
    for part in parts:
        if part.file_size > SMALL and part.file_size > HIGHEST_RATIO * part.compress_size:
            raise NotATable(_("The workbook is packed too tightly to be one: it would fill the memory."))


def check_kind(names):
    """Refuse what is no workbook, and workbooks that hold programs."""
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise NotATable(_("The workbook has macros: save it as .xlsx."))
    if "content.xml" in names and "xl/workbook.xml" not in names:
        raise NotATable(_("This is an OpenDocument file: save it as .xlsx or as “CSV UTF-8”."))
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise NotATable(_("This is neither CSV nor an Excel workbook (.xlsx)."))


def check_tags(parts, limits):
    """Refuse more XML than such a table has."""
    tags = 0
    for name in parts.namelist():
        with parts.open(name) as part:
            while block := part.read(BLOCK):
                tags += block.count(b"<")
                if tags > limits.tags:
                    raise NotATable(too_many(limits))


def value_of(cell):
    """What a cell holds: texts without the escapes that XML needs for control characters, formulas as such."""
    if cell.data_type == "f":
        return TRUTHS.get(cell.value) or Formula(cell.coordinate)
    return as_text(cell.value) if isinstance(cell.value, str) else cell.value


def as_text(value) -> str:
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), "" if value is None else str(value))
