"""CSV: UTF-8, with commas, semicolons or tabs."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from practices.exports.csv_format import STARTS_OF_FORMULAS
from practices.importers.table.limits import NotATable
from practices.importers.table.table_file import Defused, Row, Table, ragged, read_header

BLOCK = 65_536
SEPARATORS = ",;\t"
LONGEST_HEADER = 10_000
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class CsvTable(Table):
    """A table in a text file. A row is found by the number of the line it begins on."""

    def __init__(self, file, name, limits):
        self.name, self.file = name, file
        check_text(file)
        self.separator = self._separator()
        line, names = next(self._lines(), (1, []))
        self.header = read_header(names)

    def rows(self):
        lines = self._lines()
        next(lines)
        for line, cells in lines:
            if any(cell.strip() for cell in cells):
                # What Excel leaves behind: separators of columns that have no name.
                while len(cells) > len(self.header) and not cells[-1].strip():
                    cells.pop()
                fault = ragged(self.header, cells)
                yield Row(line, dict(zip(self.header, map(marked, cells), strict=False)), fault)

    def place(self, line, column=""):
        return f"{line}:{column}" if column else str(line)

    def _separator(self) -> str:
        """The one that stands most often in the first line."""
        with self._text() as text:
            beginning = text.readline(LONGEST_HEADER)
        return max(SEPARATORS, key=beginning.count)

    def _lines(self):
        """(number of its first line, cells) of each row."""
        with self._text() as text:
            reader, line = csv.reader(text, delimiter=self.separator, strict=True), 1
            try:
                for cells in reader:
                    yield line, cells
                    line = reader.line_num + 1
            except csv.Error as error:
                message = _("Line %(line)s is no CSV (%(error)s).")
                raise NotATable(message % {"line": line, "error": error}) from error

    def _text(self):
        """The file as text from its beginning; closing it leaves the file open."""
        self.file.seek(0)
        return Detaching(self.file, encoding="utf-8-sig", newline="")


def marked(cell: str) -> str:
    return Defused(cell) if cell.startswith("'") and cell[1:].startswith(STARTS_OF_FORMULAS) else cell


class Detaching(io.TextIOWrapper):
    """Text that lets go of the file beneath when it is done."""

    def __exit__(self, *error):
        self.detach()


def check_text(file):
    """Refuse what is no UTF-8 text, and say in which line. Raises NotATable."""
    file.seek(0)
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    while block := file.read(BLOCK):
        if block.startswith(WIDE) and file.tell() == len(block):
            raise NotATable(_("The text is UTF-16: save it as “CSV UTF-8”."))
        try:
            text = decoder.decode(block)
        except UnicodeDecodeError as error:
            line += error.object.count(b"\n", 0, error.start)
            raise NotATable(_("Line %(line)s is not UTF-8: save the file as “CSV UTF-8”.") % {"line": line}) from error
        if "\0" in text:
            line += text.count("\n", 0, text.index("\0"))
            raise NotATable(_("Line %(line)s has a NUL character: this is no CSV.") % {"line": line})
        line += text.count("\n")
    if decoder.getstate()[0]:
        raise NotATable(_("Line %(line)s is not UTF-8: save the file as “CSV UTF-8”.") % {"line": line})
