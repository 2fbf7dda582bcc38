"""Rows by the hundred from one partial: each shape is rendered once in the life of the process, then only filled.

A page has hundreds of options and dozens of cards of few shapes; Django's templates take some microseconds for every
variable of every row. The markup stays in the template; here its values are put in.
"""

import re
from copy import copy
from functools import lru_cache
from html import escape

from django.conf import settings
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

# Stand for the slots while a pattern is rendered: two characters of the private use area around the slot's name.
OPEN, CLOSE = "\ue200", "\ue201"
SLOT = re.compile(f"{OPEN}(\\w+){CLOSE}")


class Pattern:
    """A partial rendered for one shape: literal text and the names of slots in turn."""

    def __init__(self, partial: str, slots: tuple[str, ...], shape: dict):
        context = {slot: SafeString(f"{OPEN}{slot}{CLOSE}") for slot in slots}  # names of ours
        parts = SLOT.split(get_template(partial).render(context | shape))
        # (literal text, the slot after it) in turn, and the text after the last one.
        self.turns, self.rest = list(zip(parts[::2], parts[1::2], strict=False)), parts[-1]

    def with_values(self, **values) -> "Pattern":
        """The pattern with some of its slots filled for good."""
        partly = copy(self)
        partly.turns, text = [], ""
        for before, slot in self.turns:
            text += before
            if slot in values:
                text += conditional_escape(values[slot])
            else:
                partly.turns.append((text, slot))
                text = ""
        partly.rest = text + self.rest
        return partly

    def fill(self, **values) -> SafeString:
        """The row with these values, which are escaped unless they are safe already. One pass: a value is no slot."""
        # In letters and digits alone there is nothing to escape, and numbers are most of what a page is filled with.
        escaped = {
            slot: value if type(value) is SafeString or value.isalnum() else escape(value)
            for slot, value in values.items()
        }
        filled = "".join([text + escaped[slot] for text, slot in self.turns])
        return SafeString(filled + self.rest)  # a rendered template and escaped values


def in_a_row(rows) -> SafeString:
    """Filled patterns, one after the other."""
    return SafeString("".join(rows))


def pattern(partial: str, slots: tuple[str, ...], **shape) -> Pattern:
    """The pattern of a partial (`template.html#name`) in the present language.

    The partial may ask what `shape` says; of a slot it can only print the value.
    """
    return remembered(_pattern)(get_language(), partial, slots, tuple(shape.items()))


def remembered(function):
    """A function under `lru_cache`, without it while somebody may be editing the templates."""
    return function.__wrapped__ if settings.DEBUG else function


@lru_cache(maxsize=1000)
def _pattern(language: str, partial: str, slots: tuple[str, ...], shape: tuple) -> Pattern:
    return Pattern(partial, slots, dict(shape))
