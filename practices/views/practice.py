"""The page of one practice, and its past versions."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import to_locale

from practices.directory import directory_at
from practices.exports import citation, linked_data
from practices.exports.record import record
from practices.filters import PracticeFilter
from practices.models import Practice
from practices.position import position
from practices.public_versions import numbers_and_days, public, public_versions
from practices.relatives import Relatives
from practices.views.elsewhere import answer_elsewhere
from practices.views.formats import base_url
from practices.views.remembering import remembered
from practices.years import year_axis


@remembered
def practice(request, slug):
    """One practice, its place in the selection that the address carries, and what is related to it."""
    found = Practice.objects.published().with_places_and_topics().filter(slug=slug).first()
    if found is None:
        return answer_elsewhere(request, slug)
    directory = directory_at(request.catalogue_version)
    context = what_the_page_shows(request, found, directory)
    context["position"] = position(found, PracticeFilter(request.GET, directory))
    context["history"] = numbers_and_days(found)
    return render(request, "catalogue/practice.html", context)


def what_the_page_shows(request, practice, directory) -> dict:
    """The context of the page of a practice, which may be one that is nowhere stored as it stands."""
    published = record(practice, base_url(request))
    earliest = min(filter(None, (directory.earliest, practice.start_year)), default=None)
    return {
        "section": "practice",
        "practice": practice,
        "axis": year_axis(earliest),
        "canonical": published["url"],
        "locale": to_locale(practice.language),
        "citation": citation.in_words(published, timezone.localdate()),
        "linked_data": linked_data.written(published, request.build_absolute_uri(reverse("catalogue"))),
        "translations": practice.published_translations(),
        "relatives": Relatives(practice, directory),
    }


@remembered
def versions(request, slug):
    """The versions of a practice that were public, with what each has changed."""
    found = Practice.objects.published().filter(slug=slug).first()
    if found is None:
        return answer_elsewhere(request, slug)
    context = {"section": "practice", "practice": found, "history": public_versions(found)}
    return render(request, "catalogue/versions.html", context)


@remembered
def version(request, slug, number):
    """A practice as it looked in one of its public versions."""
    found = Practice.objects.published().filter(slug=slug).first()
    if found is None:
        return answer_elsewhere(request, slug, number=number)
    seen = get_object_or_404(public(found), version=number)
    context = {
        "section": "practice",
        "practice": seen.as_it_was(),
        "version": seen,
        "present": found,
        "canonical": request.build_absolute_uri(found.get_absolute_url()),
        "axis": year_axis(directory_at(request.catalogue_version).earliest),
    }
    return render(request, "catalogue/version.html", context)
