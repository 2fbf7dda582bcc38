"""Which words of two texts differ."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

# A word, or what stands between two.
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# So many words beyond the common beginning and end are compared word by word: a tenth of a second.
MOST = 2_000


class Part(NamedTuple):
    """A piece of a text, and whether it is another one in the other text."""

    text: str
    is_marked: bool


def differing(old: str, new: str) -> tuple[list[Part], list[Part]]:
    """The parts of both texts, put together the texts themselves; what differs is marked."""
    one, other = TOKEN.findall(old), TOKEN.findall(new)
    begin = common_length(one, other)
    end = common_length(one[begin:][::-1], other[begin:][::-1])
    head, tail = Part("".join(one[:begin]), False), Part("".join(one[len(one) - end :]), False)
    middles = compared(one[begin : len(one) - end], other[begin : len(other) - end])
    return tuple([part for part in (head, *middle, tail) if part.text] for middle in middles)


def common_length(one, other) -> int:
    """How many words the two have in common at their beginnings."""
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def compared(one, other) -> tuple[list[Part], list[Part]]:
    """The parts of two runs of words."""
    if max(len(one), len(other)) > MOST:
        return [Part("".join(one), True)], [Part("".join(other), True)]
    # White space and, in long texts, the commonest words anchor nothing: each would be tried with each of its like.
    blocks = SequenceMatcher(str.isspace, one, other).get_opcodes()
    return (
        [Part("".join(one[a:b]), kind != "equal") for kind, a, b, _c, _d in blocks],
        [Part("".join(other[c:d]), kind != "equal") for kind, _a, _b, c, d in blocks],
    )


def shortened(parts: list[Part], around: int = 40) -> list[Part]:
    """The marked parts with so many characters around them, "…" for the rest."""
    return [
        part
        if part.is_marked
        else Part(cut(part.text, around, is_first=not number, is_last=number == len(parts) - 1), False)
        for number, part in enumerate(parts)
    ]


def cut(text: str, around: int, *, is_first: bool, is_last: bool) -> str:
    """A text between marked ones, of which its ends next to them stay."""
    head, tail = "" if is_first else text[:around], "" if is_last else text[len(text) - around :]
    return text if len(text) <= len(head) + len(tail) + 1 else f"{head}…{tail}"
