"""Where a practice stands in the selection its reader came from."""

from dataclasses import dataclass

from django.db import connection

from practices.models import Practice

# A practice that is not in the selection has no row.
PLACE = """
SELECT place, cardinality(ids), ids[place - 1], ids[place + 1]
FROM (SELECT ids, array_position(ids, %s::int) AS place FROM (SELECT ARRAY({rows})::int[] AS ids) AS whole) AS placed
WHERE place IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Position:
    """The place of a practice in a selection, counted from 1, and who stands beside it (None at the ends)."""

    number: int
    count: int
    previous: Practice | None
    next: Practice | None
    query: str  # what links to practices of the selection carry
    back_query: str  # the page of the selection on which the practice stands


def position(practice, selection) -> Position | None:
    """The practice's place in a selection (`PracticeFilter`); None where it has none, or nothing is selected.

    Two queries, and those of the search where there are words.
    """
    if not (query := selection.query(page=[])):
        return None
    selected = selection.practices()
    ordered = selected.order_by(*selection.order(selection.search, selected)).values("pk")
    rows, parameters = ordered.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PLACE.format(rows=rows), [practice.pk, *parameters])
        found = cursor.fetchone()
    if found is None:
        return None
    number, count, previous, following = found
    beside = Practice.objects.published().only("title", "slug", "language").in_bulk([previous, following])
    page = (number - 1) // selection.per_page + 1
    return Position(
        number, count, beside.get(previous), beside.get(following), query, selection.query(page=[str(page)])
    )
