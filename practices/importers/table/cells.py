"""What a cell says: the columns of a table and the values in them. Pure."""

import datetime
import difflib
import re

from django.utils.translation import gettext as _

from practices.exports.csv_format import FULL_COLUMNS, in_words
from practices.importers.table.limits import NotATable
from practices.importers.table.table_file import Defused, Formula
from practices.models.practice import SECTIONS

TEXTS = ("title", "summary", "period", *SECTIONS, "key_references", "language", "provenance")
TEXTS += ("source_name", "source_url", "external_id", "curator_notes")
YEARS = ("start_year", "end_year")
TRUTHS = ("is_ongoing", "period_is_overruled")
LISTS = ("cities", "city_slugs", "topics", "topic_slugs")
# What the file cannot change: the state, which verbs change, and what is told for readers only.
STATES = ("status", "author", "review_comment", "withdrawal_reason", "successor", "translation_of")
STATES += ("publish_at", "published_at")
TOLD = ("url", "latitudes", "longitudes", "created_at")
# Which state of the entry the row was made from.
BASED_ON = ("version", "updated_at")

TRUE, FALSE = {"true", "vrai", "1"}, {"false", "faux", "0"}
YEAR = re.compile(r"\d{4}")


# Stands for a cell that leaves things as they are.
LEFT = object()


class Unreadable(ValueError):
    """What a cell holds is no value of its column; the message says what to write instead."""


def check_header(header: list[str]):
    """Refuse a table that is not one of entries. Raises NotATable, which names the column."""
    for name in header:
        if name not in FULL_COLUMNS:
            likely = difflib.get_close_matches(name, FULL_COLUMNS, 1)
            message = _("There is no column “%(name)s”.") % {"name": name[:80]}
            hint = _("Is it “%(name)s”?") % {"name": likely[0]} if likely else ""
            raise NotATable(f"{message} {hint}".strip())
    if "slug" not in header:
        raise NotATable(_("There is no column “slug”: it tells which entry a row is, and is empty for a new one."))


def text(value, stored: str = "") -> str:
    """The text of a cell. In CSV one apostrophe goes, which the export has put before what begins like a formula.

    A text may have an apostrophe of its own there: it stays where it is what the entry has (`stored`).
    """
    if isinstance(value, Formula):
        raise Unreadable(_("The cell holds a formula: put its value there."))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise Unreadable(_("The cell holds a date or a time: format it as text."))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    words = clean(in_words(value))
    if "\0" in words:
        raise Unreadable(_("The cell holds a NUL character."))
    return clean(value[1:]) if isinstance(value, Defused) and words != clean(stored) else words


def clean(words: str) -> str:
    """A text with the line ends of Unix, without white space around it: what programs may change unasked."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


def year(value) -> int | None:
    """A year; None for an empty cell."""
    words = text(value)
    if not words:
        return None
    if not YEAR.fullmatch(words):
        raise Unreadable(_("“%(value)s” is no year: write 2016.") % {"value": words[:40]})
    return int(words)


def truth(value) -> bool | None:
    """Yes or no; None for an empty cell. French Excel writes VRAI and FAUX."""
    words = text(value).casefold()
    if words and words not in TRUE | FALSE:
        raise Unreadable(_("“%(value)s” is neither true nor false.") % {"value": words[:40]})
    return words in TRUE if words else None


def day(value) -> datetime.date | None:
    """A day; None for an empty cell."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value
    words = text(value)
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError as error:
        message = _("“%(value)s” is no day: write 2026-11-30.") % {"value": words[:40]}
        raise Unreadable(message) from error


def items(value, stored: str = "") -> tuple[str, ...]:
    """The items of a list."""
    return tuple(item.strip() for item in text(value, stored).split(";") if item.strip())


def moment(value) -> datetime.datetime | None:
    """A time in UTC, to the second; None for an empty cell."""
    words = text(value)
    try:
        given = datetime.datetime.fromisoformat(words) if words else None
    except ValueError as error:
        message = _("“%(value)s” is no time: write 2026-11-30T09:30:00Z.") % {"value": words[:40]}
        raise Unreadable(message) from error
    return given and (given if given.tzinfo else given.replace(tzinfo=datetime.UTC))


def number(value) -> int | None:
    """A whole number; None for an empty cell."""
    words = text(value)
    if words and not (words.isascii() and words.isdecimal()):
        raise Unreadable(_("“%(value)s” is no whole number.") % {"value": words[:40]})
    return int(words[:9]) if words else None


# Column → how its cell is read, of those that are a field of the entry.
READERS = dict.fromkeys(TEXTS, text) | dict.fromkeys(YEARS, year) | dict.fromkeys(TRUTHS, truth)
READERS["last_confirmed_on"] = day
