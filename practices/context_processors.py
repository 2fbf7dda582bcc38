"""What every page of the site needs to know."""

from functools import lru_cache
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
    here, wanted = get_language(), suggested(request)
    path, mark, query = request.get_full_path().partition("?")
    return [
        Version(code, name, translated(path, here, code) + mark + query, code == here, code == wanted)
        for code, name in settings.LANGUAGES
    ]


@lru_cache(maxsize=1000)
def translated(path: str, here: str, code: str) -> str:
    """The path of a page of the present language, which is `here`, in the language with a code."""
    return path if code == here else translate_url(path, code)
