"""A file of any kind → the table in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from practices.importers.table.limits import Limits, NotATable

PACKED = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every workbook with a password


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row: column → what stands there, a string, number, truth, day or None.

    `line` counts from 1, the header included; `fault` says, in one sentence, what is wrong with the row as such.
    """

    line: int
    cells: dict
    fault: str = ""


class Formula(str):
    """What a cell of a workbook holds instead of a value."""

    __slots__ = ()


class Defused(str):
    """A text of CSV that begins as those do before which the exports put an apostrophe."""

    __slots__ = ()


class Table:
    """An open table: its `header` (names of columns) and its `rows`, which may be walked more than once.

    `remarks` are sentences about the file, `count` is the number of rows.
    """

    name: str
    header: list[str]
    remarks: list[str] = []
    count: int = 0

    def rows(self) -> Iterator[Row]:
        """Each row that is not empty. Raises NotATable."""
        raise NotImplementedError

    def place(self, line: int, column: str = "") -> str:
        """Where a cell is, as the program that shows the table names it."""
        raise NotImplementedError


def open_table(file: BinaryIO, name: str, limits: Limits) -> Table:
    """The table in a file that can be sought in, by its content, whatever it is called. Raises NotATable.

    The whole of it is looked through: what comes back has at most as many rows as `limits` says.
    """
    # Each of the two is loaded where it is needed: a workbook's library takes half a second.
    from practices.importers.table.csv_file import CsvTable
    from practices.importers.table.workbook import WorkbookTable

    size = file.seek(0, 2)
    if not size:
        raise NotATable(_("The file is empty."))
    if size > limits.size:
        raise NotATable(_("The file has %(size)s MB; %(most)s MB is the most.") % megabytes(size, limits.size))
    file.seek(0)
    beginning = file.read(8)
    if beginning == OLD_OFFICE:
        raise NotATable(_("This is an old .xls workbook, or one with a password: save it as .xlsx without one."))
    table = WorkbookTable if beginning.startswith(PACKED) else CsvTable
    return counted(table(file, name, limits), limits)


def megabytes(size: int, most: int) -> dict[str, int]:
    """The two numbers of a message about a size, rounded up and down."""
    return {"size": -(-size // 1_000_000), "most": most // 1_000_000}


def counted(table: Table, limits: Limits) -> Table:
    """The table with the number of its rows. Raises NotATable."""
    for _row in table.rows():
        table.count += 1
        if table.count > limits.rows:
            raise NotATable(too_many(limits))
    if not table.count:
        raise NotATable(_("The file has a header and no rows."))
    return table


def too_many(limits: Limits) -> str:
    return _("The file has more than %(most)s rows.") % {"most": limits.rows}


def read_header(names: list[str]) -> list[str]:
    """The header without the empty cells at its end. Raises NotATable."""
    names = [name.strip() for name in names]
    while names and not names[-1]:
        names.pop()
    for number, name in enumerate(names):
        if not name:
            raise NotATable(_("Column %(number)s has no name in the first line.") % {"number": number + 1})
        if name in names[:number]:
            raise NotATable(_("There are two columns “%(name)s”.") % {"name": name[:80]})
    return names


def ragged(header, cells) -> str:
    """What is wrong with a row of so many cells; empty when nothing is."""
    if len(cells) == len(header):
        return ""
    numbers = {"cells": len(cells), "columns": len(header)}
    return _("The row has %(cells)s cells, the first line %(columns)s.") % numbers
