"""Two to four practices side by side. The address is the whole state: /compare/?practice=a&practice=b."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from practices.models.practice import SECTIONS
from practices.whereabouts import Gone, Moved, whereabouts

MOST = 4
ROWS = SECTIONS | {"key_references": _("Key references")}
SLUG = re.compile(r"[a-z0-9_-]{1,80}")
# Of many unknown slugs only so many are named.
NAMED = 10


@dataclass(frozen=True)
class Comparison:
    """The practices of an address, in its order, each once; `asked` are its slugs, those of today.

    `gone` has the slugs of practices that were public once.
    """

    asked: list[str]
    practices: list[Practice]
    gone: dict[str, Gone]

    @property
    def shown(self) -> list[Practice]:
        return self.practices[:MOST]

    @property
    def waiting(self) -> list[Practice]:
        """Those beyond the fourth: they stay in the address, and come in when another is removed."""
        return self.practices[MOST:]

    @property
    def is_full(self) -> bool:
        return len(self.practices) >= MOST

    @property
    def rows(self) -> list[tuple[str, str, list[tuple[Practice, str]]]]:
        """(field name, heading, (practice, Markdown text) of each) of every section that one of them has."""
        rows = [(name, label, [(p, getattr(p, name)) for p in self.shown]) for name, label in ROWS.items()]
        return [row for row in rows if any(text for _practice, text in row[2])]

    @cached_property
    def messages(self) -> list[str]:
        """What is to be said about the address."""
        known = {practice.slug: practice for practice in self.practices}
        asked = dict.fromkeys(self.asked)
        unknown = [slug for slug in asked if slug not in known][:NAMED]
        missing = gettext("There is no practice “%(slug)s”.")
        messages = [
            self.gone[slug].in_words if slug in self.gone else missing % {"slug": slug[:80]} for slug in unknown
        ]
        repeated = [known[slug].title for slug in asked if slug in known and self.asked.count(slug) > 1]
        text = gettext("“%(title)s” was chosen more than once: it is shown once.")
        messages += [text % {"title": title} for title in repeated]
        if len(self.practices) == 1:
            messages.append(gettext("One practice is chosen: a comparison needs two."))
        if self.waiting:
            messages.append(gettext("Four practices fit side by side. Remove one to see the next."))
        return messages

    def query_with(self, practice: Practice) -> str:
        """The query string with one more."""
        return query([*self.practices, practice])

    def query_without(self, practice: Practice) -> str:
        """The query string with one removed; empty where it was the only one."""
        return query([kept for kept in self.practices if kept != practice])


def query(practices: list[Practice]) -> str:
    encoded = urlencode([("practice", practice.slug) for practice in practices])
    return f"?{encoded}" if encoded else ""


def comparison(asked: list[str]) -> Comparison:
    """The comparison of the published practices with these slugs, which may be any text.

    Three queries at most where all are published; a former address counts as the one that it leads to.
    """
    slugs = [slug for slug in dict.fromkeys(asked) if SLUG.fullmatch(slug)]
    found = published(slugs)
    others = whereabouts([slug for slug in slugs if slug not in found][:NAMED]) if len(found) < len(slugs) else {}
    moved = {slug: end.practice.slug for slug, end in others.items() if isinstance(end, Moved)}
    found |= published(set(moved.values()) - found.keys()) if moved else {}
    today = [moved.get(slug, slug) for slug in asked]
    gone = {slug: end for slug, end in others.items() if isinstance(end, Gone)}
    return Comparison(today, [found[slug] for slug in dict.fromkeys(today) if slug in found], gone)


def published(slugs) -> dict[str, Practice]:
    """Slug → the published practice that has it."""
    return Practice.objects.published().with_places_and_topics().in_bulk(slugs, field_name="slug")
