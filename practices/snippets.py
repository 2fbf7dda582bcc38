"""What a search found in a practice: its title and a passage, escaped, with the words marked."""

import re
from dataclasses import dataclass

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from practices.search import Search, compiled

# Marks around a hit, of the private use area: they survive escaping and are nobody's text.
OPEN, CLOSE = "\ue000", "\ue001"
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_\[\]<>&~#+=.)-])")


@dataclass(frozen=True, slots=True)
class Hit:
    """What a search found in one practice: its title and the passage of a section, both with the words marked."""

    title: SafeString
    section: str  # field name of the section the passage is from, empty where only title, place or topic matched
    passage: SafeString


HEADLINE = """
SELECT part.id, part.name, ts_headline(part.configuration, part.text, query.it, %s)
FROM practices_practice practice,
    LATERAL (SELECT practice_search_configuration(practice.language) AS configuration) language,
    LATERAL (VALUES (practice.id, 0, 'title', practice.title, language.configuration),
        (practice.id, 1, 'purpose', practice.purpose, language.configuration),
        (practice.id, 2, 'rationale', practice.rationale, language.configuration),
        (practice.id, 3, 'process', practice.process, language.configuration),
        (practice.id, 4, 'impact', practice.impact, language.configuration)
    ) part (id, position, name, text, configuration),
    (SELECT {query} AS it) query
WHERE practice.id = ANY(%s) AND to_tsvector(part.configuration, part.text) @@ query.it
ORDER BY part.id, part.position
"""


def hits(search: Search, practices) -> dict[int, Hit]:
    """Practice id → what to show of it; one query for all of `practices` (a page of them)."""
    if search.highlighting is None or not practices:
        return {}
    sql, parameters = compiled(search.highlighting)
    options = f'StartSel="{OPEN}", StopSel="{CLOSE}", MaxFragments=1, MaxWords=38, MinWords=24'
    with connection.cursor() as cursor:
        cursor.execute(HEADLINE.format(query=sql), [options, *parameters, [practice.pk for practice in practices]])
        rows = cursor.fetchall()
    found = {}
    for pk, name, text in rows:
        found.setdefault(pk, {}).setdefault(name, text)
    return {practice.pk: hit(practice, found.get(practice.pk, {})) for practice in practices}


def hit(practice, found: dict[str, str]) -> Hit:
    """The first section that was hit, and the title, which a headline would have cut."""
    words = {match.casefold() for match in re.findall(f"{OPEN}(.*?){CLOSE}", found.get("title", ""))}
    title = re.sub(r"\w+", lambda m: f"{OPEN}{m[0]}{CLOSE}" if m[0].casefold() in words else m[0], practice.title)
    section = next((name for name in found if name != "title"), "")
    passage = in_context(plain(found[section]), plain(getattr(practice, section))) if section else ""
    return Hit(marked(title), section, marked(passage))


def in_context(passage: str, text: str) -> str:
    """The passage with an ellipsis on each side where `text` goes on."""
    unmarked = passage.replace(OPEN, "").replace(CLOSE, "")
    start = text.find(unmarked)
    head, tail = (text[:start], text[start + len(unmarked) :]) if start >= 0 else (text, text)
    # A bracket or a full stop that the headline leaves away is put back.
    return f"{head if len(head) < 3 else '… '}{passage}{tail if len(tail) < 3 else '…'}"


def plain(passage: str) -> str:
    """A passage of Markdown without its signs."""
    return MARKDOWN_ESCAPE.sub(r"\1", MARKDOWN_LINK.sub(r"\1", passage)).strip()


def marked(text: str) -> SafeString:
    """`text` escaped, with <mark> where the private signs stand."""
    safe = escape(text).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(safe)  # noqa: S308 -- escaped in the line above
