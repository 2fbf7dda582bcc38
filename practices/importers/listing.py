"""Read a listing page, saved or copied as text, into entries.

The page is the Intercultural Cities list of good practices: some boilerplate, then for each entry a title, a
meta line ("Norway Oslo 2016-"), an excerpt and "Read More", then the facets. Blank lines come between all of
these or nowhere: the same entries come out of both.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from practices.gazetteer import find, fold_name
from practices.importers.headings import begins_with_heading, mark_cut, split_sections
from practices.importers.meta_line import MetaLine, match_country, split_meta_line
from practices.periods import read_period

# The link under an excerpt, folded, in the languages of the pages.
READ_MORE = frozenset(
    fold_name(words)
    for words in (
        "Read More, More, Lire la suite, Lire plus, En savoir plus, Leer más, Seguir leyendo, Más, Ler mais, "
        "Saiba mais, Leggi, Leggi tutto, Leggi di più, Leggi altro, Continua a leggere, Mehr, Mehr lesen, "
        "Weiterlesen, Lexo më shumë, Lexo më tepër, Më shumë, Pročitaj više, Pročitajte više, Opširnije, "
        "Прочитај више, Опширније, Devamını oku, Читати далі, Читать далее, Lees meer, Czytaj więcej"
    ).split(", ")
)
# The first heading of the facets below the entries, folded.
FACETS = frozenset(
    fold_name(word)
    for word in "Topic Topics Sujet Sujets Thème Thèmes Tema Temas Temi Thema Themen Tematy Тема".split()
)
LONGEST_META_LINE = 300  # characters; nine cities and a long period make about 200
LONGEST_TITLE = 300
SHORT_LINE = 100  # most excerpts are longer, lines of an address shorter: "France" in one is no meta line
LONGEST_CITY = 8  # words of a city that the gazetteer does not know

_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f\u2060"))
_FACET_OPTION = re.compile(r"\d+ \S")
_CUT_END = ("...", "…")


class NotAListing(ValueError):
    """The text holds no entry at all; the message says so in one sentence."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a listing.

    line is the number of its title's line, from 1; country an ISO 3166-1 alpha-2 code; cities as written; the
    years and is_ongoing what periods.read_period made of the period; language a code or None when nothing
    told it; summary the excerpt as printed, its cut end written "…"; the sections what its headings make of
    it; warnings are sentences.
    """

    line: int
    title: str
    country: str
    cities: tuple[str, ...]
    period: str
    start_year: int | None
    end_year: int | None
    is_ongoing: bool | None
    language: str | None
    summary: str
    purpose: str
    rationale: str
    process: str
    impact: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in the text (line number from 1) where an entry could not be read, and why, as a sentence."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page holds: its entries and its problems, both in the order of the text."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    is_after_blank: bool


@dataclass(frozen=True, slots=True)
class _Segment:
    """The lines between two "Read More": is_clean when one stands before, is_closed when one ends them."""

    lines: list[_Line]
    is_clean: bool
    is_closed: bool


def decoded(content: bytes, *, name: str = "<file>") -> str:
    """The text of a file. Raises NotAListing, with the line, when it is not UTF-8 or no text at all."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise NotAListing(_("%(name)s:%(line)s: not UTF-8.") % {"name": name, "line": line}) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise NotAListing(_("%(name)s:%(line)s: not a text file (NUL byte).") % {"name": name, "line": line})
    return text


def parse_listing(text: str, *, name: str = "<file>") -> Listing:
    """Read the text of a listing page; `name` (of the file) is for messages only.

    Identical entries stay separate. An entry without a readable meta line becomes a problem where "Read More"
    shows that it is one. Raises NotAListing when no entry with an excerpt is found.
    """
    segments = _segments(_lines(text))
    has_read_more = any(segment.is_closed for segment in segments)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for segment in segments:
        metas = _find_meta_lines(segment, has_read_more)
        entries += _entries(segment, metas)
        if not metas and (problem := _problem(segment)):
            problems.append(problem)
    if not any(entry.summary for entry in entries):
        message = _(
            "%(name)s is not a listing of good practices: no line with a country, city and period stands between a "
            "title and an excerpt."
        )
        raise NotAListing(message % {"name": name})
    return Listing(tuple(entries), tuple(problems))


def _lines(text: str) -> list[_Line]:
    """The lines that are not blank, stripped; a "Read More" that ends an excerpt's line becomes its own."""
    lines: list[_Line] = []
    is_after_blank = True
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        stripped = raw.translate(_INVISIBLE).strip()
        lines.extend(_Line(number, part, is_after_blank) for part in _part_read_more(stripped))
        is_after_blank = not stripped
    return lines


def _part_read_more(line: str) -> list[str]:
    """A line as a list: empty for a blank one, two for "…excerpt... Read More"."""
    for cut_end in _CUT_END:
        before, found, after = line[-60:].rpartition(cut_end)
        if found and fold_name(after) in READ_MORE:
            return [line[: len(line) - len(after)], after.strip()]
    return [line] if line else []


def _segments(lines: list[_Line]) -> list[_Segment]:
    """The lines parted at every "Read More" and at the head of the facets, those left out."""
    segments: list[_Segment] = []
    current: list[_Line] = []
    is_clean = False
    for line, following in pairwise([*lines, _Line(0, "", True)]):
        is_end = len(line.text) <= 40 and fold_name(line.text) in READ_MORE
        is_tail = fold_name(line.text[:40]) in FACETS and _FACET_OPTION.match(following.text) is not None
        if is_end or is_tail:
            segments.append(_Segment(current, is_clean, is_end))
            current, is_clean = [], is_end
        else:
            current.append(line)
    return [*segments, _Segment(current, is_clean, False)]


def _find_meta_lines(segment: _Segment, has_read_more: bool) -> dict[int, MetaLine]:
    """The meta lines of a segment: index of the line → what it says.

    A meta line has its title above it. In a clean segment it is the second line; elsewhere, and for further
    entries of a page that lacks some "Read More", _is_new_entry weighs what stands around it.
    """
    found: dict[int, MetaLine] = {}
    last = None
    for index in range(1, len(segment.lines)):
        meta = _read_meta_line(segment.lines[index].text)
        if meta is None or (last is not None and index < last + 2):
            continue
        if last is None:
            is_entry = _is_first_entry(segment, index, meta)
        else:
            is_entry = _is_new_entry(segment, index, last, meta, has_read_more)
        if is_entry:
            found[index] = meta
            last = index
    return found


def _is_first_entry(segment: _Segment, index: int, meta: MetaLine) -> bool:
    """Whether the first meta line of a segment may be here."""
    lines = segment.lines
    if segment.is_clean and index == 1:
        return True
    if index + 2 < len(lines) and (following := _read_meta_line(lines[index + 1].text)):
        # A title that begins with a country ("Norway Oslo and its schools"), with its meta line under it.
        if _is_certain(following) or not _is_certain(meta):
            return False
    if _is_certain(meta) or (segment.is_closed and index == len(lines) - 2):
        return True
    return index + 1 < len(lines) and (_is_excerpt(lines[index + 1].text) or len(lines[index + 1].text) > SHORT_LINE)


def _is_new_entry(segment: _Segment, index: int, last: int, meta: MetaLine, has_read_more: bool) -> bool:
    """Whether a line like a meta line begins another entry, or is in the excerpt of the one at `last`."""
    lines = segment.lines
    if _is_excerpt(lines[index - 1].text):
        return False  # that would be its title
    if lines[index - 2].text.endswith(_CUT_END) and index - 2 > last:
        return True  # the excerpt before is over
    return _is_certain(meta) and not has_read_more


@lru_cache(maxsize=1024)  # a line is looked at again from the line before it and as an entry
def _read_meta_line(text: str) -> MetaLine | None:
    """The meta line that `text` can be; None when it is too long, cut off, a sentence, without a country."""
    if len(text) > LONGEST_META_LINE or text.endswith(_CUT_END) or match_country(text) is None:
        return None
    meta = split_meta_line(text)
    for city in meta.cities:
        is_name = len(city.split()) <= LONGEST_CITY and not city[0].islower() and city[-1] not in ".!?"
        if not (is_name or find(city, meta.country)):
            return None
    is_sentence = len(meta.period.split()) > LONGEST_CITY and not _is_dated(meta)
    return None if is_sentence else meta


def _is_certain(meta: MetaLine) -> bool:
    """Whether nothing but a meta line reads so: a readable period, or known cities and no other word."""
    are_known = bool(meta.cities) and all(find(city, meta.country) for city in meta.cities)
    return _is_dated(meta) or (are_known and not meta.period)


def _is_dated(meta: MetaLine) -> bool:
    """Whether the period can be read."""
    if not meta.period:
        return False
    period = read_period(meta.period)
    return period.start_year is not None or period.is_ongoing


def _is_excerpt(text: str) -> bool:
    """Whether a line is an excerpt rather than a title: long, cut off, or with a heading at its start."""
    return len(text) > LONGEST_TITLE or text.endswith(_CUT_END) or begins_with_heading(text)


def _entries(segment: _Segment, metas: dict[int, MetaLine]) -> list[Entry]:
    """The entries whose meta lines are at the given indexes of a segment."""
    indexes = [*metas, len(segment.lines) + 1]
    return [_entry(segment, index, following, metas[index]) for index, following in pairwise(indexes)]


def _entry(segment: _Segment, index: int, following: int, meta: MetaLine) -> Entry:
    """The entry with the meta line at `index`; the next entry's is at `following`, its title before that."""
    first = _title_start(segment, index)
    excerpt = segment.lines[index + 1 : following - 1]
    summary = mark_cut("\n".join(line.text for line in excerpt))
    sections = split_sections(summary)
    period = read_period(meta.period)
    return Entry(
        line=segment.lines[first].number,
        title=" ".join(" ".join(line.text for line in segment.lines[first:index]).split()),
        country=meta.country,
        cities=meta.cities,
        period=meta.period,
        start_year=period.start_year,
        end_year=period.end_year,
        is_ongoing=period.is_ongoing,
        language=sections.language or meta.language,
        summary=summary,
        purpose=sections.purpose,
        rationale=sections.rationale,
        process=sections.process,
        impact=sections.impact,
        # In the language of whoever asks: lines that were read before are remembered.
        warnings=tuple(map(str, (*meta.warnings, *period.warnings, *_warnings(segment, first, excerpt)))),
    )


def _title_start(segment: _Segment, index: int) -> int:
    """The index of the title's first line; a title of several lines is known by the "Read More" before it."""
    is_wrapped = segment.is_clean and 1 < index <= 3 and not any(line.is_after_blank for line in segment.lines[1:index])
    return 0 if is_wrapped else index - 1


def _warnings(segment: _Segment, first: int, excerpt: list[_Line]) -> list[str]:
    """What is odd about the lines of an entry whose title begins at the index `first`."""
    warnings = []
    if segment.is_clean and first > 0 and _read_meta_line(segment.lines[1].text) is None:
        message = _("what stands above the title was left out: %(text)s")
        warnings.append(message % {"text": _quoted(segment.lines[0])})
    if not excerpt:
        warnings.append(_("the entry has no excerpt"))
    if any(line.text.endswith(_CUT_END) for line in excerpt[:-1]):
        warnings.append(_("the excerpt goes on after a cut end; another entry may be hidden in it"))
    return warnings


def _problem(segment: _Segment) -> Problem | None:
    """The problem of a segment without a meta line; None when it need not be an entry."""
    lines = segment.lines
    is_entry = segment.is_closed or (segment.is_clean and len(lines) > 2 and _is_excerpt(lines[2].text))
    if not is_entry or not lines:
        return None
    first = 0 if segment.is_clean else max(0, len(lines) - 3)
    if len(lines) == 1:
        message = _("an entry should stand here, but there is only %(text)s")
        return Problem(lines[0].number, message % {"text": _quoted(lines[0])})
    title, line = lines[first : first + 2]
    texts = {"text": _quoted(line), "title": _quoted(title)}
    if _read_meta_line(title.text):
        return Problem(title.number, _("%(title)s has no title above it, so the entry was left out") % texts)
    if match_country(line.text):
        message = _("%(text)s could not be read, so the entry %(title)s was left out")
    else:
        message = _("%(text)s does not begin with the name of a known country, so the entry %(title)s was left out")
    return Problem(line.number, message % texts)


def _quoted(line: _Line) -> str:
    """The line in quotation marks, shortened to 80 characters."""
    text = line.text if len(line.text) <= 80 else f"{line.text[:79]}…"
    return f"“{text}”"
