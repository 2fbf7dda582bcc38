"""Markdown as curators write it: to safe HTML for pages, to plain text for excerpts."""

import html
import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# What a section may contain. Headings are the page's own business, images would come from other hosts.
ALLOWED_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "hr"}
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
EXCERPT_LENGTH = 240
PUNCTUATED = tuple(".…!?:;,»”’)")
# The characters that CommonMark reads as signs: anywhere; at the start of a line; after a number there.
SIGNS = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;)|~(?=~))")
LINE_SIGNS = re.compile(r"^(\s*)([#+=-])", re.MULTILINE)
LIST_NUMBERS = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)

_markdown = MarkdownIt("commonmark", {"html": False})


def render(text: str) -> SafeString:
    """`text` (CommonMark) as HTML. Raw HTML is shown as text; only an allow-list of tags and schemes gets through."""
    cleaned = nh3.clean(
        _markdown.render(text),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
    )
    return mark_safe(cleaned)  # noqa: S308 -- cleaned by nh3 in the line above


@lru_cache(maxsize=2000)  # the newest practices stand on many pages
def plain(text: str) -> str:
    """`text` (CommonMark) without its signs, in one line."""
    if not any(signs.search(text) for signs in (SIGNS, LINE_SIGNS, LIST_NUMBERS)):
        return " ".join(text.split())  # nothing in it means anything: most texts are of this kind
    return " ".join(html.unescape(nh3.clean(_markdown.render(text), tags=set())).split())


def escape(text: str) -> str:
    """Plain `text` as CommonMark that renders as exactly that text."""
    for signs, replacement in ((SIGNS, r"\\\1"), (LINE_SIGNS, r"\1\\\2"), (LIST_NUMBERS, r"\1\\\2")):
        text = signs.sub(replacement, text)
    return text


def excerpt(texts) -> str:
    """The beginning of `texts` (sections in CommonMark, in order) as plain text of at most 240 characters."""
    running = ""
    for text in texts:
        if len(running) >= EXCERPT_LENGTH or running.endswith("…"):
            break
        if running:
            running += " " if running.endswith(PUNCTUATED) else ". "
        running += plain(text)
    return shortened(running)


def shortened(text: str) -> str:
    """`text` cut between words to at most 240 characters, with an ellipsis where something was cut."""
    if len(text) <= EXCERPT_LENGTH:
        return text
    words = text[:EXCERPT_LENGTH].rpartition(" ")[0] or text[: EXCERPT_LENGTH - 1]
    return words.rstrip(" .,;:–-") + "…"
