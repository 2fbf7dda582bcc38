"""The versions of an entry that the public has seen: their list, and what each has changed of what is shown.

Who made them and why stays with the curators.
"""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from practices.models.practice import SECTIONS
from practices.models.versions import VERSIONS

# What a visitor sees of an entry, under the names of the page → the fields and links in which versions may differ.
PARTS = {
    _("Title"): ["title"],
    _("Address"): ["slug"],
    _("Country"): ["country_id"],
    _("Cities"): ["cities"],
    _("Period"): ["period", "start_year", "end_year", "is_ongoing"],
    _("Topics"): ["topics"],
    **{label: [name] for name, label in SECTIONS.items()},
    _("Key references"): ["key_references"],
    _("Language"): ["language"],
    _("Source"): ["source_name", "source_url", "provenance", "summary", "last_confirmed_on"],
}
LINKS = ("cities", "topics")
FIELDS = [name for names in PARTS.values() for name in names if name not in LINKS]


class PublicVersion(NamedTuple):
    """A version that was public: its number among all versions, since when, and the parts it has changed."""

    number: int
    at: datetime
    changed: list[str]
    is_first: bool


def numbers_and_days(practice: Practice) -> list:
    """The public versions (`version`, `history_date`), the newest first; one query."""
    return list(public(practice).values("version", "history_date"))


def public_versions(practice: Practice) -> list[PublicVersion]:
    """The public versions with what each has changed, the newest first; three queries."""
    rows = list(public(practice).only("version", "history_date", "history_id", *FIELDS))
    links = {name: VERSIONS.linked_keys(name, rows) for name in LINKS}
    shown = [
        {name: getattr(row, name) for name in FIELDS} | {name: set(links[name].get(row.pk, ())) for name in LINKS}
        for row in rows
    ]
    before = [*shown, None][1:]
    return [
        PublicVersion(row.version, row.history_date, changed(now, then) if then else [], is_first=then is None)
        for row, now, then in zip(rows, shown, before, strict=True)
    ]


def public(practice: Practice):
    """The versions in which the entry was published, the newest first."""
    return practice.history.filter(status=Practice.Status.PUBLISHED)


def changed(now: dict, then: dict) -> list[str]:
    """The names of the parts in which two versions differ; how lines are ended does not count."""
    return [label for label, names in PARTS.items() if any(said(now[name]) != said(then[name]) for name in names)]


def said(value):
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
