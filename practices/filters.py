"""The query-string contract: one class turns a query string into a selection of practices.

Every page and every machine format goes through `PracticeFilter`; none filters by itself. What it does not understand
it names in `problems` and leaves out: pages show the problems, machine formats refuse with them.
Source: ARCHITECTURE, "Query string".
"""

from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from practices import languages
from practices.conditions import ChosenFilter, ChosenOfSeveralFilter, FlagFilter, FlagOfSpan, WordsFilter, YearOfSpan
from practices.counting import Counted, count
from practices.directory import Directory, current_directory
from practices.models import City, Practice, PublishedPractice
from practices.models.published import active_between
from practices.orders import DEFAULT_SORT, RELEVANCE, SORTS, ordering
from practices.query_fields import Chosen, NumberField
from practices.search import LONGEST, MOST_RANKED, Search, parse

# The canonical order of parameters. Those of SELECTING narrow the selection; the others say how it is shown.
FACETS = ("topic", "country", "city", "language")
SELECTING = ("q", "topic", "country", "city", "language", "from", "to", "undated", "ongoing")
PARAMETERS = (*SELECTING, "sort", "page", "per_page")
PER_PAGE = (20, 50, 100)
SHOWN_AT_FIRST = 8
# A page carries no more options of one facet; beyond, "Show all" leads to a page of its own.
MOST_IN_FORM = 60

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
        if words and not parse(words):
            self.add_error("q", _("There is no letter or number in it to search for."))
        if cleaned.get("sort") == RELEVANCE and not cleaned.get("q"):
            self.add_error("sort", _("The best match needs words to search for."))
        if cleaned.get("from") and cleaned.get("to") and cleaned["from"] > cleaned["to"]:
            self.add_error("from", _("The first year is after the last year, so the years are left out."))
            del cleaned["to"]
        return cleaned


class PracticeFilter(django_filters.FilterSet):
    """A selection of published practices, made from a query string."""

    q = WordsFilter()
    topic = ChosenOfSeveralFilter("topic_ids")
    country = ChosenFilter("country_id", fold=str.upper)
    city = ChosenOfSeveralFilter("city_ids")
    language = ChosenFilter("language", fold=languages.spelled)
    vars()["from"] = YearOfSpan()  # the contract's name, which is a keyword of Python
    to = YearOfSpan()
    undated = FlagOfSpan()
    ongoing = FlagFilter("is_ongoing")

    class Meta:
        model = PublishedPractice
        fields = []
        form = SelectionForm

    # Whether the ids of one page are found along with the counts.
    has_page = True

    def __init__(self, data, directory: Directory | None = None, *, whole_facets=frozenset()):
        """Of `whole_facets` every option is counted, also those that the form would not show."""
        super().__init__(data, queryset=PublishedPractice.objects.all())
        self.directory = directory or current_directory()
        self.whole_facets = whole_facets
        self._counted = {}
        for name in FACETS:
            self.form.fields[name].known = partial(self.directory.known, name)

    def get_form_class(self):
        """The form of this class of selections, made once; each selection has an instance of its own."""
        if "_form_class" not in type(self).__dict__:
            type(self)._form_class = super().get_form_class()
        return self._form_class

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
        """What the selection demands of a published practice beside its words.

        `ignoring` a facet ("topic" … "ongoing", or "years") leaves out what is included there, but not what is
        excluded: that is the set in which the facet's options are counted. `dropping` leaves out both.
        """
        condition = Q() if "years" in (ignoring, dropping) else self.span_condition
        for name, filter_ in self.filters.items():
            if name in self.values and name != dropping:
                condition &= filter_.condition(self.values[name], is_own_facet=name == ignoring)
        return condition

    def is_included_in(self, facet: str) -> bool:
        """Whether something is included in a facet, so that its options are counted in another set than the rest."""
        if facet == "years":
            return self.span != (None, None)
        value = self.values.get(facet)
        return bool(value.included if isinstance(value, Chosen) else value)

    @cached_property
    def listed_cities(self) -> list[City]:
        """The cities that are offered and counted, A–Z: the used and the chosen ones, of too many only the first."""
        used = self.directory.used_cities
        if len(used) > MOST_IN_FORM and "city" not in self.whole_facets:
            used = used[:SHOWN_AT_FIRST]
        if not (chosen := self.values["city"].values):
            return used
        listed = {city.pk for city in used} | set(self.directory.ids("city_ids", chosen))
        return [city for city in self.directory.cities.values() if city.pk in listed]

    @cached_property
    def typed(self) -> Search:
        """The search as the visitor typed it."""
        return Search(self.values.get("q", ""), self.directory.used_languages)

    @cached_property
    def search(self) -> Search:
        """The search that is carried out: corrected or loosened when the typed one finds nothing at all."""
        if self.typed.query is None or self.counted_with(self.typed).total:
            return self.typed
        if not any(name in self.parameters for name in SELECTING if name != "q"):
            self.typed.finds_anything = False  # the count has just said so
        return self.typed.helped

    @cached_property
    def counted(self) -> Counted:
        """Total, counts and page of the selection; one query, two where the typed words found nothing."""
        return self.counted_with(self.search)

    def counted_with(self, search: Search) -> Counted:
        """Total, counts and page with one of the searches that come into question."""
        if search not in self._counted:
            self._counted[search] = count(self, search)
        return self._counted[search]

    def did_you_mean(self) -> Search | None:
        """A correction to offer beside a weak result; None where the result is not weak or is corrected already."""
        is_weak = self.typed.query is not None and self.search is self.typed and self.counted.total <= WEAK_RESULT
        return self.typed.correction if is_weak else None

    @cached_property
    def span_condition(self) -> Q:
        """Active at any time in the span; with `undated`, also those without a year."""
        if self.span == (None, None):
            return Q()
        active = active_between(*self.span)
        return active | Q(start_year__isnull=True) if self.values.get("undated") else active

    def excluded_conditions(self) -> dict[tuple[str, str], Q]:
        """(facet, excluded value) → what a practice must be to come back if that value alone were not excluded."""
        conditions = {}
        for name in FACETS:
            excluded = self.values[name].excluded
            for value in excluded:
                alone = Chosen(included=(value,), excluded=tuple({*excluded} - {value}))
                conditions[name, value] = self.condition(dropping=name) & self.filters[name].condition(alone)
        return conditions

    def ways_out(self, names) -> dict[str, int]:
        """Facet, "years", "ongoing" or "q" of `names` → how many practices it would give to drop that. One query."""
        words = self.search.condition
        counts = self.queryset.aggregate(
            **{
                f"without_{name}": Count(
                    "pk", filter=self.condition() if name == "q" else self.condition(dropping=name) & words
                )
                for name in names
            }
        )
        return {name: counts[f"without_{name}"] for name in names}

    def practices(self):
        """The selected published practices, unordered."""
        return self.queryset.filter(self.condition() & self.search.condition)

    @property
    def default_sort(self) -> str:
        """Relevance where there are words to be relevant to."""
        return RELEVANCE if self.values.get("q") else DEFAULT_SORT

    @property
    def sort(self) -> str:
        return self.values.get("sort") or self.default_sort

    @property
    def qs(self):
        """The selected practices, whole, in the chosen order."""
        selected = Practice.objects.filter(pk__in=self.practices().values("pk"))
        return selected.order_by(*self.order(self.search, self.practices(), prefix="published__"))

    def order(self, search: Search, selected, prefix: str = "") -> list:
        """The ORDER BY of the published practices `selected`; `prefix` leads to them from what is ordered."""
        if self.sort == RELEVANCE:
            return [*search.order(selected, prefix), *ordering(DEFAULT_SORT, prefix)]
        return ordering(self.sort, prefix)

    @property
    def is_ranked_by_title(self) -> bool:
        """Whether there are too many practices to rank by more than their titles."""
        return self.sort == RELEVANCE and self.search.query is not None and self.counted.total > MOST_RANKED

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

    @cached_property
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
        parts = self.parts_of_query
        if changes:
            kept = {name: part for name, part in parts.items() if name != "page"}
            if "q" in changes and self.parameters.get("sort") == [DEFAULT_SORT]:
                kept.pop("sort", None)  # the default again without words
            defaults = {name: str(self.defaults[name]) for name in changes if name in self.defaults}
            changed = {name: [v for v in values if v != defaults.get(name)] for name, values in changes.items()}
            parts = kept | {name: encoded({name: values}) for name, values in changed.items()}
        query = "&".join(parts[name] for name in PARAMETERS if parts.get(name))
        return f"?{query}" if query else ""

    @cached_property
    def parts_of_query(self) -> dict[str, str]:
        """Parameter → its part of the canonical query string."""
        return {name: encoded({name: values}) for name, values in self.parameters.items()}

    def query_without(self, name: str, value: str) -> str:
        """The query string with one value of one parameter taken out."""
        return self.query(**{name: [kept for kept in self.parameters.get(name, []) if kept != value]})


class UnpagedForm(SelectionForm):
    """The parameters of a picture that shows the whole selection at once; `per_page` is kept for the others."""

    page = None


class UnpagedSelection(PracticeFilter):
    """A selection that is shown whole."""

    class Meta(PracticeFilter.Meta):
        form = UnpagedForm

    has_page = False


def encoded(parameters: dict[str, list[str]]) -> str:
    """`parameters` as a query string in canonical order, without the question mark."""
    return urlencode([(name, value) for name in PARAMETERS if name in parameters for value in parameters[name]])
