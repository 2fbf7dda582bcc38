"""A selection, seen from outside: facets with counts, the years, chips, a sentence, and ways out of an empty one."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.directory import Named, in_order, named
from practices.filters import MOST_IN_FORM, PARAMETERS, SELECTING, SHOWN_AT_FIRST, PracticeFilter
from practices.years import Axis, Years, active_by_year, year_axis


class Words(NamedTuple):
    """What a facet is called where."""

    label: str
    plural: str
    show_all: str
    find: str


FACET_WORDS = {
    "topic": Words(_("Topic"), _("Topics"), _("Show all %(number)s topics"), _("Find a topic")),
    "country": Words(_("Country"), _("Countries"), _("Show all %(number)s countries"), _("Find a country")),
    "city": Words(_("City"), _("Cities"), _("Show all %(number)s cities"), _("Find a city")),
    "language": Words(_("Language"), _("Languages"), _("Show all %(number)s languages"), _("Find a language")),
}
FACET_LABELS = {name: words.label for name, words in FACET_WORDS.items()}
# What can be dropped from a selection that finds nothing: facet → the label of its chips, its parameters.
WAYS_OUT = (
    {"q": (_("Words"), ["q"])}
    | {name: (label, [name]) for name, label in FACET_LABELS.items()}
    | {
        "years": (_("Active"), ["from", "to", "undated"]),
        "ongoing": (_("Ongoing"), ["ongoing"]),
    }
)


class Option(NamedTuple):
    """One value of a facet, with the number of practices it would give."""

    value: str
    label: str
    count: int
    is_selected: bool = False
    is_excluded: bool = False
    query: str = ""  # the selection without practices that have this value; with them again where it is excluded
    name_key: str = ""  # the folded name, by which A–Z goes

    @property
    def letter(self) -> str:
        """The letter of the alphabet under which the option is found."""
        first = self.name_key[:1].upper()
        return first if first.isalpha() else gettext("0–9")


@dataclass(frozen=True)
class Facet:
    """One facet: its options, or of too many the first and the chosen ones, and the number of all."""

    name: str
    options: list[Option]
    size: int

    @property
    def words(self) -> Words:
        return FACET_WORDS[self.name]

    @property
    def label(self) -> str:
        return self.words.label

    @property
    def fits_in_form(self) -> bool:
        """Whether all options may stand in the form; else only the first and the chosen ones do."""
        return self.size <= MOST_IN_FORM

    @property
    def is_long(self) -> bool:
        """Whether it is worth typing to find an option."""
        return self.size > SHOWN_AT_FIRST

    @property
    def is_choice(self) -> bool:
        """Whether there is anything to choose between, or something is chosen."""
        return self.size > 1 or bool(self.chosen)

    @cached_property
    def shown(self) -> list[Option]:
        """The first options, and every chosen one in its own place, as many as a page carries."""
        shown = [o for i, o in enumerate(self.options) if i < SHOWN_AT_FIRST or o.is_selected or o.is_excluded]
        return shown[:MOST_IN_FORM]

    @cached_property
    def folded(self) -> list[Option]:
        """The options behind "Show all", where the page carries them."""
        shown = {option.value for option in self.shown}
        return [option for option in self.options if option.value not in shown] if self.fits_in_form else []

    @property
    def show_all_text(self) -> str:
        return str(self.words.show_all) % {"number": number_format(self.size, force_grouping=True)}

    @cached_property
    def by_letter(self) -> dict[str, list[Option]]:
        """Letter → its options, A–Z."""
        letters = {}
        for option in sorted(self.options, key=lambda option: (option.name_key, option.value)):
            letters.setdefault(option.letter, []).append(option)
        return letters

    @cached_property
    def chosen(self) -> list[Option]:
        """The options that are selected or excluded."""
        return [option for option in self.options if option.is_selected or option.is_excluded]


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing the selection is narrowed by, with the query string that takes it away."""

    label: str
    value: str
    query: str
    is_alternative: bool = False  # "or", after another value of the same facet


@dataclass(frozen=True, slots=True)
class WayOut:
    """One facet to drop from a selection that finds nothing, and the number of practices that would give."""

    label: str
    query: str
    count: int


class ExclusionQueries:
    """The query strings in which one value of a facet is excluded, or no longer excluded."""

    def __init__(self, selection: PracticeFilter, facet: str):
        self.selection, self.facet = selection, facet
        self.given = selection.parameters.get(facet, [])
        # What is the same for all values that are not chosen: hundreds on a page.
        before, after = encoded_around(selection.parts_of_query, facet)
        self.start = f"?{before}&{facet}=-" if before else f"?{facet}=-"
        self.end = f"&{after}" if after else ""

    def of(self, value: str) -> str:
        """For a slug, code or tag, which need no escaping."""
        if f"-{value}" in self.given:
            return self.selection.query_without(self.facet, f"-{value}")
        if value in self.given:
            kept = [other for other in self.given if other != value]
            return self.selection.query(**{self.facet: [*kept, f"-{value}"]})
        return f"{self.start}{value}{self.end}"


def encoded_around(parts: dict[str, str], facet: str) -> tuple[str, str]:
    """What stands before a further value of the facet in the query string of `parts`, and what after; no page."""
    place = PARAMETERS.index(facet) + 1
    kept = {name: part for name, part in parts.items() if name != "page"}
    before, after = (
        "&".join([kept[name] for name in names if name in kept]) for names in (PARAMETERS[:place], PARAMETERS[place:])
    )
    return before, after


class Facets:
    """What the pages show around a selection, all of it from the selection's one count."""

    def __init__(self, selection: PracticeFilter):
        self.selection, self.directory = selection, selection.directory

    def options(self, name: str, rows: list[Named]) -> list[Option]:
        """An option for each of `rows`, with its count."""
        chosen, counted = self.selection.values[name], self.selection.counted
        counts, queries = getattr(counted, name), ExclusionQueries(self.selection, name)
        return [
            Option(
                value,
                label,
                counted.excluded[name, value] if value in chosen.excluded else counts[key],
                is_selected=value in chosen.included,
                is_excluded=value in chosen.excluded,
                query=queries.of(value),
                name_key=name_key,
            )
            for value, label, name_key, key in rows
        ]

    def used_and_chosen(self, name: str, rows) -> list[Named]:
        """What published practices have, and of `rows` what else is chosen, A–Z."""
        used = self.directory.named(name)
        known = {row.value for row in used} if rows else set()
        further = [row for row in (named(name, row) for row in rows) if row.value not in known]
        return in_order([*used, *further]) if further else used

    @cached_property
    def topic(self) -> Facet:
        """All topics, the most used first."""
        options = self.options("topic", self.directory.named("topic"))
        options.sort(key=lambda option: -option.count)
        return Facet("topic", options, len(options))

    @cached_property
    def country(self) -> Facet:
        """The countries that published practices come from, and any other that is chosen, A–Z."""
        chosen = [self.directory.countries[code] for code in self.selection.values["country"].values]
        options = self.options("country", self.used_and_chosen("country", chosen))
        return Facet("country", options, len(options))

    @cached_property
    def city(self) -> Facet:
        """The cities that published practices come from, and any other that is chosen, A–Z."""
        options = self.options("city", [named("city", city) for city in self.selection.listed_cities])
        return Facet("city", options, max(len(options), len(self.directory.used_cities)))

    @cached_property
    def language(self) -> Facet:
        """The languages published practices are written in, and any other that is chosen, A–Z."""
        chosen = self.selection.values["language"].values
        options = self.options("language", self.used_and_chosen("language", chosen))
        return Facet("language", options, len(options))

    @property
    def ongoing(self) -> int:
        """How many practices are still running, counted as if that were not asked for."""
        return self.selection.counted.ongoing

    @cached_property
    def all(self) -> list[Facet]:
        """The facets above the years."""
        return [self.topic, self.country, self.city]

    @cached_property
    def axis(self) -> Axis:
        return year_axis(self.directory.earliest)

    @cached_property
    def years(self) -> Years:
        """Practices active in each year, counted without the span that is chosen."""
        spans = self.selection.counted.spans
        undated = sum(number for (start, *_rest), number in spans.items() if start is None)
        counts = active_by_year(spans, self.axis.first, self.axis.last)
        return Years(self.axis, counts, undated, self.selection.span)

    def label(self, facet: str, value: str) -> str:
        """What a value of a facet is called."""
        match facet:
            case "topic":
                return self.directory.topics_by_slug[value].label
            case "country":
                return self.directory.countries[value].label
            case "city":
                return self.directory.cities_by_slug[value].name
        return languages.name(value)

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the selection, in canonical order."""
        chips = []
        for name, label in FACET_LABELS.items():
            for number, value in enumerate(self.selection.parameters.get(name, [])):
                excluded = value.startswith("-")
                shown = self.label(name, value.removeprefix("-"))
                chips.append(
                    Chip(
                        label,
                        gettext("not %(value)s") % {"value": shown} if excluded else shown,
                        self.selection.query_without(name, value),
                        is_alternative=number > 0 and not excluded,
                    )
                )
        return self.word_chips + chips + self.span_chips + self.ongoing_chips

    @property
    def word_chips(self) -> list[Chip]:
        words = self.selection.parameters.get("q", [])
        return [Chip(_("Words"), text, self.selection.query(q=[])) for text in words]

    @property
    def span_chips(self) -> list[Chip]:
        if self.selection.span == (None, None):
            return []
        without_span = {"from": [], "to": [], "undated": []}
        chips = [Chip(_("Active"), self.span_text, self.selection.query(**without_span))]
        if "undated" in self.selection.parameters:
            chips.append(Chip(_("Undated"), gettext("included"), self.selection.query(undated=[])))
        return chips

    @property
    def span_text(self) -> str:
        first, last = self.selection.span
        if first is None:
            return gettext("until %(year)s") % {"year": last}
        if last is None:
            return gettext("since %(year)s") % {"year": first}
        return str(first) if first == last else f"{first}–{last}"

    @property
    def ongoing_chips(self) -> list[Chip]:
        if "ongoing" not in self.selection.parameters:
            return []
        return [Chip(_("Ongoing"), gettext("only"), self.selection.query(ongoing=[]))]

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """(name, value) of what the facet form has no control for and must carry along; the page starts anew."""
        return [(name, value) for name, value in self.beside("from", "to", "page") if not self.is_in_form(name, value)]

    def is_in_form(self, name: str, value: str) -> bool:
        """Whether the facet form has a control that says this."""
        if name not in FACET_WORDS:
            return name in ("undated", "ongoing")
        facet = getattr(self, name)
        return any(option.value == value and option.is_selected for option in facet.shown + facet.folded)

    def beside_facet(self, facet: Facet) -> list[tuple[str, str]]:
        """(name, value) of what the page of one facet carries along: all but what is included there."""
        in_form = {(facet.name, option.value) for option in facet.options}
        return [kept for kept in self.beside("page") if kept not in in_form]

    def beside(self, *names: str) -> list[tuple[str, str]]:
        """(name, value) of every parameter of the selection but those of `names`."""
        parameters = self.selection.parameters
        return [(name, value) for name, values in parameters.items() for value in values if name not in names]

    @property
    def beside_the_words(self) -> list[tuple[str, str]]:
        """(name, value) of what the search box carries along: the whole selection, from its first page."""
        return self.beside("q", "page")

    @cached_property
    def clear_query(self) -> str:
        """The query string without any facet; words, order and page size stay."""
        return self.selection.query(**{name: [] for name in SELECTING if name != "q"})

    @cached_property
    def parts(self) -> dict[str, str]:
        """Label → what is chosen there, in words: {"Country": "Italy or Norway", "Active": "2015–2019"}."""
        parts = {}
        for chip in self.chips:
            label, joined = str(chip.label), f" {gettext('or')} " if chip.is_alternative else ", "
            parts[label] = f"{parts[label]}{joined}{chip.value}" if label in parts else chip.value
        return parts

    def sentence(self, count: int) -> str:
        """The selection in labelled parts: "2 practices · topic: Education · country: Norway or Portugal"."""
        counted = ngettext("%(count)s practice", "%(count)s practices", count) % {"count": number_format(count)}
        labelled = gettext("%(label)s: %(values)s")
        parts = [labelled % {"label": label.lower(), "values": values} for label, values in self.parts.items()]
        return " · ".join([counted, *parts])

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Each facet that could be dropped, with the number of practices that would give; one query for all."""
        ways = {
            name: (label, parameters)
            for name, (label, parameters) in WAYS_OUT.items()
            if any(parameter in self.selection.parameters for parameter in parameters)
        }
        counts = self.selection.ways_out(ways)
        return [
            WayOut(self.said(label), self.selection.query(**{parameter: [] for parameter in parameters}), counts[name])
            for name, (label, parameters) in ways.items()
            if counts[name]
        ]

    def said(self, label) -> str:
        """One part of the selection in words: "Country: Italy or Norway"."""
        return gettext("%(label)s: %(values)s") % {"label": label, "values": self.parts[str(label)]}
