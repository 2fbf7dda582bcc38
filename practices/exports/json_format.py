"""A selection as JSON: count, sentence, facets, records. Source: ARCHITECTURE, "The record"."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext

from practices.exports.blocks import in_blocks
from practices.facets import FACET_WORDS, Facets, Option


def encoded(value) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


def written(head: dict, records):
    """Yield the text of one object: what `head` has, then "practices" with the records, written as they come."""
    return in_blocks(parts(head, records))


def parts(head, records):
    yield encoded(head).removesuffix("}") + ', "practices": ['
    for number, record in enumerate(records):
        yield (",\n" if number else "\n") + encoded(record)
    yield "\n]}\n"


def facet_counts(facets: Facets) -> dict[str, list[dict]]:
    """Facet → its options, with the value that the query string takes, always a string."""
    selection, years = facets.selection, facets.years.bars
    is_ongoing_chosen = selection.values["ongoing"]
    by_facet = {name: getattr(facets, name).options for name in FACET_WORDS}
    by_facet["year"] = [Option(str(bar.year), str(bar.year), bar.count, is_selected=bar.is_chosen) for bar in years]
    by_facet["ongoing"] = [Option("1", gettext("Still running"), facets.ongoing, is_selected=is_ongoing_chosen)]
    return {name: [counted(option) for option in options] for name, options in by_facet.items()}


def counted(option: Option) -> dict:
    return {
        "value": option.value,
        "label": option.label,
        "count": option.count,
        "is_selected": option.is_selected,
        "is_excluded": option.is_excluded,
    }
