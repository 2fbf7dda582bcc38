"""What every page of the site needs to know."""

from django.conf import settings


def catalogue(request):
    """The curators' mail address, empty where there is none."""
    return {"catalogue_contact": settings.CATALOGUE_CONTACT}
