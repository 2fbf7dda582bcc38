"""Take a listing's excerpt apart into the sections a good practice has, and tell its language from their
headings.

The excerpt is running text with headings in it: "Purpose: … Stimulus/Rationale: Process: …". The words come
from the Intercultural Cities pages and their translations.
"""

import re
from dataclasses import dataclass

SECTIONS = ("purpose", "rationale", "process", "impact")

# Section → language → the words that head it. Two words of one section may stand together:
# "Stimulus/Rationale".
HEADING_WORDS = {
    "purpose": {
        "en": ["Purpose", "Purposes", "Aim", "Aims", "Objective", "Objectives", "Goal", "Goals"],
        "fr": ["But", "Buts", "Objectif", "Objectifs", "Objet", "Finalité"],
        "de": ["Zweck", "Ziel", "Ziele", "Zielsetzung"],
        "es": ["Objetivo", "Objetivos", "Propósito", "Finalidad"],
        "it": ["Obiettivo", "Obiettivi", "Scopo", "Finalità"],
        "pt": ["Objetivo", "Objetivos", "Objectivo", "Objectivos", "Propósito", "Finalidade"],
        "sr": ["Svrha", "Cilj", "Ciljevi", "Сврха", "Циљ", "Циљеви"],
        "sq": ["Qëllimi", "Qëllim", "Synimi", "Objektivi", "Objektivat"],
    },
    "rationale": {
        "en": ["Stimulus", "Rationale"],
        "fr": [
            "Stimulus",
            "Raison d'être",
            "Raisons d'être",
            "Motivation",
            "Motivations",
            "Justification",
            "Motif",
        ],
        "de": ["Stimulus", "Anlass", "Begründung", "Motivation", "Beweggrund", "Impuls"],
        "es": ["Estímulo", "Justificación", "Motivación", "Fundamento", "Fundamentación", "Razón de ser"],
        "it": ["Stimolo", "Motivazione", "Motivazioni", "Razionale", "Ragion d'essere", "Giustificazione"],
        "pt": ["Estímulo", "Justificação", "Motivação", "Fundamentação", "Fundamento", "Razão de ser"],
        "sr": [
            *(
                "Stimulus",
                "Obrazloženje",
                "Razlog",
                "Razlozi",
                "Podsticaj",
                "Podstrek",
                "Motivacija",
                "Stimulans",
            ),
            *("Стимулус", "Образложење", "Разлог", "Подстицај"),
        ],
        "sq": ["Stimuli", "Arsyeja", "Arsyetimi", "Shtysa", "Motivi", "Nxitja"],
    },
    "process": {
        "en": ["Process", "Processes"],
        "fr": ["Processus", "Procédure", "Procédé", "Démarche"],
        "de": ["Prozess", "Ablauf", "Vorgehen", "Verfahren"],
        "es": ["Proceso", "Procedimiento"],
        "it": ["Processo", "Procedura"],
        "pt": ["Processo", "Procedimento"],
        "sr": ["Proces", "Postupak", "Процес", "Поступак"],
        "sq": ["Procesi", "Proçesi", "Procedura"],
    },
    "impact": {
        "en": ["Impact", "Impacts", "Results", "Outcome", "Outcomes"],
        "fr": ["Impact", "Impacts", "Résultat", "Résultats", "Effets"],
        "de": ["Wirkung", "Wirkungen", "Auswirkung", "Auswirkungen", "Ergebnis", "Ergebnisse"],
        "es": ["Impacto", "Impactos", "Resultado", "Resultados"],
        "it": ["Impatto", "Impatti", "Risultato", "Risultati"],
        "pt": ["Impacto", "Impactos", "Resultado", "Resultados"],
        "sr": ["Uticaj", "Utjecaj", "Učinak", "Rezultati", "Утицај", "Резултати"],
        "sq": ["Ndikimi", "Impakti", "Rezultati", "Rezultatet"],
    },
}

# A heading word after one of these is part of a sentence ("we describe the Process: …").
_ARTICLES = frozenset(
    "the a an our its their this that of le la les un une notre du de el il lo o a der die das".split()
)
_SENTENCE_ENDS = frozenset('.!?…:;"”»)]•-–—*')


REACH = 40  # characters looked at before a heading word; a bound, so that the time stays linear


@dataclass(frozen=True, slots=True)
class Sections:
    """The text under each heading, "" where there is none, and the headings' language, None if untold."""

    purpose: str = ""
    rationale: str = ""
    process: str = ""
    impact: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    section: str
    languages: frozenset[str]
    start: int  # index of its first letter
    end: int  # index after its colon


def split_sections(excerpt: str) -> Sections:
    """Split an excerpt at its headings.

    Text before the first heading is purpose, before what the heading "Purpose:" brings. A section's second
    heading is text. Runs of white space become one space; an end cut off with "..." becomes "…", dots
    elsewhere stay.
    """
    text = mark_cut(" ".join(excerpt.split()))
    headings = _find_headings(text)
    ends = [heading.start for heading in headings[1:]] + [len(text)]
    texts = dict.fromkeys(SECTIONS, "")
    texts["purpose"] = text[: headings[0].start if headings else len(text)].strip()
    for heading, end in zip(headings, ends, strict=False):
        body = text[heading.end : end].strip()
        if body != "…":  # the page cut the excerpt right after the heading
            texts[heading.section] = f"{texts[heading.section]} {body}".strip()
    return Sections(**texts, language=_common_language(headings))


def begins_with_heading(text: str) -> bool:
    """Whether the first thing in `text` is a heading; only its first 80 characters are looked at."""
    match = _HEADING.match(text.lstrip()[:80])
    return match is not None and match["words"][0].isupper()


def mark_cut(text: str) -> str:
    """The text without white space around it, its cut end ("...", " ...", "…") written as "…"."""
    text = text.strip()
    kept = text.rstrip(".…")
    dots = text[len(kept) :]
    return f"{kept.rstrip()}…" if "…" in dots or len(dots) >= 3 else text


def _find_headings(text: str) -> list[_Heading]:
    """The headings of `text` in its order, one a section."""
    found: dict[str, _Heading] = {}
    last = None
    for match in _HEADING.finditer(text):
        words = [_fold_word(word) for word in match["words"].split("/")]
        section = _SECTION_OF[words[0]]
        if section in found or not match["words"][0].isupper() or _is_in_sentence(text, match.start(), section, last):
            continue
        last = found[section] = _Heading(section, _languages(section, words), match.start(), match.end())
    return list(found.values())


def _is_in_sentence(text: str, start: int, section: str, last: _Heading | None) -> bool:
    """Whether a heading word at `start` is a word of a sentence: none ends before it, and it comes out of the
    usual order of sections or after an article. The pages print no full stop before a heading.
    """
    before = text[max(last.end if last else 0, start - REACH) : start].rstrip()
    if not before or before[-1] in _SENTENCE_ENDS:
        return False
    if last and SECTIONS.index(section) <= SECTIONS.index(last.section):
        return True
    before, _, word = before.rpartition(" ")
    return bool(before) and word in _ARTICLES


def _languages(section: str, words: list[str]) -> frozenset[str]:
    """The languages in which all of these folded words head the section, or any if no language has all."""
    sets = [_LANGUAGES_OF[section, word] for word in words if (section, word) in _LANGUAGES_OF]
    return frozenset.intersection(*sets) or frozenset.union(*sets)


def _common_language(headings: list[_Heading]) -> str | None:
    """The one language all headings can be in, or None."""
    if not headings:
        return None
    common = frozenset.intersection(*(heading.languages for heading in headings))
    return next(iter(common)) if len(common) == 1 else None


def _fold_word(word: str) -> str:
    """A heading word as the tables below know it: lower case, straight apostrophe, single spaces."""
    return " ".join(word.lower().replace("’", "'").split())


def _read_words() -> tuple[dict[str, str], dict[tuple[str, str], frozenset[str]]]:
    """Folded word → section, and (section, folded word) → its languages."""
    section_of: dict[str, str] = {}
    languages_of: dict[tuple[str, str], frozenset[str]] = {}
    for section, languages in HEADING_WORDS.items():
        for language, words in languages.items():
            for word in map(_fold_word, words):
                section_of[word] = section
                languages_of[section, word] = languages_of.get((section, word), frozenset()) | {language}
    return section_of, languages_of


_SECTION_OF, _LANGUAGES_OF = _read_words()


def _heading_pattern() -> re.Pattern:
    """Any heading word, or two of one section with a slash between, and the colon after it."""
    one_section = []
    for section in SECTIONS:
        words = sorted((word for word, owner in _SECTION_OF.items() if owner == section), key=len, reverse=True)
        any_word = "|".join(re.escape(word).replace("'", "['’]") for word in words)
        one_section.append(rf"(?:{any_word})(?:\s*/\s*(?:{any_word}))?")
    return re.compile(rf"(?<!\S)(?P<words>{'|'.join(one_section)})\s*[:：]", re.IGNORECASE)


_HEADING = _heading_pattern()
