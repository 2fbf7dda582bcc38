"""A period as officials write it ("2016 onwards", "depuis 1995", "JAN - DEC 2020") → the years it means.

The text is kept and shown as it is; this reading serves filters and year bars. It does not guess: what cannot be read
stays unknown, with a warning. Source of the rules: ARCHITECTURE, "What a period means".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from practices import period_words as words

# How far before or after a year the words that belong to it may stand; it keeps the reading linear.
REACH = 60
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−⁃"), "-") | dict.fromkeys(map(ord, "'’‘`´ʼ\u00a0\u202f\u2009\t\r\n"), " ")
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "s", "º": "o", "ª": "a"})


@dataclass(frozen=True, slots=True)
class Period:
    """What a period means. None is "not said" or "not readable"; each warning is a sentence naming the text."""

    start_year: int | None = None
    end_year: int | None = None
    is_ongoing: bool | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that the text names: "since 2017" is (2017, None, open), "until 2019" (None, 2019)."""

    first: int | None
    last: int | None
    is_open: bool = False


@cache
def pattern(source: str) -> re.Pattern:
    return re.compile(source)


def whole(alternatives: str) -> str:
    """The alternatives as whole words."""
    return rf"(?<!\w)(?:{alternatives})(?!\w)"


YEAR = r"(?<!\w)(?:19|20)[0-9]{2}(?!\w)"
ISO_DATE_END = r"-(?:0[1-9]|1[0-2])-[0-9]{2}(?!\w)"
SHORT_END = r"\s*[-/]\s*([0-9]{2})(?![\w/.-]*[0-9])(?!\w)"
DATE_PART = (
    rf"(?:(?:{words.MONTHS}|{words.SEASONS}|{words.DATE_WORDS})(?!\w)"
    r"|[0-9]{1,2}(?:st|nd|rd|th|er|eme|e|o|a)?(?!\w))"
)
# Date words, day and month numbers and their punctuation, up to the end of the piece looked at.
DATE_PARTS = rf"(?:{DATE_PART}|[\s.,/-]+)*$"
BEFORE = {
    kind: rf"(?<!\w)(?:{alternatives})(?:\s+in|\s+en|\s+nel|\s+im)?(?!\w)[\s:.]*{DATE_PARTS}"
    for kind, alternatives in (("since", words.SINCE), ("until", words.UNTIL), ("begun", words.BEGUN))
}
BETWEEN = rf"[\s.,]*(?:(?:{words.DATE_WORDS}|{words.MONTHS})(?!\w)[\s.]*)*(?:{words.TO})(?!\w|-)\s*{DATE_PARTS}"
OPEN_AFTER = (
    rf"\s*,?\s*(?:(?:-+>?|→|>|\+|(?:to|a|au|al|bis|do|deri|ne)\s*(?=\.\.|…)|\.\.+|…)\s*(?:\.\.+|…)?\s*(?=$|[(),;])"
    rf"|(?:{words.TO}|and|et|y|e|und)?\s*(?:la\s+|the\s+|a\s+|nos\s+jours\b)?"
    rf"(?<!\w)(?:{words.PRESENT}|{words.ONWARDS}|{words.ONGOING})(?!\w))"
)

UNKNOWN_END = r"\s*-\s*\?"

# What a period can begin with or hold before its first year; a run of such tokens that leads up to it belongs to it.
TOKENS = whole(
    rf"{words.SINCE}|{words.UNTIL}|{words.BEGUN}|{words.ONGOING}|{words.RECURRENT}|{words.MONTHS}|{words.SEASONS}"
    rf"|{words.DATE_WORDS}|{words.UNITS}|{words.NUMBERS}|{words.INSIDE}"
)
# A token at the end of what stands before. A small number is one before a dot, a slash or a word ("23/02/2021",
# "2nd half"), not before a year: "Paris 13 2016".
LAST_TOKEN = rf"{TOKENS}[\s.,:;/()&-]*$|(?<!\w)[0-9]{{1,2}}[./-]+\s*$"
LAST_NUMBER = rf"{LAST_TOKEN}|(?<!\w)[0-9]{{1,2}}(?:\.?(?:st|nd|rd|th|er|eme|e|o|a))?\s+$"
# What shows that there is a period at all.
SIGNS = (
    rf"[0-9]{{3,}}|{whole(words.ONGOING)}|{whole(words.RECURRENT)}|{whole('present')}"
    rf"|(?<!\w)(?:[0-9]{{1,2}}|{words.NUMBERS})\s+(?:{words.UNITS})(?!\w)"
    rf"|(?<!\w)(?:[0-9]{{2}}s|n\s*/\s*a|n\.a\.?|tb[cd])(?!\w)"
)


def read_period(text: str) -> Period:
    """The years that `text` means, 1900–2099, and whether it is open-ended. Never raises, never inverts a range."""
    folded = fold(text).strip()
    if not folded:
        return Period()
    if pattern(words.NOTHING).fullmatch(folded):
        return unreadable(text)
    mentions = read_mentions(folded)
    if any(m.first and m.last and m.first > m.last for m in mentions):
        return Period(warnings=(f"The period “{shown(text)}” ends before it starts.",))
    return combine(text, mentions, says_ongoing(folded, has_years=bool(mentions)))


def find_period(text: str) -> int | None:
    """The index in "City Name 2016 onwards" where the period begins; None where there is none.

    A year or an open-ended word shows that there is one; the words of dates that lead up to it belong to it. A month,
    a preposition or a small number alone does not make one: they are parts of names too (Santa Maria da Feira, March).
    """
    folded = fold(text)
    sign = pattern(SIGNS).search(folded)
    if sign is None:
        return None
    start = sign.start()
    while start and folded[start - 1].isalnum():  # "é020": the whole word, looked back from its digits
        start -= 1
    return first_token(folded, start)


def first_token(folded: str, start: int) -> int:
    """Walk back from `start` over the tokens that belong to a period, to the first of them."""
    while token := pattern(LAST_TOKEN if folded[start].isdigit() else LAST_NUMBER).search(
        folded[max(0, start - REACH) : start]
    ):
        start = max(0, start - REACH) + token.start()
    return start


def fold(text: str) -> str:
    """`text` in lower case, without accents, with plain dashes, spaces and no apostrophes: character by character, so
    that an index in one is an index in the other.
    """
    return "".join(map(folded_character, text.translate(DASHES)))


@cache
def folded_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character.lower())[:1].translate(LETTERS)
    return base or " "


def says_ongoing(folded: str, *, has_years: bool) -> bool | None:
    """True where the text says that it goes on, False where it says that it is over, None where it says neither."""
    if pattern(whole(words.OVER)).search(folded):
        return False
    if pattern(whole(words.ONGOING)).search(folded) or pattern(words.PRESENT).fullmatch(folded):
        return True
    if not has_years and pattern(whole(f"{words.RECURRENT}|{words.SINCE}")).search(folded):
        # "since the 1990s", "every year": it goes on, but no year is told.
        return True if pattern(whole(words.RECURRENT)).search(folded) or "0s" in folded else None
    return None


def read_mentions(folded: str) -> list[Mention]:
    """The spans that the text names, in its order."""
    years = list(pattern(YEAR).finditer(folded))
    mentions, index = [], 0
    while index < len(years):
        match, year = years[index], int(years[index][0])
        following = years[index + 1] if index + 1 < len(years) else None
        end, short = end_of_year(folded, match)
        before = folded[max(0, match.start() - REACH) : match.start()]
        after = folded[end : min(end + REACH, following.start() if following else len(folded))]
        if short:
            mentions.append(Mention(year, short))
        elif following and following.start() - end <= REACH and pattern(BETWEEN).fullmatch(after):
            index += 1
            mentions.append(range_to(folded, year, following))
        else:
            mentions.append(single(year, before, after))
        index += 1
    return mentions


def range_to(folded: str, first: int, match: re.Match) -> Mention:
    """The span from `first` to the year matched; its end may be short too: "2014 - 2015/16"."""
    end, short = end_of_year(folded, match)
    return Mention(first, short or int(match[0]))


def end_of_year(folded: str, match: re.Match) -> tuple[int, int | None]:
    """Where a year's own characters end, and the second year of "2011-14", which is written with two digits.

    "2015-05" and "2014-09-01" are months and days of one year: a short end must come after its start.
    """
    if date := pattern(ISO_DATE_END).match(folded, match.end()):
        return date.end(), None
    if short := pattern(SHORT_END).match(folded, match.end()):
        year = int(match[0])
        second = year - year % 100 + int(short[1])
        second += 100 if second < year and (year + 1) % 100 == int(short[1]) else 0
        return (short.end(), second) if second > year else (short.end(), None)
    return match.end(), None


def single(year: int, before: str, after: str) -> Mention:
    """What a year that belongs to no range says, from the words beside it."""
    if pattern(OPEN_AFTER).match(after):
        return Mention(year, None, is_open=True)
    if pattern(UNKNOWN_END).match(after):
        return Mention(year, None)
    kinds = {kind: match.start() for kind, source in BEFORE.items() if (match := pattern(source).search(before))}
    if "since" in kinds:
        kinds.pop("begun", None)  # "since its creation in 2004"
    # The word nearest to the year counts: "since 2009, completed in 2012".
    kind = max(kinds, key=kinds.get, default=None)
    if kind == "until":
        return Mention(None, year)
    if kind == "begun":
        return Mention(year, None)
    if kind == "since":
        return Mention(year, None, is_open=True)
    return Mention(year, year)


def combine(text: str, mentions: list[Mention], ongoing: bool | None) -> Period:
    """One reading from all spans: the earliest start, the latest end, open where the last word is."""
    starts = [m.first for m in mentions if m.first]
    ends = [m.last for m in mentions if m.last]
    if not starts and not ends:
        return Period(is_ongoing=True) if ongoing and "0s" not in fold(text) else unreadable(text, ongoing)
    start = min(starts, default=None)
    is_open = any(m.is_open for m in mentions)
    if ongoing is False or not (ongoing or is_open):
        end = max([*ends, *starts]) if ends else None
        return Period(start, end, None if end is None and ongoing is None else False)
    return Period(start, planned_end(mentions), True)


def planned_end(mentions: list[Mention]) -> int | None:
    """The end that an ongoing period names all the same: "2019-2023 (ongoing)"; not the year of a later start."""
    ranges = [m for m in mentions if m.last and m.last != m.first]
    end = max((m.last for m in ranges), default=None)
    latest_start = max((m.first for m in mentions if m.is_open), default=0)
    return end if end and latest_start <= end else None


def unreadable(text: str, ongoing: bool | None = None) -> Period:
    return Period(is_ongoing=ongoing, warnings=(f"The period “{shown(text)}” could not be read as years.",))


def shown(text: str) -> str:
    """The text as a warning quotes it."""
    line = " ".join(text.replace("\0", " ").split())
    return line if len(line) <= 80 else line[:79] + "…"
