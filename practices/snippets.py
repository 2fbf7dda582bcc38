"""What a search found in a practice: its title and a passage, escaped, with the words marked."""

import re
from dataclasses import dataclass

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from practices.search import Search

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


# The sections are looked at in their order, up to the first that was hit: each look reads its whole text.
HEADLINE = """
SELECT practice.id, CASE WHEN to_tsvector(configuration, practice.title) @@ query.it
        THEN ts_headline(configuration, practice.title, query.it, %s) ELSE '' END,
    hit.section, ts_headline(configuration, hit.text, query.it, %s)
FROM practices_practice practice
    CROSS JOIN (SELECT {query} AS it) query
    CROSS JOIN LATERAL practice_search_configuration(practice.language) AS configuration
    LEFT JOIN LATERAL (
        SELECT section, text FROM (VALUES ('purpose', practice.purpose), ('rationale', practice.rationale),
            ('process', practice.process), ('impact', practice.impact)) part (section, text)
        WHERE text <> '' AND to_tsvector(configuration, text) @@ query.it LIMIT 1
    ) hit ON true
WHERE practice.id = ANY(%s)
"""


def hits(search: Search, practices) -> dict[int, Hit]:
    """Practice id → what to show of it; one query for all of `practices` (a page of them)."""
    if search.highlighting is None or not practices:
        return {}
    sql, parameters = search.highlighting
    options = f'StartSel="{OPEN}", StopSel="{CLOSE}", MaxFragments=1, MaxWords=38, MinWords=24'
    with connection.cursor() as cursor:
        cursor.execute(HEADLINE.format(query=sql), [options, options, *parameters, [p.pk for p in practices]])
        found = {pk: parts for pk, *parts in cursor.fetchall()}
    return {practice.pk: hit(practice, *found[practice.pk]) for practice in practices}


def hit(practice, title: str, section: str | None, passage: str | None) -> Hit:
    """The first section that was hit, and the title, which a headline would have cut."""
    words = {match.casefold() for match in re.findall(f"{OPEN}(.*?){CLOSE}", title)}
    title = re.sub(r"\w+", lambda m: f"{OPEN}{m[0]}{CLOSE}" if m[0].casefold() in words else m[0], practice.title)
    passage = in_context(plain(passage), plain(getattr(practice, section))) if section else ""
    return Hit(marked(title), section or "", marked(passage))


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
