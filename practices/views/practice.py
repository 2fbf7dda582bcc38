"""The page of one practice."""

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
from practices.relatives import Relatives
from practices.views.formats import base_url
from practices.views.remembering import remembered
from practices.years import year_axis


@remembered
def practice(request, slug):
    """One practice, its place in the selection that the address carries, and what is related to it."""
    found = get_object_or_404(Practice.objects.published().with_places_and_topics(), slug=slug)
    directory = directory_at(request.catalogue_version)
    published = record(found, base_url(request))
    context = {
        "section": "practice",
        "practice": found,
        "axis": year_axis(directory.earliest),
        "canonical": published["url"],
        "locale": to_locale(found.language),
        "citation": citation.in_words(published, timezone.localdate()),
        "linked_data": linked_data.written(published, request.build_absolute_uri(reverse("catalogue"))),
        "position": position(found, PracticeFilter(request.GET, directory)),
        "relatives": Relatives(found, directory),
    }
    return render(request, "catalogue/practice.html", context)
