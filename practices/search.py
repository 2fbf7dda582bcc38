"""Words a visitor types → a condition and an order of published practices, and a better search when nothing is found.

Syntax (as web search engines have it): words are all wanted, "quoted words" stand together, -word must not be there,
`or` between two words wants either. Any text is accepted; signs that mean nothing are passed over.
"""

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Case, Count, F, FloatField, Func, Q, Subquery, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.lookups import LessThanOrEqual

from practices.models import PublishedPractice
from practices.models.folding import Folded
from practices.spelling import corrections

LONGEST = 200
# A word is looked for as it is typed and in these languages of the site; then in those that entries are written in.
CONFIGURATIONS = {"icc_simple", "icc_english", "icc_french"}
TERM = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
LETTER = re.compile(r"[^\W_]")
# Of more practices only those are ranked that have the words in their title: a rank reads the whole vector.
MOST_RANKED = 2000


class Query(NamedTuple):
    """A tsquery in SQL, with its parameters."""

    sql: str
    parameters: tuple[str, ...]

    @property
    def negated(self) -> "Query":
        return Query(f"!!({self.sql})", self.parameters)

    def within(self, sql: str, **options) -> RawSQL:
        """An expression of Django: `sql` with the query in the place of `{query}`."""
        return RawSQL(sql.format(query=self.sql), self.parameters, **options)  # noqa: S611 -- parameters apart


def joined(operator: str, queries) -> Query:
    """The queries joined by " && " or " || "."""
    return Query(
        f"({operator.join(query.sql for query in queries)})", tuple(p for query in queries for p in query.parameters)
    )


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is asked for: a word or a phrase, wanted or not, perhaps an alternative to the term before."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False
    is_alternative: bool = False
    synonyms: tuple[str, ...] = ()

    def query(self, configurations) -> "Query":
        """The term and its synonyms in every configuration, any of which may match."""
        spellings = [(self.text, self.is_phrase), *((synonym, True) for synonym in self.synonyms)]
        queries = [
            Query(f"{'phraseto' if is_phrase else 'plainto'}_tsquery('{name}', %s)", (text,))
            for text, is_phrase in spellings
            for name in sorted(configurations)
        ]
        return joined(" && ", [query.negated for query in queries]) if self.is_excluded else joined(" || ", queries)

    @property
    def is_correctable(self) -> bool:
        """Whether it is a word that may be a slip: what is quoted, excluded or has synonyms is meant as it stands."""
        return not (self.is_phrase or self.is_excluded or self.synonyms)

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
    """One search over the published practices; with `is_loose`, one of the wanted terms is enough.

    `languages` are the tags of the languages in which there are texts.
    """

    def __init__(self, text: str, languages: frozenset[str] = frozenset(), *, is_loose: bool = False):
        self.text, self.languages, self.is_loose = text, languages, is_loose
        self.terms = parse(text)

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """What the database knows about the words of the search; one query."""
        with connection.cursor() as cursor:
            cursor.execute(VOCABULARY, {"texts": [term.text for term in self.terms], "languages": [*self.languages]})
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
    def query(self) -> Query | None:
        """The PostgreSQL query: alternatives first, then all of them together. None where nothing is asked for."""
        if self.is_loose:
            return joined(" && ", [self.highlighting, *self.queries(is_excluded=True)])
        groups = []
        for term in self.asked:
            if groups and term.is_alternative:
                groups[-1] = joined(" || ", [groups[-1], term.query(self.vocabulary.configurations)])
            else:
                groups.append(term.query(self.vocabulary.configurations))
        return joined(" && ", groups) if groups else None

    def queries(self, *, is_excluded: bool) -> list:
        """The query of each excluded term, or of each wanted one."""
        configurations = self.vocabulary.configurations
        return [term.query(configurations) for term in self.asked if term.is_excluded is is_excluded]

    @cached_property
    def highlighting(self) -> Query | None:
        """What to mark in a text: any of the wanted terms."""
        wanted = self.queries(is_excluded=False) if self.asked else []
        return joined(" || ", wanted) if wanted else None

    @property
    def condition(self) -> Q:
        """What the words demand of a published practice; text without a single letter demands nothing."""
        if self.query is None:
            return Q()
        return Q(pk__in=self.query.within("SELECT practice_id FROM published_matching({query})"))

    def order(self, selected, prefix: str = "") -> list:
        """Best first: the title itself, then where the words stand, then what the caller adds.

        `selected` are the published practices that will be ordered: of more than MOST_RANKED only those are ranked
        that have the words in their title. `prefix` leads to them from what is ordered.
        """
        if self.query is None:
            return []
        is_title = Case(
            When(**{f"{prefix}title_key": Folded(Value(self.text))}, then=True),
            default=False,
            output_field=BooleanField(),
        )
        number = selected.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values("n")
        by_words = Case(
            When(
                LessThanOrEqual(Subquery(number), MOST_RANKED),
                then=rank(f"{prefix}search_vector", self.query),
            ),
            When(
                pk__in=self.query.within("SELECT titles_matching({query})"),
                then=rank(f"{prefix}title_vector", self.query),
            ),
            default=0.0,
            output_field=FloatField(),
        )
        return [is_title.desc(), by_words.desc()]

    @cached_property
    def finds_anything(self) -> bool:
        matches = self.query.within("search_vector @@ {query}", output_field=BooleanField())
        return PublishedPractice.objects.filter(matches).exists()

    @cached_property
    def correction(self) -> "Search | None":
        """The same search with its unknown words corrected to the catalogue's own; None where that does not help."""
        typed = [term.text for term in self.asked if term.is_correctable]
        corrected = corrections(typed) if typed else {}
        if not corrected:
            return None
        terms = [
            replace(term, text=corrected.get(term.text, term.text)) if term.is_correctable else term
            for term in self.asked
        ]
        search = Search(" ".join(map(str, terms)), self.languages)
        return search if search.finds_anything else None

    @property
    def loosened(self) -> "Search | None":
        """The same search for any of its words; None where one is wanted, or none of them is found."""
        if sum(not term.is_excluded for term in self.asked) < 2:
            return None
        loose = Search(self.text, self.languages, is_loose=True)
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
SELECT ARRAY(SELECT DISTINCT practice_search_configuration(tag)::text FROM unnest(%(languages)s::text[]) AS tag),
    ARRAY(SELECT text FROM said WHERE english = '' OR french = ''),
    (SELECT jsonb_object_agg(text, spellings) FROM (
        SELECT text, jsonb_agg(DISTINCT spelling) AS spellings
        FROM said, meant, unnest(meant.spellings) AS spelling
        WHERE spelling <> text AND said.english <> '' AND said.french <> ''
            AND (said.english = meant.english OR said.french = meant.french)
        GROUP BY text) AS found)
"""


def rank(vector: str, query: Query) -> Func:
    """How well a vector matches, by PostgreSQL's own weights: A 1, B 0.4, C 0.2, D 0.1."""
    return Func(F(vector), query.within("{query}"), function="ts_rank", output_field=FloatField())
