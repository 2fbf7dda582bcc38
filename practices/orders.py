"""The orders in which a selection can be shown: the words of `sort`, their labels, and what they go by."""

from functools import cache

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from practices.models import PublishedPractice

# Sort word → the field of a published practice it goes by; a leading "-" is the word's natural direction, newest first.
SORTS = {
    "newest": "-published_at",
    "updated": "-updated_at",
    "title": "title_key",
    "country": "country__name_key",
    "city": "city_key",
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
MAY_BE_EMPTY = {"city_key", "start_year"}
DEFAULT_SORT, RELEVANCE = "newest", "relevance"


def ordering(sort: str, prefix: str = "") -> list:
    """The ORDER BY of a sort word: its own key, empty ones last, then what makes the order the same every time."""
    key, is_reversed = SORTS[sort.removeprefix("-")], sort.startswith("-")
    is_descending = key.startswith("-") is not is_reversed
    field, nulls_last = F(prefix + key.removeprefix("-")), True if key in MAY_BE_EMPTY else None
    first = field.desc(nulls_last=nulls_last) if is_descending else field.asc(nulls_last=nulls_last)
    return [first, "pk"] if key.startswith("-") else [first, f"{prefix}title_key", "pk"]


@cache
def sorted_sql(sort: str) -> tuple[str, str]:
    """The SELECT of the ids of all published practices by a word of `SORTS`, before and after its ORDER BY."""
    sql, _ = PublishedPractice.objects.order_by(*ordering(sort)).values("pk").query.sql_with_params()
    select, _, order = sql.partition(" ORDER BY ")
    return select, order
