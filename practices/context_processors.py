"""What every page of the site needs to know."""

from typing import NamedTuple

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language

from practices.languages import suggested


class Version(NamedTuple):
    """The page in one of the languages of the site, with the same selection."""

    code: str
    name: str
    address: str
    is_present: bool
    is_suggested: bool


def catalogue(request):
    """The curators' mail address, empty where there is none, and the page in the languages of the site."""
    return {"catalogue_contact": settings.CATALOGUE_CONTACT, "versions": versions(request)}


def versions(request) -> list[Version]:
    here, path, wanted = get_language(), request.get_full_path(), suggested(request)
    return [
        Version(code, name, path if code == here else translate_url(path, code), code == here, code == wanted)
        for code, name in settings.LANGUAGES
    ]
