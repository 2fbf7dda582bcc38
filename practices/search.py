"""Words a visitor types → a ranked queryset, a correction when nothing is found, and the passage that was hit.

Syntax (as web search engines have it): words are all wanted, "quoted words" stand together, -word must not be there,
`or` between two words wants either. Any text is accepted; signs that mean nothing are passed over.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Case, F, Q, Value, When
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from practices.models import Practice
from practices.models.folding import Folded

LONGEST = 200
# A word is looked for as it is typed and in these languages of the site; then in those that entries are written in.
CONFIGURATIONS = {"icc_simple", "icc_english", "icc_french"}
TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
LETTER = re.compile(r"[^\W_]")
# Marks around a hit, of the private use area: they survive escaping and are nobody's text.
OPEN, CLOSE = "\ue000", "\ue001"
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKDOWN_ESCAPE = re.compile(r"\\([\\`*_\[\]<>&~#+=.)-])")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: a word or a phrase, wanted or not, perhaps an alternative to the term before."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False
    synonyms: tuple[str, ...] = ()

    def query(self, configurations):
        """The term and its synonyms in every configuration, any of which may match."""
        spellings = [(self.text, self.is_phrase), *((synonym, True) for synonym in self.synonyms)]
        queries = [
            SearchQuery(text, config=name, search_type="phrase" if is_phrase else "plain")
            for text, is_phrase in spellings
            for name in sorted(configurations)
        ]
        return reduce(and_, [~query for query in queries]) if self.is_excluded else reduce(or_, queries)

    def __str__(self):
        quoted = f'"{self.text}"' if self.is_phrase else self.text
        return f"{'or ' if self.is_alternative else ''}{'-' if self.is_excluded else ''}{quoted}"


def parse(text: str) -> list[Term]:
    """The terms of a text in its order; what holds no letter or digit is none."""
    terms, is_alternative = [], False
    for match in TERM.finditer(text):
        phrase, word = match["phrase"], match["word"]
        if word and word.lower() == "or" and terms and not match["minus"]:
            is_alternative = True
            continue
        if LETTER.search(phrase or word or ""):
            terms.append(Term((phrase or word).strip(), phrase is not None, bool(match["minus"]), is_alternative))
            is_alternative = False
    return terms


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The configurations to search in, the words of a search that every text has, and the synonyms of the others."""

    configurations: set[str]
    stopped: set[str]
    synonyms: dict[str, list[str]]


class Search:
    """One search over the published practices; with `is_loose`, one of the wanted terms is enough."""

    def __init__(self, text: str, *, is_loose: bool = False):
        self.text, self.is_loose = text, is_loose
        self.terms = parse(text)

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """What the database knows about the words of the search; one query."""
        with connection.cursor() as cursor:
            cursor.execute(VOCABULARY, {"texts": [term.text for term in self.terms]})
            configurations, stopped, synonyms = cursor.fetchone()
        return Vocabulary(CONFIGURATIONS | set(configurations), set(stopped), json.loads(synonyms or "{}"))

    @cached_property
    def asked(self) -> list[Term]:
        """The terms without the words that every text has, unless there are no others."""
        if not self.terms:
            return []
        stopped, synonyms = self.vocabulary.stopped, self.vocabulary.synonyms
        asked = [term for term in self.terms if term.is_phrase or term.text not in stopped] or self.terms
        return [
            term if term.is_excluded else replace(term, synonyms=tuple(synonyms.get(term.text, ()))) for term in asked
        ]

    @cached_property
    def query(self):
        """The PostgreSQL query: alternatives first, then all of them together. None where nothing is asked for."""
        if self.is_loose:
            return reduce(and_, [self.highlighting, *self.queries(is_excluded=True)])
        groups = []
        for term in self.asked:
            if groups and term.is_alternative:
                groups[-1] = groups[-1] | term.query(self.vocabulary.configurations)
            else:
                groups.append(term.query(self.vocabulary.configurations))
        return reduce(and_, groups) if groups else None

    def queries(self, *, is_excluded: bool) -> list:
        """The query of each excluded term, or of each wanted one."""
        configurations = self.vocabulary.configurations
        return [term.query(configurations) for term in self.asked if term.is_excluded is is_excluded]

    @cached_property
    def highlighting(self):
        """What to mark in a text: any of the wanted terms."""
        wanted = self.queries(is_excluded=False) if self.asked else []
        return reduce(or_, wanted) if wanted else None

    @property
    def condition(self) -> Q:
        """What the words demand of a practice; text without a single letter demands nothing."""
        return Q(search_vector=self.query) if self.query is not None else Q()

    @property
    def order(self) -> list:
        """Best first: the title itself, then where the words stand, then the newest."""
        if self.query is None:
            return []
        is_title = Case(When(title_key=Folded(Value(self.text)), then=True), default=False, output_field=BooleanField())
        return [is_title.desc(), SearchRank(F("search_vector"), self.query).desc()]

    @property
    def finds_anything(self) -> bool:
        return Practice.objects.published().filter(self.condition).exists()

    @cached_property
    def correction(self) -> "Search | None":
        """The same search with its unknown words corrected to the catalogue's own; None where that does not help."""
        known = catalogue_words()
        terms = [
            term if term.is_phrase or term.is_excluded else replace(term, text=nearest(term.text, known))
            for term in self.asked
        ]
        if terms == self.asked:
            return None
        corrected = Search(" ".join(map(str, terms)))
        return corrected if corrected.finds_anything else None

    @property
    def loosened(self) -> "Search | None":
        """The same search for any of its words; None where one is wanted, or none of them is found."""
        if sum(not term.is_excluded for term in self.asked) < 2:
            return None
        loose = Search(self.text, is_loose=True)
        return loose if loose.finds_anything else None

    @cached_property
    def helped(self) -> "Search":
        """This search, or what stands in for it when it finds nothing in the whole catalogue."""
        if self.query is None or self.finds_anything:
            return self
        return self.correction or self.loosened or self

    @property
    def literally(self) -> str:
        """The words quoted, so that they are not corrected."""
        return " ".join(str(replace(term, is_phrase=True)) for term in self.terms)


# A word is a synonym's when both have the same English or French stem: "rumours" is "rumour".
VOCABULARY = """
WITH said AS MATERIALIZED (
    SELECT text, plainto_tsquery('icc_english', text)::text AS english,
        plainto_tsquery('icc_french', text)::text AS french
    FROM unnest(%(texts)s::text[]) AS text
), meant AS MATERIALIZED (
    SELECT CASE WHEN cardinality(leads_to) > 0 THEN leads_to ELSE words END AS spellings,
        plainto_tsquery('icc_english', word)::text AS english, plainto_tsquery('icc_french', word)::text AS french
    FROM practices_synonym, unnest(words) AS word
)
SELECT ARRAY(SELECT DISTINCT practice_search_configuration(language)::text FROM practices_practice
        WHERE status = 'published'),
    ARRAY(SELECT text FROM said WHERE english = '' OR french = ''),
    (SELECT jsonb_object_agg(text, spellings) FROM (
        SELECT text, jsonb_agg(DISTINCT spelling) AS spellings
        FROM said, meant, unnest(meant.spellings) AS spelling
        WHERE spelling <> text AND said.english <> '' AND said.french <> ''
            AND (said.english = meant.english OR said.french = meant.french)
        GROUP BY text) AS found)
"""
WORDS = """
SELECT word, ndoc FROM ts_stat($$
    SELECT to_tsvector('icc_simple', practice.title) || to_tsvector('icc_simple', concat_ws(' ', country.name,
        country.name_fr,
        (SELECT string_agg(concat_ws(' ', city.name, array_to_string(city.aliases, ' ')), ' ')
            FROM practices_practice_cities link JOIN practices_city city ON city.id = link.city_id
            WHERE link.practice_id = practice.id),
        (SELECT string_agg(concat_ws(' ', topic.name, topic.name_fr), ' ')
            FROM practices_practice_topics link JOIN practices_topic topic ON topic.id = link.topic_id
            WHERE link.practice_id = practice.id)))
    FROM practices_practice practice JOIN practices_country country ON country.code = practice.country_id
    WHERE practice.status = 'published'
$$) WHERE length(word) > 2
"""


def catalogue_words() -> dict[str, int]:
    """Word (folded) → number of published practices that have it in their title, places or topics."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS)
        return dict(cursor.fetchall())


def nearest(word: str, known: dict[str, int]) -> str:
    """The known word that `word` was most likely meant to be; `word` itself where none is near.

    Near is one slip (a letter too many, too few, wrong, or two swapped) in up to four letters, two in more.
    """
    folded = fold(word)
    if folded in known or len(folded) < 3 or not folded.isalpha():
        return word
    allowed = 1 if len(folded) <= 4 else 2
    near = [
        (distance, -count, other)
        for other, count in known.items()
        if abs(len(other) - len(folded)) <= allowed and (distance := slips(folded, other, allowed)) <= allowed
    ]
    return min(near)[2] if near else word


def fold(word: str) -> str:
    """A word as the simple configuration writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def slips(left: str, right: str, allowed: int) -> int:
    """Number of slips between two words (optimal string alignment distance), or more than `allowed` when it is more."""
    before, previous = [], list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > allowed:
            return allowed + 1
        before, previous = previous, current
    return previous[-1]


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


def compiled(query) -> tuple[str, list]:
    """The SQL of a search query and its parameters."""
    compiler = Practice.objects.all().query.get_compiler(connection=connection)
    return query.resolve_expression(compiler.query).as_sql(compiler, connection)
