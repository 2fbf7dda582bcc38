"""What an entry reports and what not, as the form and the list of entries show it."""

from dataclasses import dataclass

from django.db.models import Case, ExpressionWrapper, IntegerField, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.models.practice import SECTIONS

# Beside the sections: what an entry is found by.
FOUND_BY = {"cities": _("Cities"), "period": _("Period"), "topics": _("Topics")}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry, and whether it says something."""

    name: str
    label: str
    is_given: bool


class Completeness:
    """What a form, filled in or not, reports of its entry."""

    def __init__(self, form):
        self.sections = [Part(name, label, self.is_given(form, name)) for name, label in SECTIONS.items()]
        self.found_by = [Part(name, label, self.is_given(form, name)) for name, label in FOUND_BY.items()]

    def is_given(self, form, name) -> bool:
        """Whether the form says something in a field; a form to be looked at only is asked for its entry."""
        if name in form.fields:
            value = form[name].value()
        elif name in ("cities", "topics"):
            value = form.instance.pk and getattr(form.instance, name).exists()
        else:
            value = getattr(form.instance, name)
        return bool(value.strip() if isinstance(value, str) else value)

    @property
    def in_words(self) -> str:
        return sections_in_words(sum(part.is_given for part in self.sections))


def sections_in_words(number: int) -> str:
    """ "3 of 4 sections"."""
    return gettext("%(number)s of %(all)s sections") % {"number": number, "all": len(SECTIONS)}


def sections_given():
    """The number of sections with text, as an expression."""
    has_text = [Case(When(**{name: ""}, then=Value(0)), default=Value(1)) for name in SECTIONS]
    return ExpressionWrapper(sum(has_text), output_field=IntegerField())
