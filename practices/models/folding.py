"""The folded sort key: names in one order on every server, whatever its collation."""

from django.db.models import CharField, F, Func, GeneratedField


class Folded(Func):
    """`folded(text)`, a function of migration 0001: without accents, in lower case, compared byte by byte."""

    function = "folded"


def folded_field(source: str, max_length: int) -> GeneratedField:
    """A stored column with the sort key of the text field `source`, kept by PostgreSQL."""
    return GeneratedField(
        expression=Folded(F(source)),
        # Unaccenting can lengthen a text (ß becomes ss).
        output_field=CharField(max_length=2 * max_length, db_collation="C"),
        db_persist=True,
        editable=False,
    )
