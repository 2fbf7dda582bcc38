"""What the site is measured against: constant bytes, and a catalogue made the plain way."""

from functools import cache

from django.db.models import Q
from django.http import HttpResponse
from django.test import Client
from django.views.generic import ListView

from practices.models import Country, Practice, Topic

TEXTS = (
    "title",
    "summary",
    "purpose",
    "rationale",
    "process",
    "impact",
    "country__name",
    "cities__name",
    "topics__name",
)


@cache
def bytes_of(path: str) -> bytes:
    """The bytes of one of the site's pages, made once."""
    return Client(SERVER_NAME="127.0.0.1").get(path).content


def constant(request):
    """The bytes of a page (`?of=/`), from the same server through the same middleware, without making the page."""
    return HttpResponse(bytes_of(request.GET["of"]))


class PlainCatalogue(ListView):
    """The catalogue as one would write it first: a query set, `icontains` for words, a COUNT for each facet option.

    It shows the options that the site's page shows, and counts each with the other facets applied and not its own.
    """

    template_name = "benchmark/plain.html"
    paginate_by = 20

    def selected(self, *, ignoring=""):
        """The selection, without the facet that is counted."""
        practices = Practice.objects.filter(status="published")
        values = self.request.GET
        if values.getlist("topic") and ignoring != "topic":
            practices = practices.filter(topics__slug__in=values.getlist("topic"))
        if values.getlist("country") and ignoring != "country":
            practices = practices.filter(country__in=values.getlist("country"))
        if values.getlist("city") and ignoring != "city":
            practices = practices.filter(cities__slug__in=values.getlist("city"))
        if values.getlist("language") and ignoring != "language":
            practices = practices.filter(language__in=values.getlist("language"))
        if values.get("ongoing") and ignoring != "ongoing":
            practices = practices.filter(is_ongoing=True)
        if ignoring != "years":
            if values.get("from"):
                practices = practices.filter(Q(end_year__gte=values["from"]) | Q(is_ongoing=True))
            if values.get("to"):
                practices = practices.filter(start_year__lte=values["to"])
        for word in values.get("q", "").split():
            practices = practices.filter(Q(*(Q(**{f"{name}__icontains": word}) for name in TEXTS), _connector=Q.OR))
        return practices.distinct()

    def get_queryset(self):
        return self.selected().order_by("-published_at", "id").select_related("country")

    def get_context_data(self, **kwargs):
        by_name = {name: self.selected(ignoring=name) for name in ("topic", "country", "city", "language", "years")}
        cities = Practice.cities.rel.model.objects.filter(practices__status="published").distinct()[:8]
        languages = Practice.objects.filter(status="published").order_by().values_list("language", flat=True).distinct()
        active = Q(is_ongoing=True) | Q(end_year__isnull=False)
        options = {
            "topic": [(topic, by_name["topic"].filter(topics=topic).count()) for topic in Topic.objects.all()],
            "country": [
                (country, by_name["country"].filter(country=country).count())
                for country in Country.objects.filter(practices__status="published").distinct()
            ],
            "city": [(city, by_name["city"].filter(cities=city).count()) for city in cities],
            "language": [(tag, by_name["language"].filter(language=tag).count()) for tag in languages],
            "year": [
                (year, by_name["years"].filter(active, start_year__lte=year).exclude(end_year__lt=year).count())
                for year in range(2000, 2027)
            ],
            "ongoing": [(True, self.selected(ignoring="ongoing").filter(is_ongoing=True).count())],
        }
        return super().get_context_data(facets=options, **kwargs)
