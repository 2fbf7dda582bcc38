"""Language tags (BCP 47) of texts: which are known, how they are spelled, what they are called."""

import re

from babel import Locale
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, get_language_from_request
from django.utils.translation import gettext_lazy as _

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def is_known(tag: str) -> bool:
    """Whether `tag` is well formed and CLDR knows its language: "fr", "pt-BR"; not "zz" or "English"."""
    return bool(TAG.fullmatch(tag)) and tag.partition("-")[0].lower() in Locale("en").languages


def spelled(tag: str) -> str:
    """The tag in its usual spelling: "PT-br" → "pt-BR", "sr-latn" → "sr-Latn"."""
    language, *subtags = tag.lower().split("-")
    parts = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part for part in subtags]
    return "-".join([language, *parts])


def name(tag: str) -> str:
    """What a language is called in the language of the page, from CLDR: "fr" → French; the tag where CLDR has none."""
    names = Locale(get_language() or "en").languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag


def suggested(request) -> str | None:
    """The language of the site that a visitor of an English page would sooner read, by the browser's own settings.

    None on other pages: whoever is there has asked for it. Nothing is ever redirected by it.
    """
    if get_language() != settings.LANGUAGE_CODE:
        return None
    wanted = get_language_from_request(request)
    return wanted if wanted != settings.LANGUAGE_CODE else None


def validate(tag: str):
    """Refuse a tag that is unknown or not in its usual spelling (a validator of model fields)."""
    if not is_known(tag) or spelled(tag) != tag:
        raise ValidationError(_("Give a language tag such as en, fr or pt-BR."))
