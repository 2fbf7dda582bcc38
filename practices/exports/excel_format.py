"""Entries as an Excel workbook: one sheet, a header, a row an entry, every cell with its type.

Source: ARCHITECTURE, "The record"; text cells are formatted as text, so that "2016" typed over "2015-" stays text.
"""

import xlsxwriter
from django.utils.translation import gettext

from practices.exports.csv_format import FULL_COLUMNS, columns, in_words

SHEET = "practices"
LONGEST_CELL = 32_767  # characters; a limit of Excel
# Column → width in characters, where the text of a line is not short.
WIDTHS = {"title": 45, "summary": 40, "purpose": 40, "rationale": 40, "process": 40, "impact": 40, "cities": 25}


class CellTooLong(ValueError):
    """A text is longer than a cell of Excel can be; the message names the entry and the column."""


def write(records, file, header=FULL_COLUMNS):
    """Write the records to a binary file. Raises CellTooLong. The memory stays flat: rows go to disk as they come."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        text, bold = workbook.add_format({"num_format": "@"}), workbook.add_format({"bold": True})
        for number, name in enumerate(header):
            sheet.set_column(number, number, WIDTHS.get(name, 14), text)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header, bold)
        for line, record in enumerate(records, 1):
            write_row(sheet, line, header, columns(record), text)


def write_row(sheet, line, header, row, text):
    """Write a row of values; a field that has no column is a ValueError."""
    for name, value in row.items():
        number = header.index(name)
        match value:
            # Truths are text too: LibreOffice saves them as formulas.
            case int() if not isinstance(value, bool):
                sheet.write_number(line, number, value)
            case None | "":
                pass
            case _:
                # A cell has the line ends of Unix; read back, both are the same text.
                words = in_words(value).replace("\r\n", "\n")
                if len(words) > LONGEST_CELL:
                    raise CellTooLong(too_long(row, name))
                sheet.write_string(line, number, words, text)


def too_long(row, name) -> str:
    message = gettext(
        "“%(title)s”: %(column)s has more than 32,767 characters, which no cell of Excel can hold. Choose CSV."
    )
    return message % {"title": row["title"], "column": name}
