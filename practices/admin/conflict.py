"""Two people at the same entry: what the later one has typed, beside what is stored by now."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from practices.differences import differing
from practices.models import Practice

YEARS = ("start_year", "end_year", "is_ongoing")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which the form and the stored entry differ."""

    label: str
    stored: SafeString  # its words that the form does not have are marked
    is_typed: bool  # the editor has changed it
    is_theirs: bool  # somebody else has changed it since

    @property
    def takes_stored(self) -> bool:
        """Whether the stored text is proposed: where only somebody else has changed something."""
        return self.is_theirs and not self.is_typed

    @property
    def who(self) -> str:
        if self.is_typed and self.is_theirs:
            return gettext("You both changed this.")
        return gettext("Only you changed this.") if self.is_typed else gettext("You did not change this.")


class Conflict:
    """The differences between a form and the entry as it is stored, after somebody else has saved it."""

    def __init__(self, form, stored: Practice, base):
        """`form` is filled in; `base` is the version from which it was made, or None where there is none."""
        last = stored.history.select_related("history_user").first()
        self.person, self.at = last and last.history_user, last and last.history_date
        self.differences = {}
        typed = said(form.instance, form.cleaned_data.get("cities"), form.cleaned_data.get("topics"))
        kept = said(stored, stored.cities.all(), stored.topics.all())
        read = said(base.instance, *base.links()) if base else {}
        for name in self.compared(form, stored):
            if typed[name] != kept[name]:
                label, before = form.fields[name].label, read.get(name)
                is_typed, is_theirs = typed[name] != before, kept[name] != before
                difference = Difference(label, marked(kept[name], typed[name]), is_typed, is_theirs)
                self.differences[name] = form.fields[name].difference = difference

    def compared(self, form, stored) -> list[str]:
        """The fields to compare; years that are read from the period say nothing of their own."""
        is_overruled = form.instance.period_is_overruled or stored.period_is_overruled
        names = [name for name in form.fields if name in WORDS]
        return [name for name in names if is_overruled or name not in YEARS]


def marked(text: str, other: str) -> SafeString:
    """`text` as HTML in which what `other` does not say stands in `mark`."""
    parts, _others = differing(text, other)
    as_html = ((format_html("<mark>{}</mark>", p.text) if p.is_marked and p.text.strip() else p.text,) for p in parts)
    return format_html_join("", "{}", as_html)


def said(practice, cities, topics) -> dict[str, str]:
    """Field → what an entry says in it, as text."""
    links = {"cities": cities or (), "topics": topics or ()}
    return {name: in_words(links[name] if name in links else getattr(practice, name)) for name in WORDS}


def in_words(value) -> str:
    """What a field says, as text."""
    match value:
        case None:
            return ""
        case True:
            return gettext("yes")
        case False:
            return gettext("no")
        case str() | int():
            return str(value)
        case _ if hasattr(value, "isoformat"):
            return value.isoformat()
        case _ if hasattr(value, "label"):
            return value.label
    return ", ".join(sorted(str(row) for row in value))


# The fields that people type.
WORDS = (
    *("title", "country", "cities", "period", "period_is_overruled", *YEARS, "topics", "language"),
    *("purpose", "rationale", "process", "impact", "key_references"),
    *("source_name", "source_url", "external_id", "provenance", "summary", "curator_notes", "last_confirmed_on"),
)
