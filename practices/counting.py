"""How many practices a selection holds, in all and for every option of every facet, and which are on its page.

One statement counts everything. It groups the practices of the whole selection once, by several sets of columns
(GROUPING SETS), and once more for each facet in which something is included: that one is counted without it. What is
counted over the whole catalogue is counted once for each of its versions, and kept in the directory.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.db.models.sql import Query

from practices.models import PublishedPractice
from practices.orders import RELEVANCE, sorted_sql

TABLE = "practices_publishedpractice"
# A set of columns → the facets that are counted by it. Languages and running ones come with their neighbours.
SETS = {
    ("topic_ids",): ("topic",),
    ("country_id", "language"): ("country", "language"),
    ("city_ids",): ("city",),
    ("start_year", "end_year", "is_ongoing"): ("years", "ongoing"),
}
SET_OF = {facet: columns for columns, facets in SETS.items() for facet in facets}
COLUMNS = tuple(column for columns in SETS for column in columns)
# The columns of the statement's parts: number of the pass, bits, a topic or city, these, a count, the ids of the page.
PLAIN = "country_id, language, start_year, end_year, is_ongoing"
NOTHING = "NULL::int, NULL::varchar, NULL::varchar, NULL::int2, NULL::int2, NULL::boolean"
# In the place of the number of a pass: the parts of the statement that are none.
EXCLUDED, PAGE = -1, -2
TYPES = dict(zip(COLUMNS, ("int[]", "varchar", "varchar", "int[]", "int2", "int2", "boolean"), strict=True))


@dataclass(slots=True)
class Counted:
    """The numbers of a selection. Topics and cities are counted by id, countries by code, languages by tag.

    `spans` counts (start year, end year, is ongoing) without the span that is chosen, `ongoing` the running practices
    as if that were not asked for, `excluded` what each (facet, value) would bring if it alone came back.
    """

    total: int = 0
    page_ids: list[int] = field(default_factory=list)
    topic: Counter = field(default_factory=Counter)
    country: Counter = field(default_factory=Counter)
    city: Counter = field(default_factory=Counter)
    language: Counter = field(default_factory=Counter)
    spans: Counter = field(default_factory=Counter)
    ongoing: int = 0
    excluded: dict[tuple[str, str], int] = field(default_factory=dict)

    def take(self, other: "Counted", one: "Pass"):
        """Take over the numbers of a pass, which were counted before."""
        for facet in one.facets:
            name = "spans" if facet == "years" else facet
            setattr(self, name, getattr(other, name))
        if one.is_whole:
            self.total = other.total


@dataclass(frozen=True, slots=True)
class Pass:
    """One reading of published practices that serves several facets."""

    where: tuple[str, list]  # the WHERE with its parameters, empty where nothing is demanded
    facets: frozenset[str]
    is_whole: bool = False  # whether it reads the selection itself, so that its groups also give the total
    is_among_found: bool = False  # whether only what a search finds is read

    @property
    def is_unnarrowed(self) -> bool:
        """Whether it reads the whole catalogue, whose numbers the directory may know."""
        return not self.where[0] and not self.is_among_found

    @property
    def sets(self) -> list[tuple[str, ...]]:
        """The sets of columns to group by."""
        wanted = {SET_OF[facet] for facet in self.facets} | ({SET_OF["country"]} if self.is_whole else set())
        return [columns for columns in SETS if columns in wanted]

    def sql(self, number: int, cities: list[int] | None) -> tuple[str, list]:
        """A SELECT in the shape that `read` expects: a row an option, with the bits of what was not grouped by.

        Groups of topics and of cities are split into their members here: there are many more sets than members.
        """
        grouped = [column for columns in self.sets for column in columns]
        where, parameters = self.where
        columns = ", ".join(c if c in grouped else f"NULL::{TYPES[c]} AS {c}" for c in COLUMNS)
        first = ", ".join(columns[0] for columns in self.sets)
        sets = ", ".join(f"({', '.join(columns)})" for columns in self.sets)
        having = ""
        if cities is not None and "city_ids" in grouped:
            having = " HAVING GROUPING(city_ids) = 1 OR city_ids && %s::int[]"
            parameters = [*parameters, cities]
        sql = (
            f"SELECT {number}, bits, member, {PLAIN}, sum(number)::int, NULL::int[] FROM ("  # noqa: S608
            f"SELECT bits, unnest(coalesce(topic_ids, city_ids, '{{NULL}}')) AS member, {PLAIN}, number FROM ("
            f"SELECT GROUPING({first}) AS bits, {columns}, count(*) AS number FROM {TABLE} {where}"
            f" GROUP BY GROUPING SETS ({sets}){having}"
            f") AS sets) AS members GROUP BY bits, member, {PLAIN}"
        )
        return sql, list(parameters)

    def by_bits(self) -> dict[int, frozenset[str]]:
        """Bits of a row → the facets it counts for: the bit of the set by which the row was grouped is not set."""
        every = 2 ** len(self.sets) - 1
        return {
            every ^ 1 << place: self.facets.intersection(SETS[columns])
            for place, columns in enumerate(reversed(self.sets))
        }


def count(selection, search) -> Counted:
    """Count a selection with a search (of `PracticeFilter`, as typed or corrected). One query, or none.

    There is nothing to ask where the whole catalogue is selected, has been counted, and no page is wanted.
    """
    directory, passes = selection.directory, passes_of(selection, search)
    known = [one for one in passes if one.is_unnarrowed and directory.everything]
    asked = [one for one in passes if one not in known]
    counted = ask(selection, search, passes[0].where, asked)
    for one in known:
        counted.take(directory.everything, one)
    if directory.version is not None and any(one.is_whole and one.is_unnarrowed for one in asked):
        directory.everything = counted
    return counted


def ask(selection, search, where, passes: list[Pass]) -> Counted:
    """What the passes count, the excluded options, and the page; `where` is that of the whole selection."""
    excluded = selection.excluded_conditions()
    parts = [one.sql(number, cities_to_count(selection, one)) for number, one in enumerate(passes)]
    parts += [total_sql(i, condition) for i, condition in enumerate(excluded.values())]
    if selection.has_page:
        parts.append(page_sql(selection, search, where))
    if not parts:
        return Counted()
    statement, parameters = " UNION ALL ".join(f"({sql})" for sql, _ in parts), [p for _, ps in parts for p in ps]
    if search.query is not None:
        query, words = search.query
        # Under the table's own name, so that every part below reads the practices that were found, and only those.
        statement = f"WITH {TABLE} AS MATERIALIZED (SELECT * FROM published_matching({query})) {statement}"  # noqa: S608
        parameters = [*words, *parameters]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return read(cursor.fetchall(), passes, list(excluded))


def passes_of(selection, search) -> list[Pass]:
    """The whole selection for all facets in which nothing is included; each of the others by itself."""
    own, has_words = [facet for facet in SET_OF if selection.is_included_in(facet)], search.query is not None
    whole = Pass(
        where_sql(selection.condition()), frozenset(SET_OF) - set(own), is_whole=True, is_among_found=has_words
    )
    return [
        whole,
        *(
            Pass(where_sql(selection.condition(ignoring=facet)), frozenset({facet}), is_among_found=has_words)
            for facet in own
        ),
    ]


def cities_to_count(selection, one: Pass) -> list[int] | None:
    """The ids of the cities whose options are shown; None where that is all of them, or all are counted to keep."""
    cities = selection.listed_cities
    is_all = (one.is_whole and one.is_unnarrowed) or len(cities) >= len(selection.directory.used_cities)
    return None if is_all else [city.pk for city in cities]


def where_sql(condition: Q) -> tuple[str, list]:
    """The WHERE of a condition on published practices, with its parameters; empty where it demands nothing."""
    if not condition:
        return "", []
    query = Query(PublishedPractice)
    sql, parameters = query.get_compiler(connection=connection).compile(query.build_where(condition))
    return f"WHERE {sql}", list(parameters)


def total_sql(number: int, condition: Q) -> tuple[str, list]:
    """A SELECT of the number of practices that meet a condition; `number` stands in the place of the bits."""
    where, parameters = where_sql(condition)
    return f"SELECT {EXCLUDED}, {number}, {NOTHING}, count(*), NULL FROM {TABLE} {where}", parameters  # noqa: S608


def page_sql(selection, search, where) -> tuple[str, list]:
    """A SELECT of the ids of the page, in their order."""
    rows, parameters = ordered_sql(selection, search, where)
    first = (selection.page - 1) * selection.per_page
    limits = f"LIMIT {selection.per_page} OFFSET {first}"
    return f"SELECT {PAGE}, 0, {NOTHING}, 0, ARRAY({rows} {limits})::int[]", list(parameters)


def ordered_sql(selection, search, where) -> tuple[str, list]:
    """A SELECT of the ids of a selection in its order."""
    if selection.sort == RELEVANCE:
        selected = selection.queryset.filter(selection.condition())
        return selected.order_by(*selection.order(search, selected)).values("pk").query.sql_with_params()
    (select, order), (condition, parameters) = sorted_sql(selection.sort), where
    return f"{select} {condition} ORDER BY {order}", parameters


def read(rows, passes: list[Pass], excluded: list[tuple[str, str]]) -> Counted:
    """The numbers in the rows of the statement."""
    counted = Counted()
    facets_of = {(number, bits): f for number, one in enumerate(passes) for bits, f in one.by_bits().items()}
    for number, bits, member, country, language, start, end, is_ongoing, count_, ids in rows:
        if number == EXCLUDED:
            counted.excluded[excluded[bits]] = count_
        elif number == PAGE:
            counted.page_ids = ids
        elif member is not None:
            of_topics = "topic" in facets_of[number, bits]
            (counted.topic if of_topics else counted.city)[member] = count_
        elif country is not None:
            facets = facets_of[number, bits]
            if passes[number].is_whole:
                counted.total += count_
            if "country" in facets:
                counted.country[country] += count_
            if "language" in facets:
                counted.language[language] += count_
        else:
            facets = facets_of[number, bits]
            if "years" in facets:
                counted.spans[start, end, is_ongoing] += count_
            if "ongoing" in facets and is_ongoing:
                counted.ongoing += count_
    return counted
