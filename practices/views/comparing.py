"""Practices side by side."""

from django import forms
from django.shortcuts import render

from practices.comparison import comparison
from practices.directory import directory_at
from practices.query_fields import WordsField
from practices.search import LONGEST
from practices.suggestions import titled, words_of
from practices.views.remembering import remembered
from practices.years import year_axis

MOST_FOUND = 10


class SlugsField(forms.Field):
    """Slugs in the order given, repeated ones too; cleans to a list of strings."""

    widget = forms.MultipleHiddenInput

    def clean(self, values):
        return [value.strip().lower() for value in values or () if value.strip()]


class CompareForm(forms.Form):
    """The parameters of the comparison: the practices, and words of the title of one to add."""

    practice = SlugsField(required=False)
    q = WordsField(required=False)


@remembered
def compare(request):
    """The practices of the address side by side, with a box to find one more."""
    form = CompareForm(request.GET)
    form.full_clean()
    compared, words = comparison(form.cleaned_data["practice"]), form.cleaned_data["q"][:LONGEST]
    found = titled(words_of(words), MOST_FOUND) if words else []
    context = {
        "section": "practice",
        "comparison": compared,
        "removals": [(practice, compared.query_without(practice)) for practice in compared.practices],
        "words": words,
        "additions": [(p, compared.query_with(p)) for p in found if p not in compared.practices],
        "axis": year_axis(directory_at(request.catalogue_version).earliest),
    }
    return render(request, "compare/compare.html", context)
