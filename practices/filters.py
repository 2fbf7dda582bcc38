"""The query-string contract: one class turns a query string into a selection of practices.

Every page and every machine format goes through `PracticeFilter`; none filters by itself. What it does not understand
it names in `problems` and leaves out: pages show the problems, machine formats refuse with them.
Source: ARCHITECTURE, "Query string".
"""

from typing import NamedTuple
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Count, Exists, F, Min, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.models import Practice
from practices.models.practice import active_between
from practices.query_fields import (
    Chosen,
    ChosenField,
    FlagField,
    NumberField,
    WordsField,
    YearField,
    known_cities,
    known_countries,
    known_languages,
    known_topics,
)
from practices.search import LONGEST, Search

# The canonical order of parameters. Those of SELECTING narrow the selection; the others say how it is shown.
SELECTING = ("q", "topic", "country", "city", "language", "from", "to", "undated", "ongoing")
PARAMETERS = (*SELECTING, "sort", "page", "per_page")
PER_PAGE = (20, 50, 100)

# Sort word → the field it goes by; a leading "-" is the word's natural direction, newest first.
SORTS = {
    "newest": "-published_at",
    "updated": "-updated_at",
    "title": "title_key",
    "country": "country__name_key",
    "city": "first_city",
    "start": "start_year",
}
SORT_LABELS = {
    "relevance": _("Best match"),
    "newest": _("Newest entries first"),
    "updated": _("Recently updated"),
    "-start": _("Start year, newest first"),
    "start": _("Start year, oldest first"),
    "title": _("Title, A to Z"),
    "country": _("Country, A to Z"),
    "city": _("City, A to Z"),
}
MAY_BE_EMPTY = {"first_city", "start_year"}
DEFAULT_SORT, RELEVANCE = "newest", "relevance"
DEFAULTS = {"page": 1, "per_page": PER_PAGE[0]}

UNKNOWN = {
    "topic": _("There is no topic “%(value)s”."),
    "country": _("There is no country with the code “%(value)s”."),
    "city": _("There is no city “%(value)s” in this catalogue."),
    "language": _("There is no language “%(value)s”."),
}
# So many practices or fewer are a weak result, beside which a correction is offered.
WEAK_RESULT = 2
# Parameters that take one value; of several, the last counts.
SINGLE = ("q", "from", "to", "undated", "ongoing", "sort", "page", "per_page")
REPEATED = _("%(name)s is there more than once: only the last, %(value)s, counts.")
# Of many unknown values of one facet only so many are named.
SHOWN_PROBLEMS = 10


class Problem(NamedTuple):
    """A value of the query string that was left out, and why, for people."""

    parameter: str
    value: str
    message: str


class ConditionFilter(django_filters.Filter):
    """A filter that says as a `Q` what its value means, so that conditions can be combined and counted."""

    def condition(self, value, *, is_own_facet=False) -> Q:
        """What `value` demands of a practice. A facet's own options are counted with `is_own_facet`."""
        raise NotImplementedError

    def filter(self, queryset, value):
        return queryset.filter(self.condition(value))


class ChosenFilter(ConditionFilter):
    """The included and excluded values of one facet; `field_name` leads from a practice to the value."""

    field_class = ChosenField

    def matching(self, values):
        """True where the practice has one of `values`: a subselect where there can be many, so no row comes twice."""
        matching = Q(**{f"{self.field_name}__in": values})
        if "__" not in self.field_name:
            return matching
        return Q(Exists(Practice.objects.filter(matching, pk=OuterRef("pk"))))

    def condition(self, chosen, *, is_own_facet=False):
        condition = Q()
        if chosen.included and not is_own_facet:
            condition &= self.matching(chosen.included)
        if chosen.excluded:
            condition &= ~self.matching(chosen.excluded)
        return condition


class FlagFilter(ConditionFilter):
    """Narrows to the practices for which the claim `field_name` is true."""

    field_class = FlagField

    def condition(self, value, *, is_own_facet=False):
        return Q(**{self.field_name: True}) if value and not is_own_facet else Q()


class WordsFilter(ConditionFilter):
    """Narrows to the practices that a search finds: see `PracticeFilter.search`, which knows it."""

    field_class = WordsField

    def condition(self, value, *, is_own_facet=False):
        return Q()


class SpanPart(ConditionFilter):
    """One of `from`, `to` and `undated`: they only mean something together, see `PracticeFilter.span_condition`."""

    def condition(self, value, *, is_own_facet=False):
        return Q()


class YearOfSpan(SpanPart):
    field_class = YearField


class FlagOfSpan(SpanPart):
    field_class = FlagField


class SelectionForm(forms.Form):
    """Everything of the query string that is not a filter, and what must hold between parameters."""

    sort = forms.CharField(required=False)
    page = NumberField(
        required=False,
        min_value=1,
        max_value=1_000_000,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Pages are counted from 1.")),
    )
    per_page = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=PER_PAGE[0],
        choices=[(number, number) for number in PER_PAGE],
        error_messages={"invalid_choice": _("A page holds 20, 50 or 100 practices.")},
    )

    def clean_sort(self):
        sort = self.cleaned_data["sort"].strip().lower()
        if sort and sort != RELEVANCE and sort.removeprefix("-") not in SORTS:
            raise forms.ValidationError(_("There is no such order."))
        return sort

    def clean(self):
        cleaned = super().clean()
        words = cleaned.get("q", "")
        if len(words) > LONGEST:
            self.add_error("q", _("The search has been cut after 200 characters."))
            cleaned["q"] = words[:LONGEST].strip()
        if cleaned.get("sort") == RELEVANCE and not cleaned.get("q"):
            self.add_error("sort", _("The best match needs words to search for."))
        if cleaned.get("from") and cleaned.get("to") and cleaned["from"] > cleaned["to"]:
            self.add_error("from", _("The first year is after the last year, so the years are left out."))
            del cleaned["to"]
        return cleaned


class PracticeFilter(django_filters.FilterSet):
    """A selection of published practices, made from a query string."""

    q = WordsFilter()
    topic = ChosenFilter("topics__slug", known=known_topics)
    country = ChosenFilter("country_id", known=known_countries, fold=str.upper)
    city = ChosenFilter("cities__slug", known=known_cities)
    language = ChosenFilter("language", known=known_languages, fold=languages.spelled)
    vars()["from"] = YearOfSpan()  # the contract's name, which is a keyword of Python
    to = YearOfSpan()
    undated = FlagOfSpan()
    ongoing = FlagFilter("is_ongoing")

    class Meta:
        model = Practice
        fields = []
        form = SelectionForm

    def __init__(self, data):
        super().__init__(data, queryset=Practice.objects.published().with_end_used())

    @cached_property
    def values(self) -> dict:
        """Parameter → its cleaned value, of the parameters that could be read."""
        self.errors  # noqa: B018 -- reading it validates the form
        return self.form.cleaned_data

    @cached_property
    def problems(self) -> list[Problem]:
        """What was left out of the query string, in its own order, each with a message for people."""
        unknown = [
            Problem(name, value, UNKNOWN[name] % {"value": value[:80]})
            for name, chosen in self.values.items()
            if isinstance(chosen, Chosen)
            for value in chosen.unknown[:SHOWN_PROBLEMS]
        ]
        repeated = [
            Problem(name, value, REPEATED % {"name": name, "value": value[:40]})
            for name in SINGLE
            if len(set(self.data.getlist(name)) - {""}) > 1
            for value in self.data.getlist(name)[-1:]
        ]
        unreadable = [
            Problem(name, value := self.data.get(name, ""), f"{name}={value[:40]}: {' '.join(messages)}")
            for name, messages in self.errors.items()
        ]
        return sorted(unknown + repeated + unreadable, key=lambda problem: PARAMETERS.index(problem.parameter))

    @cached_property
    def span(self) -> tuple[int | None, int | None]:
        return self.values.get("from"), self.values.get("to")

    def condition(self, *, ignoring: str = "", dropping: str = "") -> Q:
        """What the selection demands of a practice.

        `ignoring` a facet ("topic" … "ongoing", or "years") leaves out what is included there, but not what is
        excluded: that is the set in which the facet's options are counted. `dropping` leaves out both.
        """
        condition = Q() if dropping == "q" else self.search.condition
        if "years" not in (ignoring, dropping):
            condition &= self.span_condition
        for name, filter_ in self.filters.items():
            if name in self.values and name != dropping:
                condition &= filter_.condition(self.values[name], is_own_facet=name == ignoring)
        return condition

    @cached_property
    def typed(self) -> Search:
        """The search as the visitor typed it."""
        return Search(self.values.get("q", ""))

    @property
    def search(self) -> Search:
        """The search that is carried out: corrected or loosened when the typed one finds nothing at all."""
        return self.typed.helped

    def did_you_mean(self, count: int) -> Search | None:
        """A correction to offer beside a weak result; None where the result is not weak or is corrected already."""
        is_weak = self.typed.query is not None and self.search is self.typed and count <= WEAK_RESULT
        return self.typed.correction if is_weak else None

    @cached_property
    def span_condition(self) -> Q:
        """Active at any time in the span; with `undated`, also those without a year."""
        if self.span == (None, None):
            return Q()
        active = active_between(*self.span)
        return active | Q(start_year__isnull=True) if self.values.get("undated") else active

    def excluded_counts(self, name: str) -> dict[str, int]:
        """Excluded value of a facet → the practices it would bring if it alone were no longer excluded. One query."""
        filter_, excluded = self.filters[name], self.values[name].excluded
        if not excluded:
            return {}
        elsewhere = self.condition(dropping=name)
        return self.queryset.aggregate(
            **{
                value: Count(
                    "pk",
                    filter=elsewhere
                    & filter_.condition(Chosen(included=(value,), excluded=tuple({*excluded} - {value}))),
                )
                for value in excluded
            }
        )

    def practices(self, *, ignoring: str = ""):
        """The selected practices, unordered; `ignoring` as in `condition`."""
        return self.queryset.filter(self.condition(ignoring=ignoring))

    @property
    def default_sort(self) -> str:
        """Relevance where there are words to be relevant to."""
        return RELEVANCE if self.values.get("q") else DEFAULT_SORT

    @property
    def sort(self) -> str:
        return self.values.get("sort") or self.default_sort

    @property
    def qs(self):
        """The selected practices in the chosen order."""
        queryset = self.practices()
        if self.sort == RELEVANCE:
            return queryset.order_by(*self.search.order, *ordering(DEFAULT_SORT))
        if self.sort.endswith("city"):
            queryset = queryset.annotate(first_city=Min("cities__name_key"))
        return queryset.order_by(*ordering(self.sort))

    @property
    def page(self) -> int:
        return self.values.get("page") or 1

    @property
    def per_page(self) -> int:
        return self.values.get("per_page") or PER_PAGE[0]

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """The selection in the one canonical order and spelling, defaults left out; what could not be read is gone."""
        written = {}
        for name in PARAMETERS:
            value = self.values.get(name)
            if isinstance(value, Chosen):
                written[name] = value.as_parameters
            elif value and value != self.defaults.get(name):
                written[name] = ["1" if value is True else str(value)]
        if self.span == (None, None):
            written.pop("undated", None)
        return {name: values for name, values in written.items() if values}

    @property
    def defaults(self) -> dict:
        """Parameter → the value that is left out of the address."""
        return DEFAULTS | {"sort": self.default_sort}

    @property
    def is_canonical(self) -> bool:
        """Whether the query string is already in its one spelling."""
        return self.data.urlencode() == encoded(self.parameters)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything narrows the selection (an order or a page does not)."""
        return any(name in self.parameters for name in SELECTING)

    def query(self, **changes) -> str:
        """The canonical query string, "?" included, with `changes` applied; empty where nothing is left.

        A change gives a parameter its list of values ([] removes it). Any change goes back to the first page.
        """
        kept = {name: values for name, values in self.parameters.items() if not (changes and name == "page")}
        defaults = {name: str(value) for name, value in self.defaults.items()}
        changed = {name: [v for v in values if v != defaults.get(name)] for name, values in changes.items()}
        if "q" in changed and kept.get("sort") == [DEFAULT_SORT]:
            del kept["sort"]  # the default again without words
        query = encoded(kept | changed)
        return f"?{query}" if query else ""

    def query_without(self, name: str, value: str) -> str:
        """The query string with one value of one parameter taken out."""
        return self.query(**{name: [kept for kept in self.parameters.get(name, []) if kept != value]})


def ordering(sort: str) -> list:
    """The ORDER BY of a sort word: its own key, empty ones last, then what makes the order the same every time."""
    key, is_reversed = SORTS[sort.removeprefix("-")], sort.startswith("-")
    is_descending = key.startswith("-") is not is_reversed
    field, nulls_last = F(key.removeprefix("-")), True if key in MAY_BE_EMPTY else None
    first = field.desc(nulls_last=nulls_last) if is_descending else field.asc(nulls_last=nulls_last)
    return [first, "id"] if key.startswith("-") else [first, "title_key", "id"]


def encoded(parameters: dict[str, list[str]]) -> str:
    """`parameters` as a query string in canonical order, without the question mark."""
    return urlencode([(name, value) for name in PARAMETERS for value in parameters.get(name, [])])
