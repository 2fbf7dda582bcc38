"""A period as officials write it ("2016 onwards", "depuis 1995", "JAN - DEC 2020") → the years it means.

The text is kept and shown as written; this reading serves filters and year bars. What cannot be read stays
unknown, with a warning; nothing is guessed. Source of the rules: ARCHITECTURE, "What a period means".

How it reads: the text becomes tokens, each with a one-letter code, and the grammar of periods is written as
regular expressions over the string of codes ("From 2021 to 2027" is F Y Z Y). The codes:

    Y year   K decade   M month, season   P part of a year   N number   u unit   y "year"   V number and unit
    S since   F from   U until   Z to, do   T a, à (to, between dates only)   D dash   L slash   A and
    O ongoing   w "ongoing?"   W onwards   R running, annual   B began   X ended   ! not   I before, after
    C about   Q doubt ("?")   H "N/A"   E "..."   G garbled year   , ( ) themselves   o of   f filler
    . other marks   d day of a month   x any other word
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext

from practices import period_words as words

# No period is longer (the model refuses one over 300 characters); it bounds the time that any text can take.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Period:
    """What a period means; None is "not said" or "not readable". A warning is a sentence naming the text."""

    start_year: int | None = None
    end_year: int | None = None
    is_ongoing: bool | None = None
    warnings: tuple[str, ...] = ()


class Token(NamedTuple):
    """A piece of the folded text: its code, where it stands, and its year or month."""

    code: str
    start: int
    end: int
    value: int = 0


def read_period(text: str) -> Period:
    """The years, 1900–2099, that `text` means and whether it is open-ended; blank text means nothing.

    Never raises, and never gives a start after its end.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST:
        return Period(warnings=(gettext("The period “%(text)s” is too long to be read.") % {"text": _quoted(text)},))
    folded, _ = _fold(text)
    if not folded.strip():
        return Period()
    tokens = [token for token in _coded(_tokens(folded)) if token.code not in WEIGHTLESS]
    codes = "".join(token.code for token in tokens)
    said = _Said(codes, is_end_unread="w" in codes)
    for match in STATEMENT.finditer(codes):
        said.add(match.lastgroup, tokens[match.start() : match.end()])
    warnings = [problem % {"text": _quoted(text)} for problem in said.problems()]
    return Period(*said.years(), said.is_ongoing(), tuple(warnings))


def find_period(text: str) -> int | None:
    """Where in "City Name 2016 onwards" the period begins, as an index into `text`; None where there is none.

    Something must show that there is a period: a year, a decade, a duration, an open-ended word. The words of
    periods that lead up to it belong to it; commas, dashes and brackets before them do not. What may be month
    or town ("March 2016") is read as the month.
    """
    if len(text) > LONGEST:
        return None
    folded, positions = _fold(text)
    tokens = _coded(_tokens(folded))
    codes = "".join(token.code for token in tokens)
    sign = SIGN.search(codes)
    if sign is None:
        return None
    first = sign.start() - LEAD.match(codes[: sign.start()][::-1]).end()
    while codes[first] in BETWEEN_NAME_AND_PERIOD:
        first += 1
    return positions[tokens[first].start]


# From text to tokens
_PLAIN = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "…": "..."})


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """One character in lower case without its accent; nothing for bidi, combining and other unseen marks."""
    category = unicodedata.category(character)
    if category in ("Cf", "Mn", "Me"):
        return ""
    if category == "Cc" or character.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Pd" or character in "−→⟶⇒":
        return "-"
    if character in "’‘ʼ`´′":
        return "'"
    plain = unicodedata.normalize("NFD", character.casefold()).translate(_PLAIN)
    return "".join(part for part in plain if unicodedata.category(part) != "Mn")


def _fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in `text` it comes from."""
    parts = [_fold_character(character) for character in text]
    return "".join(parts), [index for index, part in enumerate(parts) for _ in part]


_YEAR = r"(?:19|20)[0-9]{2}"
_MONTH = r"(?:0?[1-9]|1[0-2])"
# Two digits are a year only right after a year: "2011-14", "2014 / 15"; not in "2016 - 21 mars 2017", and not
# when a third number follows.
_SHORT_END = r"[-/][0-9]{2}(?!\w|[-/.][0-9]{1,2}(?!\w))|\ [-/]\ [0-9]{2}(?=\ *(?:$|[,;()\[\]]))"
_LEXEME = re.compile(
    rf"""
      (?P<iso>    (?<!\w){_YEAR}[-./]{_MONTH}[-./][0-9]{{1,2}}(?!\w))
    | (?P<date>   (?<!\w)[0-9]{{1,2}}[./-]\ ?[0-9]{{1,2}}[./-]\ ?{_YEAR}(?!\w))
    | (?P<month>  (?<!\w){_MONTH}[./-]{_YEAR}(?!\w))
    | (?P<day>    (?<!\w)[0-9]{{1,2}}[./][0-9]{{1,2}}(?=\.?\ *-\ *[0-9]))
    | (?P<short>  (?<!\w){_YEAR}(?:{_SHORT_END}))
    | (?P<decade> (?<!\w)(?:(?:19|20)[0-9]|[2-9])0'?-?(?:s|ers?|ern|ies|ih|tih|tal\w*|luvu\w*|luku\w*)(?!\w))
    | (?P<word>   [^\W_]+)
    | (?P<dots>   \.{{2,}})
    | (?P<mark>   [->]+|[^\w\s.'])
    """,
    re.VERBOSE,
)
_MARKS = {"/": "L", "|": "L", "+": "D", "?": "Q", ",": ",", ";": ",", "(": "(", "[": "(", ")": ")", "]": ")"}
_ORDINAL = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th|er|re|ere|e|eme|o|a|º|ª)")


def _phrases() -> dict[str, list[tuple[tuple[str, ...], str, int]]]:
    """First word → the phrases that begin with it as (words, code, month), the longest first."""
    lists = [(code, 0, phrases) for code, phrases in words.LISTS.items()]
    lists += [("M", month, phrases) for month, phrases in [*words.MONTHS.items(), *words.SEASONS.items()]]
    found = {}
    for code, month, phrases in lists:
        for phrase in phrases.split(","):
            lexemes = tuple(match[0] for match in _LEXEME.finditer(_fold(phrase)[0]))
            found.setdefault(lexemes[0], []).append((lexemes, code, month))
    return {first: sorted(phrases, key=lambda phrase: -len(phrase[0])) for first, phrases in found.items()}


_PHRASES = _phrases()


def _tokens(folded: str) -> list[Token]:
    lexemes = list(_LEXEME.finditer(folded))
    tokens, index = [], 0
    while index < len(lexemes):
        length = 1
        if lexemes[index].lastgroup in ("word", "mark"):
            token, length = _word(lexemes, index)
            tokens.append(token._replace(code="x") if _is_end_of_name(folded, tokens, token) else token)
        else:
            tokens.extend(_date(lexemes[index]))
        index += length
    return tokens


def _word(lexemes: list[re.Match], index: int) -> tuple[Token, int]:
    """The token of the longest phrase at `index`, and how many lexemes it takes."""
    text, (start, end) = lexemes[index][0], lexemes[index].span()
    for phrase, code, month in _PHRASES.get(text, ()):
        following = lexemes[index : index + len(phrase)]
        if tuple(match[0] for match in following) == phrase:
            return Token(code, start, following[-1].end(), month), len(phrase)
    if re.fullmatch(_YEAR, text):
        return Token("Y", start, end, int(text)), 1
    return Token(_code(lexemes[index]), start, end), 1


def _code(lexeme: re.Match) -> str:
    """The code of a word or mark that is in no list."""
    text = lexeme[0]
    if lexeme.lastgroup == "mark":
        return "D" if text[0] in "->" else _MARKS.get(text, ".")
    if text.isdecimal() or _ORDINAL.fullmatch(text):
        return "N"
    if re.fullmatch("[qhst][1-4]", text):  # Q3 2019, T1 2020 (trimestre)
        return "P"
    # "é020" on a real page: é is the 2 of a French keyboard. No year, but no name either.
    return "G" if len(text) == 4 and sum(map(str.isdecimal, text)) == 3 else "x"


def _is_end_of_name(folded: str, tokens: list[Token], token: Token) -> bool:
    """Whether a hyphen or an apostrophe ties the token to a name: Berlin-Mitte, Bourg-en-Bresse, Tiv'on."""
    names = [name for name in tokens[-2:] if name.code == "x"]
    if not names or token.code in "YN":
        return False
    return folded[names[-1].end : token.start] in ("-", "'")


def _date(lexeme: re.Match) -> list[Token]:
    """The tokens of what is written with digits and marks: 23/02/2021 is a month and a year."""
    kind, (start, end) = lexeme.lastgroup, lexeme.span()
    numbers = [int(number) for number in re.findall("[0-9]+", lexeme[0])]
    if kind == "short":
        return _short_end(lexeme, *numbers)
    if kind in ("decade", "dots"):
        return [Token("K" if numbers else "E", start, end)]
    month = numbers[0] if kind == "month" or numbers[1] > 12 else numbers[1]  # 09/15/2014 is an American's
    month_token = Token("M", start, end, month)
    return [month_token] if kind == "day" else [month_token, Token("Y", start, end, max(numbers))]


def _short_end(lexeme: re.Match, year: int, short: int) -> list[Token]:
    """2011-14 and 1999/00 are ranges. 2014-09 can only be a month; 1998-02 could be both: no end is read."""
    start, end = lexeme.span()
    join = Token("L" if "/" in lexeme[0] else "D", start + 4, end - 2)
    first, last = Token("Y", start, start + 4, year), year - year % 100 + short
    if last < year:
        last += 100
        if 1 <= short <= 12:
            return [first] if last > 2099 else [first, join._replace(code="D"), Token("Q", end - 2, end)]
    if last > 2099:  # 2018-15: not a range, not a month
        last -= 100
    return [first, join, Token("Y", end - 2, end, last)]


# From tokens to the codes that the grammar reads.
# In this order: what a word is, as its neighbours tell. The code is written over every token that matches.
_REWRITES = [
    # "several years"; a unit without a number is no more than a word (Ans).
    (re.compile("N+o?[uy]"), "V"),
    (re.compile("u"), "x"),
    # "15-20 March", "21 de março", "2nd half"; "March 21, 2016". Other numbers may be a name's: Praha 2.
    (re.compile("N(?:[DLTUZA,]?N)*o?(?=[MP])"), "d"),
    (re.compile("(?<=M)N(?=,?Y)"), "d"),
    # A month needs a day or a year: May Pen, Mars and March are towns.
    (re.compile("(?<!d)M(?![oy]*Y|d,?Y|[DL,][foPd]*[MY]|[TUZA][fod]*[MP])"), "x"),
    # "of" between a name and a month makes it part of the name: Lloret de Mar 2018; not "de mai 2016 à juin".
    (re.compile("(?<=x)o+M(?=[oydPDLUZ,]*Y(?!,?[TUZ][ofyd]*M)|[DL,][od]*M)"), "x"),
    # "not yet running", "currently closed" say that it is over, "not yet finished" that it is not.
    (re.compile("O?![xfo.]{0,3}[OR]+|(?<!!)O+X+"), "X"),
    (re.compile("O?![xfoy.]{0,3}X"), "O"),
    # "ongoing?"
    (re.compile("[OR][(.]*[QH]"), "w"),
]


def _coded(tokens: list[Token]) -> list[Token]:
    """The tokens with the codes that their neighbours give them."""
    codes = "".join(token.code for token in tokens)
    for pattern, code in _REWRITES:
        codes = pattern.sub(lambda match, code=code: code * len(match[0]), codes)
    return [token._replace(code=code) for token, code in zip(tokens, codes, strict=True)]


# What the grammar passes over; what shows that there is a period; what may lead up to it; what parts it off.
WEIGHTLESS = "foyd."
SIGN = re.compile("[YKVORXG]|H$")
LEAD = re.compile(r"[SFUZTABCIMPdEfoyDL,(.]*")
BETWEEN_NAME_AND_PERIOD = "TADLE,(."
# A year with what belongs to it: "March 2016", "Jan-2016", "early 2015", "start of 2016".
_POINT = "(?:[MPBC]+[DL]?)?Y"
STATEMENT = re.compile(
    rf"""
      (?P<ended>   X+[SFUZTD]?{_POINT})
    | (?P<range>   [SF]?{_POINT}[MP]*,?(?:[TZDL]|Ux{{0,2}}){_POINT})
    | (?P<within>  [SF]?[MPB]+[TUZDLA][MPB]+[DL]?Y)     # "March to June 2017"
    | (?P<open>    [SF]?{_POINT}[MP]*(?:[TUZD]?E|D(?=[,()]|$)))
    | (?P<unread>  F?{_POINT}[MP]*(?:[DU][xQHNKMPw]|[ZTL][QHNK])|Fx{{1,2}}{_POINT}(?!,?[TUZDL]))
    | (?P<since>   [SF]{_POINT})
    | (?P<until>   Ux{{0,2}}{_POINT}|Z{_POINT}|^D{_POINT}|(?<=[KQHE])[DT]{_POINT})
    | (?P<vague>   [SF]?[MPBC]*(?:K|ID?{_POINT}))
    | (?P<once>    {_POINT})
    """,
    re.VERBOSE,
)
DOUBT = re.compile("CD?Y|[QH]")


# From statements to one reading
@dataclass
class _Said:
    """What a text says about its years, gathered statement by statement."""

    codes: str
    starts: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    mentioned: set[int] = field(default_factory=set)  # neither start nor end: "2016", "2015 & 2017"
    is_open: bool = False
    is_backwards: bool = False
    is_start_vague: bool = False
    is_end_unread: bool = False

    def add(self, kind: str, tokens: list[Token]):
        """Note one statement; `kind` is its name in STATEMENT."""
        years = [token.value for token in tokens if token.code == "Y"]
        codes = "".join(token.code for token in tokens)
        if kind == "range":
            self._add_range(*years, codes)
        elif kind == "within":
            self._add_within(*years, [t.value for t in tokens if t.code == "M" and t.value], codes)
        elif kind == "vague":
            self.is_start_vague = True
        else:
            once = self.starts if "B" in codes else self.mentioned
            years_of = {"ended": self.ends, "until": self.ends, "once": once}
            years_of.get(kind, self.starts).update(years)
        self.is_open |= kind in ("open", "since") or kind == "vague" and codes[0] in "SF"
        self.is_end_unread |= kind == "unread"

    def _add_range(self, first: int, last: int, codes: str):
        """A school year says when "since 2014/15" began, not when it ends; "since 2015-2018" says both."""
        is_school_year = last == first + 1 and ("L" in codes or codes[0] == "S")
        self.is_backwards |= last < first
        self.starts.add(first)
        self.is_open |= codes[0] == "S" and "D" in codes or codes[0] in "SF" and is_school_year
        if not is_school_year:
            self.ends.add(last)
        elif codes[0] not in "SF":
            self.mentioned.add(last)

    def _add_within(self, year: int, months: list[int], codes: str):
        """What began in "November - February 2018" began in a year that is not named."""
        if "L" in codes or "A" in codes:
            self.mentioned.add(year)
            return
        self.ends.add(year)
        if months and months[0] > months[-1]:
            self.is_start_vague = True
        else:
            self.starts.add(year)

    @property
    def all_years(self) -> set[int]:
        return self.starts | self.ends | self.mentioned

    @property
    def says_both(self) -> bool:
        """Over and not over: "phase 1 completed in 2019, ongoing"."""
        return "X" in self.codes and "O" in self.codes

    @property
    def has_only_a_start(self) -> bool:
        """A beginning or an edition ("started in 2015", "annual, 2016"); whether it goes on is not said."""
        return not self.ends and ("B" in self.codes or "R" in self.codes and bool(self.mentioned))

    @property
    def contradicts_itself(self) -> bool:
        """The end is before the start: "2018-2015"; "started 2018, ended 2015"."""
        starts, ends = self.starts | self.mentioned, self.ends | self.mentioned
        has_both = bool(starts and ends) and not self.is_start_vague
        return self.is_backwards or has_both and min(starts) > max(ends)

    def is_ongoing(self) -> bool | None:
        """An end outweighs "since" and "onwards"; beside "ongoing" it leaves the question open."""
        unread = STATEMENT.sub(" ", self.codes)
        ends_in_dash = bool(self.all_years) and self.codes.endswith("D")  # "2016 (pilot) -"
        if "X" in self.codes:
            return None if self.says_both else False
        if self.is_open or ends_in_dash or any(code in unread for code in "SOW"):
            return True
        if self.contradicts_itself or self.is_end_unread or self.has_only_a_start:
            return None
        return False if self.all_years else True if "R" in self.codes else None

    def years(self) -> tuple[int | None, int | None]:
        """(start, end). A year is its own end, unless the text may go on: then only an end it plans counts,
        none that a later year belies ("2013-2016 and since 2018").
        """
        if self.contradicts_itself:
            return None, None
        ends = self.ends | self.mentioned
        if self.is_ongoing() is not False or self.has_only_a_start:
            ends = {end for end in self.ends if end >= max(self.all_years)}
        start = None if self.is_start_vague else min(self.starts | self.mentioned, default=None)
        return start, max(ends, default=None)

    def problems(self) -> list[str]:
        """What a curator should know: sentences in the language of the moment, with a place for the text."""
        is_unread = self.is_end_unread and self.is_ongoing() is None and not self.says_both
        is_rough = bool(self.all_years and DOUBT.search(self.codes)) and not is_unread
        is_start_unnamed = self.is_start_vague or "S" in self.codes and not self.all_years
        found = {
            gettext("The period “%(text)s” ends before it starts."): self.contradicts_itself,
            gettext("The period “%(text)s” says both that it goes on and that it has ended."): self.says_both,
            gettext("The period “%(text)s” has an end that could not be read."): is_unread,
            gettext("The period “%(text)s” does not say in which year it began."): is_start_unnamed,
            gettext("The period “%(text)s” gives its years only roughly."): is_rough,
        }
        problems = [problem for problem, is_so in found.items() if is_so]
        is_silent = not self.all_years and self.is_ongoing() is None
        return problems or is_silent and [gettext("The period “%(text)s” could not be read as years.")] or []


def _quoted(text: str) -> str:
    """The text as a warning shows it: one line of at most 80 characters."""
    line = " ".join("".join(part if part.isprintable() else " " for part in text[:LONGEST]).split())
    return line if len(line) <= 80 else line[:79] + "…"
