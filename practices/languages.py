"""Language tags (BCP 47) of texts: which are known, how they are spelled, what they are called."""

import re

from babel import Locale
from django.core.exceptions import ValidationError
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
    """The English name of a language, from CLDR: "fr" → French; the tag itself where CLDR has none."""
    names = Locale("en").languages
    return names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag


def validate(tag: str):
    """Refuse a tag that is unknown or not in its usual spelling (a validator of model fields)."""
    if not is_known(tag) or spelled(tag) != tag:
        raise ValidationError(_("Give a language tag such as en, fr or pt-BR."))
