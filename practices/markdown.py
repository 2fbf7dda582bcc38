"""Markdown as curators write it: to safe HTML for pages, to plain text for excerpts."""

import html
import re
from functools import lru_cache

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt

# What a section may contain. Headings are the page's own business, images would come from other hosts.
ALLOWED_TAGS = {"p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "hr", "span"}
ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"lang"}}
# Raw HTML is not read, so these are never an author's.
ALLOWED_CLASSES = {"a": {"out"}, "span": {"vh"}}
LEAVES = ("http:", "https:")
EXCERPT_LENGTH = 240
PUNCTUATED = tuple(".…!?:;,»”’)")
# The characters that CommonMark reads as signs: anywhere; at the start of a line; after a number there.
SIGNS = re.compile(r"([\\`*_\[\]<>]|&(?=#?\w+;)|~(?=~))")
LINE_SIGNS = re.compile(r"^(\s*)([#+=-])", re.MULTILINE)
LIST_NUMBERS = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)

_markdown = MarkdownIt("commonmark", {"html": False})
_page_markdown = MarkdownIt("commonmark", {"html": False})


def mark_links_out(state):
    """Mark the links that leave the site: with a class for the eye, and in words of the page's language for the ear."""
    is_out = False
    for token in (child for block in state.tokens for child in block.children or ()):
        if token.type == "link_open" and (is_out := token.attrGet("href").startswith(LEAVES)):
            token.attrSet("class", "out")
        token.meta["is_out"] = is_out


def close_link(renderer, tokens, index, options, environment):
    return f"{links_out_in_words() if tokens[index].meta['is_out'] else ''}</a>"


_page_markdown.core.ruler.push("mark_links_out", mark_links_out)
_page_markdown.add_render_rule("link_close", close_link)


def links_out_in_words() -> SafeString:
    """What screen readers say after a link that leaves the site."""
    return format_html('<span class="vh" lang="{}"> {}</span>', get_language(), gettext("(on another site)"))


def render(text: str) -> SafeString:
    """`text` (CommonMark) as HTML. Raw HTML is shown as text; only an allow-list of tags and schemes gets through."""
    cleaned = nh3.clean(
        _page_markdown.render(text),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        allowed_classes=ALLOWED_CLASSES,
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
