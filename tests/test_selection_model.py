"""Random catalogues and random selections: total, results and every count equal a naive computation in Python."""

from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from practices.cards import cards
from practices.directory import current_directory
from practices.facets import Facets
from practices.filters import PracticeFilter
from practices.models import Practice
from tests.builders import make_city, make_practice, make_topic

TOPICS = ["education", "roma", "housing"]
CITIES = {"oslo": "NO", "bergen": "NO", "turin": "IT"}
COUNTRIES = ["NO", "IT", "SE"]
LANGUAGES = ["en", "fr"]
# Few years, around this one, so that they meet.
YEARS = st.sampled_from([None, 2014, 2016, *(timezone.localdate().year + offset for offset in (-1, 0, 1, 4))])


@st.composite
def entries(draw):
    """One practice as plain values: a catalogue is a list of them."""
    country = draw(st.sampled_from(COUNTRIES))
    start, end = draw(YEARS), draw(YEARS)
    if start and end and end < start:
        start, end = end, start
    return {
        "country": country,
        "cities": draw(st.sets(st.sampled_from([c for c, code in CITIES.items() if code == country] or ["-"]))) - {"-"},
        "topics": draw(st.sets(st.sampled_from(TOPICS))),
        "language": draw(st.sampled_from(LANGUAGES)),
        "years": (start, end, draw(st.sampled_from([True, False, None]))),
        "is_published": draw(st.integers(0, 9)) > 0,
    }


def signed(values):
    """Included and excluded values; often none, so that the other facets have something to choose from."""
    return st.just(frozenset()) | st.frozensets(st.sampled_from([*values, *(f"-{v}" for v in values)]), max_size=2)


SELECTIONS = st.fixed_dictionaries(
    {
        "topic": signed(TOPICS),
        "country": signed(COUNTRIES),
        "city": signed(list(CITIES)),
        "language": signed(LANGUAGES),
        "span": st.tuples(YEARS, YEARS),
        "undated": st.booleans(),
        "ongoing": st.booleans(),
    }
)


def values_of(entry, facet):
    return {entry[facet]} if facet in ("country", "language") else entry[{"topic": "topics", "city": "cities"}[facet]]


def last_active_year(entry):
    start, end, ongoing = entry["years"]
    if start is None:
        return None
    return max(end or 0, start, timezone.localdate().year) if ongoing else end or start


def span_of(chosen):
    """(first, last) in their order."""
    first, last = chosen["span"]
    return (last, first) if first and last and first > last else (first, last)


def is_in_span(entry, chosen):
    first, last = span_of(chosen)
    if first is None and last is None:
        return True
    start = entry["years"][0]
    if start is None:
        return chosen["undated"]
    return (first is None or last_active_year(entry) >= first) and (last is None or start <= last)


def matches(entry, chosen, facet, *, is_own=False):
    included = {value for value in chosen[facet] if value[0] != "-"}
    excluded = {value[1:] for value in chosen[facet] if value[0] == "-"}
    values = values_of(entry, facet)
    return (is_own or not included or bool(values & included)) and not values & excluded


FACETS = ("topic", "country", "city", "language")


def selected(catalogue, chosen, *, own="", in_span=True):
    return [
        number
        for number, entry in enumerate(catalogue)
        if entry["is_published"]
        and all(matches(entry, chosen, facet, is_own=facet == own) for facet in FACETS)
        and (not in_span or is_in_span(entry, chosen))
        and (own == "ongoing" or not chosen["ongoing"] or entry["years"][2] is True)
    ]


def count_of(catalogue, chosen, facet, value):
    """What an option would give: an excluded one as if it alone came back."""
    chosen = chosen | {facet: chosen[facet] - {f"-{value}"}}
    return sum(value in values_of(catalogue[number], facet) for number in selected(catalogue, chosen, own=facet))


def query_string(chosen):
    query = QueryDict(mutable=True)
    for name, value in (chosen | dict(zip(("from", "to"), span_of(chosen), strict=True))).items():
        if name == "span":
            continue
        if isinstance(value, set | frozenset):
            query.setlist(name, sorted(value))
        elif value:
            query[name] = "1" if value is True else str(value)
    return query


class SelectionTest(TestCase):
    @settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(entries(), max_size=9), SELECTIONS)
    def test_selection_equals_a_naive_computation(self, catalogue, chosen):
        topics = {slug: make_topic(slug, slug=slug) for slug in TOPICS}
        cities = {slug: make_city(slug, code) for slug, code in CITIES.items()}
        for number, entry in enumerate(catalogue):
            start, end, ongoing = entry["years"]
            make_practice(
                str(number),
                country=entry["country"],
                cities=[cities[slug] for slug in entry["cities"]],
                topics=[topics[slug] for slug in entry["topics"]],
                language=entry["language"],
                start_year=start,
                end_year=end,
                is_ongoing=ongoing,
                status="published" if entry["is_published"] else "draft",
            )
        directory = current_directory()
        self.check(PracticeFilter(query_string(chosen), directory), catalogue, chosen)
        # Once more with the numbers of the whole catalogue at hand, as they are from the second request on.
        directory.everything = PracticeFilter(QueryDict(), directory).counted
        self.check(PracticeFilter(query_string(chosen), directory), catalogue, chosen)
        assert Practice.objects.count() == len(catalogue)

    def check(self, selection, catalogue, chosen):
        expected = selected(catalogue, chosen)
        assert sorted(int(practice.title) for practice in selection.qs) == expected
        assert [int(card.practice.title) for card in cards(selection)] == expected
        assert selection.counted.total == len(expected)
        self.check_facets(Facets(selection), catalogue, chosen)

    def check_facets(self, facets, catalogue, chosen):
        for facet in FACETS:
            for option in getattr(facets, facet).options:
                assert option.count == count_of(catalogue, chosen, facet, option.value), (facet, option)
        ongoing = selected(catalogue, chosen, own="ongoing")
        assert facets.ongoing == sum(catalogue[number]["years"][2] is True for number in ongoing)
        in_any_year = [catalogue[number] for number in selected(catalogue, chosen, in_span=False)]
        for bar in facets.years.bars:
            active = [e for e in in_any_year if e["years"][0] and e["years"][0] <= bar.year <= last_active_year(e)]
            assert bar.count == len(active), bar
        assert facets.years.undated == sum(entry["years"][0] is None for entry in in_any_year)
