"""The filters of the query string: each says as a condition on published practices what its value means."""

import django_filters
from django.db.models import Q

from practices.query_fields import ChosenField, CopiedFlat, FlagField, WordsField, YearField


class ConditionFilter(CopiedFlat, django_filters.Filter):
    """A filter that says as a `Q` what its value means, so that conditions can be combined and counted."""

    def condition(self, value, *, is_own_facet=False) -> Q:
        """What `value` demands of a practice. A facet's own options are counted with `is_own_facet`."""
        raise NotImplementedError

    def filter(self, queryset, value):
        return queryset.filter(self.condition(value))


class ChosenFilter(ConditionFilter):
    """The included and excluded values of one facet; `field_name` holds the value itself."""

    field_class = ChosenField

    def matching(self, values):
        """True where the practice has one of `values`."""
        return Q(**{f"{self.field_name}__in": values})

    def condition(self, chosen, *, is_own_facet=False):
        condition = Q()
        if chosen.included and not is_own_facet:
            condition &= self.matching(chosen.included)
        if chosen.excluded:
            condition &= ~self.matching(chosen.excluded)
        return condition


class ChosenOfSeveralFilter(ChosenFilter):
    """A facet of which a practice can have several values; `field_name` holds their ids."""

    def matching(self, values):
        return Q(**{f"{self.field_name}__overlap": self.parent.directory.ids(self.field_name, values)})


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
