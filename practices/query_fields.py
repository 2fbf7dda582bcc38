"""The form fields of the query string: each cleans the values of one parameter, forgiving what it can."""

import re
import unicodedata
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _


class Chosen(NamedTuple):
    """The values of one facet: included ones are OR-ed, excluded ones taken away."""

    included: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """What is included or excluded."""
        return self.included + self.excluded

    @property
    def as_parameters(self) -> list[str]:
        return [*self.included, *(f"-{value}" for value in self.excluded)]


# What a slug, an ISO code or a language tag can look like; anything else is unknown without asking the database.
TOKEN = re.compile(r"-?[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


class CopiedFlat:
    """What each selection has a copy of; of a copy nothing is ever changed below its own attributes."""

    def __deepcopy__(self, memo):
        copied = object.__new__(type(self))
        copied.__dict__.update(self.__dict__)
        return copied


class ChosenField(CopiedFlat, forms.Field):
    """Repeatable values, a leading "-" excluding; cleans to `Chosen`, with the unknown values set apart.

    `known` gives those of a set of values that there are; whoever makes a form sets it.
    """

    widget = forms.MultipleHiddenInput
    known = staticmethod(lambda values: set())

    def __init__(self, *, fold=str.lower, **options):
        self.fold = fold
        super().__init__(**options)

    def clean(self, values):
        values = {value.strip() for value in values or ()} - {""}
        folded = {value: self.folded(value) for value in values if TOKEN.fullmatch(value)}
        known = self.known({value.removeprefix("-") for value in folded.values()}) if folded else set()
        valid = {value for value in folded.values() if value.removeprefix("-") in known}
        return Chosen(
            included=tuple(sorted(value for value in valid if not value.startswith("-"))),
            excluded=tuple(sorted(value[1:] for value in valid if value.startswith("-"))),
            unknown=tuple(sorted(value for value in values if folded.get(value) not in valid)),
        )

    def folded(self, value):
        sign = "-" if value.startswith("-") else ""
        return sign + self.fold(value.removeprefix("-"))


class WordsField(CopiedFlat, forms.Field):
    """The words to search for: white space folded, control characters removed; cleans to a string."""

    widget = forms.HiddenInput

    def clean(self, value):
        printable = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in value or "")
        return " ".join(printable.split())


class FlagField(CopiedFlat, forms.Field):
    """A parameter that is `1` or absent; cleans to True or False."""

    widget = forms.HiddenInput

    def clean(self, value):
        if value in (None, "", "1"):
            return value == "1"
        raise forms.ValidationError(_("This can only be 1."))


class NumberField(CopiedFlat, forms.IntegerField):
    """A number in plain digits (int() also takes "1_0" and the digits of other scripts); cleans to an int or None."""

    digits = re.compile(r"[0-9]{1,7}")

    def clean(self, value):
        if value and not self.digits.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"])
        return super().clean(value)


class YearField(NumberField):
    """A year of four digits; cleans to an int or None."""

    digits = re.compile(r"[12][0-9]{3}")
    default_error_messages = {"invalid": _("A year has four digits, for example 2015.")}
