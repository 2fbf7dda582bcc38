"""Where the address of an entry leads that is not public: on to another entry, or to what can still be said of it.

Published once is public for ever: such an address says what became of the entry. Of an entry that was never public
nothing is said, not even that it is there.
"""

from typing import NamedTuple

from django.utils.translation import gettext

from practices.models import FormerSlug, Practice


class Moved(NamedTuple):
    """The published entry that an address leads to now; `is_same` where it is the one that had the address."""

    practice: Practice
    is_same: bool


class Gone(NamedTuple):
    """An entry that was public and is not any more, as the public last saw it; `reason` is "" while it is revised."""

    practice: Practice
    reason: str

    @property
    def in_words(self) -> str:
        """What became of it, in one sentence."""
        if not self.reason:
            return gettext("“%(title)s” is being revised.") % {"title": self.practice.title}
        return gettext("“%(title)s” was withdrawn: %(reason)s") % {"title": self.practice.title, "reason": self.reason}


def whereabouts(slugs) -> dict[str, Moved | Gone]:
    """Slug → what its address leads to, without those that lead nowhere.

    Two queries, one for each step to a successor, and for an entry in revision those that read its last public version.
    """
    former = FormerSlug.objects.filter(slug__in=slugs).select_related("practice")
    held = Practice.objects.in_bulk(slugs, field_name="slug") | {row.slug: row.practice for row in former}
    led = {slug: leads_to(practice) for slug, practice in held.items()}
    return {slug: end for slug, end in led.items() if end}


def leads_to(practice: Practice) -> Moved | Gone | None:
    """What becomes of a visitor of the entry; None where it was never public."""
    if practice.published_at is None:  # a draft, or one that was merged away as a draft
        return None
    last = last_successor(practice)
    if last.is_published:
        return Moved(last, is_same=last == practice)
    if practice.status == Practice.Status.WITHDRAWN:
        return Gone(practice, practice.withdrawal_reason)
    # A draft again: what has been written since is nobody's yet.
    seen = practice.history.filter(status=Practice.Status.PUBLISHED).first()
    return Gone(seen.as_it_was(), "") if seen else None


def last_successor(practice: Practice) -> Practice:
    """The entry at the end of the line of successors; the entry itself where it has none."""
    seen = set()
    while practice.successor_id and practice.pk not in seen:
        seen.add(practice.pk)
        practice = practice.successor
    return practice
