"""A selection, seen from outside: facets with counts, the years, chips, a sentence, and ways out of an empty one."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from anyascii import anyascii
from django.db.models import Count, F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.filters import SELECTING, PracticeFilter
from practices.models import City, Country, Practice, Topic
from practices.years import Axis, Years, year_axis

SHOWN_AT_FIRST = 8
# A page carries no more options of one facet; beyond, "Show all" leads to a page of its own.
MOST_IN_FORM = 60


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


@dataclass(frozen=True, slots=True)
class Option:
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
    """All options of one facet."""

    name: str
    options: list[Option] = field(default_factory=list)

    @property
    def words(self) -> Words:
        return FACET_WORDS[self.name]

    @property
    def label(self) -> str:
        return self.words.label

    @property
    def fits_in_form(self) -> bool:
        """Whether all options may stand in the form; else only the first and the chosen ones do."""
        return len(self.options) <= MOST_IN_FORM

    @property
    def is_long(self) -> bool:
        """Whether it is worth typing to find an option."""
        return len(self.options) > SHOWN_AT_FIRST

    @property
    def is_choice(self) -> bool:
        """Whether there is anything to choose between, or something is chosen."""
        return len(self.options) > 1 or bool(self.chosen)

    @cached_property
    def shown(self) -> list[Option]:
        """The first options, and every chosen one in its own place, as many as a page carries."""
        shown = [o for i, o in enumerate(self.options) if i < SHOWN_AT_FIRST or o.is_selected or o.is_excluded]
        return shown[:MOST_IN_FORM]

    @property
    def folded(self) -> list[Option]:
        """The options behind "Show all", where the page carries them."""
        shown = {option.value for option in self.shown}
        return [option for option in self.options if option.value not in shown] if self.fits_in_form else []

    @property
    def show_all_text(self) -> str:
        return str(self.words.show_all) % {"number": number_format(len(self.options), force_grouping=True)}

    @cached_property
    def by_letter(self) -> dict[str, list[Option]]:
        """Letter → its options, A–Z."""
        letters = {}
        for option in sorted(self.options, key=lambda option: (option.name_key, option.value)):
            letters.setdefault(option.letter, []).append(option)
        return letters

    @property
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


class Facets:
    """What the pages show around a selection. Each property asks the database at most twice, whatever the size."""

    def __init__(self, selection: PracticeFilter):
        self.selection = selection

    def options(self, name: str, rows, count_by: str) -> list[Option]:
        """An option for each (value, label, folded name, key) of `rows`; counts are keyed by the field `count_by`."""
        chosen = self.selection.values[name]
        practices = self.selection.practices(ignoring=name)
        counts = dict(practices.order_by().values_list(count_by).annotate(Count("pk")))
        excluded = self.selection.excluded_counts(name)
        return [
            Option(
                value,
                label,
                excluded.get(value, counts.get(key, 0)),
                is_selected=value in chosen.included,
                is_excluded=value in chosen.excluded,
                query=self.exclusion_query(name, value, is_excluded=value in chosen.excluded),
                name_key=name_key,
            )
            for value, label, name_key, key in rows
        ]

    def exclusion_query(self, name: str, value: str, *, is_excluded: bool) -> str:
        """The query string in which a value is excluded instead of included, or no longer excluded."""
        if is_excluded:
            return self.selection.query_without(name, f"-{value}")
        kept = [other for other in self.selection.parameters.get(name, []) if other != value]
        return self.selection.query(**{name: [*kept, f"-{value}"]})

    @cached_property
    def topic(self) -> Facet:
        """All topics, the most used first."""
        rows = [(topic.slug, topic.name, topic.name_key, topic.pk) for topic in Topic.objects.order_by("name_key")]
        options = self.options("topic", rows, "topics")
        options.sort(key=lambda option: -option.count)
        return Facet("topic", options)

    @cached_property
    def country(self) -> Facet:
        """The countries that published practices come from, and any other that is chosen, A–Z."""
        chosen = self.selection.values["country"]
        rows = Country.objects.filter(
            Q(pk__in=Practice.objects.published().values("country")) | Q(pk__in=[*chosen.included, *chosen.excluded])
        )
        return Facet(
            "country", self.options("country", [(c.code, c.name, c.name_key, c.code) for c in rows], "country")
        )

    @cached_property
    def city(self) -> Facet:
        """The cities that published practices come from, and any other that is chosen, A–Z."""
        chosen = self.selection.values["city"]
        rows = City.objects.filter(
            Q(pk__in=Practice.objects.published().values("cities")) | Q(slug__in=[*chosen.included, *chosen.excluded])
        )
        return Facet("city", self.options("city", [(c.slug, c.name, c.name_key, c.pk) for c in rows], "cities"))

    @cached_property
    def language(self) -> Facet:
        """The languages published practices are written in, and any other that is chosen, A–Z."""
        chosen = self.selection.values["language"]
        used = Practice.objects.published().order_by().values_list("language", flat=True).distinct()
        names = {tag: languages.name(tag) for tag in (*used, *chosen.included, *chosen.excluded)}
        rows = sorted((anyascii(name).lower(), tag, name) for tag, name in names.items())
        return Facet(
            "language", self.options("language", [(tag, name, key, tag) for key, tag, name in rows], "language")
        )

    @cached_property
    def ongoing(self) -> int:
        """How many practices are still running, counted as if that were not asked for."""
        return self.selection.practices(ignoring="ongoing").filter(is_ongoing=True).count()

    @cached_property
    def all(self) -> list[Facet]:
        """The facets above the years."""
        return [self.topic, self.country, self.city]

    @cached_property
    def axis(self) -> Axis:
        return year_axis()

    @cached_property
    def years(self) -> Years:
        """Practices active in each year, counted without the span that is chosen."""
        first, last = self.axis.first, self.axis.last
        spans = self.selection.practices(ignoring="years").order_by().values_list("start_year", F("end_used"))
        counts, undated = Counter(), 0
        for start, end, number in spans.annotate(number=Count("pk")):
            if start is None:
                undated += number
            else:
                counts.update(dict.fromkeys(range(max(start, first), min(end, last) + 1), number))
        return Years(self.axis, counts, undated, self.selection.span)

    def labels(self, name: str) -> dict[str, str]:
        """Value → label of what is chosen in one facet."""
        return {option.value: option.label for option in getattr(self, name).chosen}

    @cached_property
    def chips(self) -> list[Chip]:
        """What narrows the selection, in canonical order."""
        chips = []
        for name, label in FACET_LABELS.items():
            labels = self.labels(name) if name in self.selection.parameters else {}
            for number, value in enumerate(self.selection.parameters.get(name, [])):
                excluded = value.startswith("-")
                shown = labels[value.removeprefix("-")]
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
        in_form = {("undated", "1"), ("ongoing", "1")}
        for facet in (*self.all, self.language):
            in_form |= {(facet.name, option.value) for option in facet.shown + facet.folded if option.is_selected}
        return [kept for kept in self.beside("from", "to", "page") if kept not in in_form]

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

    @property
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
        counted = ngettext("%(count)s practice", "%(count)s practices", count) % {"count": count}
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
        counts = self.selection.queryset.aggregate(
            **{f"without_{name}": Count("pk", filter=self.selection.condition(dropping=name)) for name in ways}
        )
        return [
            WayOut(self.said(label), self.selection.query(**{parameter: [] for parameter in parameters}), count)
            for name, (label, parameters) in ways.items()
            if (count := counts[f"without_{name}"])
        ]

    def said(self, label) -> str:
        """One part of the selection in words: "Country: Italy or Norway"."""
        return gettext("%(label)s: %(values)s") % {"label": label, "values": self.parts[str(label)]}
