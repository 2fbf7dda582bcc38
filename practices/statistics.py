"""The statistics of a selection: charts, each with the table of its numbers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from practices.breakdown import countries_of, part_query, topics_of
from practices.tally import Tally
from practices.years import Axis, active_by_year

# Shades of the cells of the matrix.
LEVELS = 4


class Amount(NamedTuple):
    """A number of practices, and the query string that leads to just these; None where none does."""

    number: int
    query: str | None = None
    level: int = 0  # shade, 1 to 4, of a cell of the matrix


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what is counted, and how many there are."""

    label: str
    amounts: list[Amount]

    @property
    def number(self) -> int:
        return self.amounts[0].number

    @property
    def query(self) -> str | None:
        return self.amounts[0].query


@dataclass(frozen=True)
class Chart:
    """Rows to draw, and the `rest` that stands only in the table below them; `axis` where the rows are years."""

    name: str
    title: str
    kind: str  # "matrix", "years" or "bars"
    header: list[str]
    rows: list[Row]
    rest: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    axis: Axis | None = None

    @property
    def highest(self) -> int:
        return max((row.number for row in self.rows), default=0)

    @property
    def table(self) -> list[Row]:
        return self.rows + self.rest

    @property
    def cells(self) -> list[list[str | int]]:
        """The table as it is saved: the header, then a label and numbers a line."""
        return [self.header, *([row.label, *(amount.number for amount in row.amounts)] for row in self.table)]


def charts(selection, tally: Tally) -> list[Chart]:
    """All charts of a selection, from its tally."""
    return [chart(selection, tally) for chart in CHARTS.values()]


def amount(selection, number: int, **part: str) -> Amount:
    """The amount of one topic, one country or both, with its link where there is any practice."""
    return Amount(number, part_query(selection, **part) if number else None)


def matrix(selection, tally: Tally) -> Chart:
    """Topics by countries, with the combinations that no practice has."""
    topics, countries = topics_of(selection), countries_of(selection, tally.countries)
    highest = max((tally.cells[topic.pk, c.code] for topic in topics for c in countries), default=0)

    def cell(topic, country):
        found = amount(selection, tally.cells[topic.pk, country.code], topic=topic.slug, country=country.code)
        return found._replace(level=-(-LEVELS * found.number // highest)) if found.number else found

    rows = [
        Row(t.label, [*(cell(t, c) for c in countries), amount(selection, tally.topics[t.pk], topic=t.slug)])
        for t in topics
    ]
    header = [gettext("Topic"), *(country.label for country in countries), gettext("All countries")]
    note = gettext("A practice with several topics counts under each of them, but once in all practices.")
    rest = matrix_rest(selection, tally, countries)
    return Chart("topics-by-country", gettext("Topics by country"), "matrix", header, rows, rest, [note])


def matrix_rest(selection, tally: Tally, countries) -> list[Row]:
    """The lines below the topics: what has none, and all practices."""
    without = [Amount(tally.cells[None, country.code]) for country in countries]
    without.append(Amount(tally.topics[None]))
    every = [amount(selection, tally.countries[country.code], country=country.code) for country in countries]
    every.append(Amount(tally.total, selection.query()))
    rows = [Row(gettext("All practices"), every)]
    return [Row(gettext("No topic"), without), *rows] if tally.topics[None] else rows


def started_by_year(selection, tally: Tally) -> Chart:
    """A column a year of the practices that began in it. No query string asks for a start, so no links."""
    rows = [Row(str(year), [Amount(tally.starts[year])]) for year in years_of(tally.axis)]
    return year_chart("started", gettext("Practices started in each year"), gettext("Started"), rows, tally)


def active_in_year(selection, tally: Tally) -> Chart:
    """A column a year of the practices active in it."""
    years = years_of(tally.axis)
    counts = active_by_year(tally.spans, years[0], years[-1]) if years else {}
    rows = [
        Row(str(year), [Amount(number, year_query(selection, year) if number else None)])
        for year, number in counts.items()
    ]
    return year_chart("active", gettext("Practices active in each year"), gettext("Active"), rows, tally)


def years_of(axis: Axis | None) -> range:
    return range(axis.first, axis.last + 1) if axis else range(0)


def year_query(selection, year: int) -> str | None:
    """The query string of what is active in a year. Of a year outside the chosen span it would give too many."""
    first, last = selection.span
    if not (first or year) <= year <= (last or year):
        return None
    return selection.query(**{"from": [str(year)], "to": [str(year)], "undated": []})


def year_chart(name: str, title: str, header: str, rows: list[Row], tally: Tally) -> Chart:
    """Columns over the years; the undated practices are named and counted, not drawn."""
    undated = tally.starts[None]
    notes = year_notes(rows, undated)
    header, rest = [gettext("Year"), header], [Row(gettext("Undated"), [Amount(undated)])]
    return Chart(name, title, "years", header, rows, rest, notes, tally.axis)


def year_notes(rows: list[Row], undated: int) -> list[str]:
    """The peak and the undated ones, in words."""
    notes = []
    if rows:
        peak = max(rows, key=lambda row: row.number)
        most = ngettext(
            "Most in one year: %(number)s practice, in %(year)s.",
            "Most in one year: %(number)s practices, in %(year)s.",
            peak.number,
        )
        notes.append(most % {"number": number_format(peak.number), "year": peak.label})
    if undated:
        left_out = ngettext(
            "%(number)s practice has no year that could be read and is not drawn.",
            "%(number)s practices have no year that could be read and are not drawn.",
            undated,
        )
        notes.append(left_out % {"number": number_format(undated)})
    return notes


def by_country(selection, tally: Tally) -> Chart:
    """A bar a country, the longest first."""
    countries = countries_of(selection, tally.countries)
    rows = [Row(c.label, [amount(selection, tally.countries[c.code], country=c.code)]) for c in countries]
    header = [gettext("Country"), gettext("Practices")]
    return Chart("countries", gettext("Practices by country"), "bars", header, longest_first(rows))


def by_topic(selection, tally: Tally) -> Chart:
    """A bar a topic, the longest first, and one for the practices without a topic."""
    numbers = tally.topics
    rows = [Row(t.label, [amount(selection, numbers[t.pk], topic=t.slug)]) for t in topics_of(selection)]
    rows = longest_first(rows)
    if numbers[None]:
        rows.append(Row(gettext("No topic"), [Amount(numbers[None])]))
    header = [gettext("Topic"), gettext("Practices")]
    note = gettext("A practice with several topics counts under each of them.")
    return Chart("topics", gettext("Practices by topic"), "bars", header, rows, notes=[note])


def longest_first(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: -row.number)


# Name in addresses → what makes the chart of a selection and its tally, in the order of the page.
CHARTS = {
    "topics-by-country": matrix,
    "active": active_in_year,
    "started": started_by_year,
    "countries": by_country,
    "topics": by_topic,
}
