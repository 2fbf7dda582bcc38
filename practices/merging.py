"""What a merge of two entries makes of each part, by what a curator picks: pure, nothing is stored here."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practices.differences import Part, differing
from practices.models import Practice
from practices.models.merging import LINKS, PARTS

STAYS, GOES, BOTH = "stays", "goes", "both"
LABELS = {"period": _("period"), "source": _("source")}
# Sections can follow each other, cities and topics stand side by side; of the rest there is one.
JOINED = ("purpose", "rationale", "process", "impact", "key_references", "provenance", "summary", "curator_notes")


def label(part: str):
    """What a part is called."""
    return LABELS.get(part) or Practice._meta.get_field(part).verbose_name


def shown(practice, part: str) -> str:
    """What an entry has in a part, as text; "" for nothing."""
    if part in LINKS:
        return ", ".join(str(row) for row in getattr(practice, part).all())
    if part == "country":
        return str(practice.country)
    if part == "source":
        return "\n".join(filter(None, (getattr(practice, name) for name in PARTS[part])))
    value = getattr(practice, part)
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Choice:
    """One part of two entries: what both say, and what can be picked."""

    part: str
    stays: Practice
    goes: Practice

    @property
    def label(self) -> str:
        return label(self.part)

    @property
    def texts(self) -> tuple[str, str]:
        """What the one that stays says, and the one that goes."""
        return shown(self.stays, self.part), shown(self.goes, self.part)

    @property
    def is_same(self) -> bool:
        stays, goes = self.texts
        return stays == goes

    @property
    def marked(self):
        """Both texts in pieces, the differing words marked; nothing is where there is nothing to differ from."""
        if all(self.texts):
            return differing(*self.texts)
        return tuple([Part(text, False)] if text else [] for text in self.texts)

    @property
    def options(self) -> list[str]:
        """What can be picked here."""
        stays, goes = self.texts
        is_joinable = self.part in JOINED or self.part == "topics" or self.part == "cities" and self.is_one_country
        return [STAYS, GOES, *([BOTH] if is_joinable and stays and goes else [])]

    @property
    def is_one_country(self) -> bool:
        return self.stays.country_id == self.goes.country_id

    @property
    def proposal(self) -> str:
        """What is picked unless somebody picks otherwise: what there is; of cities and topics all."""
        stays, goes = self.texts
        if not stays and (self.part != "cities" or self.is_one_country):
            return GOES
        return BOTH if self.part in LINKS and BOTH in self.options else STAYS

    def result(self, option: str) -> str:
        """What the one that stays says then, as text."""
        stays, goes = self.texts
        if option != BOTH:
            return goes if option == GOES else stays
        picked = self.picked(BOTH)[self.part]
        return ", ".join(map(str, picked)) if self.part in LINKS else picked

    def picked(self, option: str) -> dict:
        """Column → value, or link → rows, that `option` gives to the entry that stays; nothing where that has it."""
        if option == STAYS or self.is_same:
            return {}
        if self.part in LINKS:
            rows = [
                *(getattr(self.stays, self.part).all() if option == BOTH else ()),
                *getattr(self.goes, self.part).all(),
            ]
            return {self.part: list(dict.fromkeys(rows))}
        if option == BOTH:
            return {self.part: "\n\n".join(text.strip() for text in self.texts)}
        return {name: getattr(self.goes, name) for name in PARTS[self.part]}


def choices(stays: Practice, goes: Practice) -> list[Choice]:
    """Every part of which at least one of the entries says something, in the order of the page."""
    return [choice for choice in (Choice(part, stays, goes) for part in PARTS) if any(choice.texts)]


def option_label(option: str, choice: Choice) -> str:
    """What an option is called."""
    if option == BOTH:
        return gettext("Both") if choice.part in LINKS else gettext("Both, one after the other")
    return gettext("From the one that stays") if option == STAYS else gettext("From the one that goes")
