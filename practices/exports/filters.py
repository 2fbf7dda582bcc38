"""Selections for machine formats: the same query string as a page's, but what a page would pass over is refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from practices.filters import FACETS, PER_PAGE, PracticeFilter, Problem, SelectionForm

PAGING = ("page", "per_page")
NO_PARAMETER = _("There is no parameter “%(name)s”.")
NO_PAGES = _("There is no parameter “%(name)s” here: this format has no pages.")
NO_SUCH_PAGE = _("There is no page %(number)s: the last one is %(last)s.")


def unknown_parameters(data, known=()) -> list[Problem]:
    """A problem for each parameter of a query string (a QueryDict) that is not `known`."""
    return [
        Problem(name, data[name], str(NO_PAGES if name in PAGING else NO_PARAMETER) % {"name": name[:80]})
        for name in data
        if name not in known
    ]


class WholeForm(SelectionForm):
    """The parameters of a format that always gives the whole selection."""

    page = None
    per_page = None


class PagedForm(SelectionForm):
    """The parameters of a format that gives the whole selection unless a page is asked for."""

    per_page = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(number, number) for number in (0, *PER_PAGE)],
        error_messages={"invalid_choice": _("A page holds 20, 50 or 100 practices; 0 asks for the counts alone.")},
    )


class WholeSelection(PracticeFilter):
    """A selection of which a format always gives all practices."""

    class Meta(PracticeFilter.Meta):
        form = WholeForm

    has_page = False

    def __init__(self, data, directory=None):
        super().__init__(data, directory, whole_facets=frozenset(FACETS))

    @property
    def refusals(self) -> list[Problem]:
        """Every reason not to answer."""
        return self.problems + unknown_parameters(self.data, self.form.fields)

    @property
    def count(self) -> int:
        """The number of selected practices, on whatever page."""
        return self.counted.total

    @property
    def rows(self):
        """The practices to give, in the chosen order."""
        return self.qs.with_places_and_topics()


class PagedSelection(WholeSelection):
    """A selection of which a format gives all practices, or one page, or with `per_page=0` none but their count."""

    class Meta(PracticeFilter.Meta):
        form = PagedForm

    @property
    def per_page(self) -> int | None:
        """Practices on a page; None where no page is asked for."""
        given = self.values.get("per_page")
        return PER_PAGE[0] if given is None and self.values.get("page") else given

    @property
    def last_page(self) -> int:
        return max(1, -(-self.count // self.per_page)) if self.per_page else 1

    @property
    def refusals(self):
        if (refusals := super().refusals) or self.page <= self.last_page:
            return refusals
        message = NO_SUCH_PAGE % {"number": self.page, "last": self.last_page}
        return [Problem("page", self.data["page"], message)]

    @property
    def rows(self):
        if self.per_page is None:
            return super().rows
        return super().rows[(self.page - 1) * self.per_page : self.page * self.per_page]
