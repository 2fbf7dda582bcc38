"""Pages that stand by themselves: about, accessibility, privacy, robots.txt, and the two health checks."""

from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache


def about(request):
    """What the catalogue is, where its entries come from and how to reuse them."""
    return render(request, "pages/about.html", {"section": "about"})


def accessibility(request):
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")


def privacy(request):
    """What the site keeps about its visitors."""
    return render(request, "pages/privacy.html")


def opensearch(request):
    """How a browser can search the catalogue from its address bar. Source: OpenSearch 1.1."""
    context = {"root": f"{request.scheme}://{request.get_host()}"}
    return render(request, "opensearch.xml", context, content_type="application/opensearchdescription+xml")


# Landing pages and practices are for indexes, selections are not: there are endlessly many. Source: FACETS, rule 15.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /fr/admin/
Disallow: /*?q=
Disallow: /*?*&
Disallow: /*practices/*?

Sitemap: %(sitemap)s
"""


def robots(request):
    """What crawlers leave alone, and where they find the rest."""
    text = ROBOTS % {"sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return HttpResponse(text, content_type="text/plain")


@never_cache
def healthz(request):
    """The process is up."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request):
    """The process is up and the database answers; an error of the database is a 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
