"""Words → titles and sections of synthetic entries."""

import itertools
import re
from random import Random

from practices.models.practice import SECTIONS
from practices.synthetic import english, french, german

VOCABULARIES = {vocabulary.LANGUAGE: vocabulary for vocabulary in (english, french, german)}
PATTERNS = {
    (language, name): getattr(vocabulary, name.upper()).strip().splitlines()
    for language, vocabulary in VOCABULARIES.items()
    for name in ("titles", *SECTIONS, "references")
}
SLOTS = {
    language: {slot: " ".join(phrases.split()).split(", ") for slot, phrases in vocabulary.SLOTS.items()}
    for language, vocabulary in VOCABULARIES.items()
}
# An entry speaks of a few things, and of them more than once: so a rare word is in few entries, as in real ones.
PHRASES_OF_ENTRY = 6
SENTENCES_OF_PARAGRAPH = 4
# Characters in all sections of an entry, so that with summary and references it has 2 to 4 kB.
SHORTEST, LONGEST = 2000, 3000
SHARES = {"purpose": 20, "rationale": 20, "process": 38, "impact": 22}
SUMMARY_LENGTH = 200
WITHOUT_ONE_SECTION = 0.15
WITH_REFERENCES = 0.4
WITH_LIST = 0.3


def zipf(count: int) -> list[float]:
    """Cumulated weights 1, 1/2, 1/3 … for `random.choices`."""
    return list(itertools.accumulate(1 / rank for rank in range(1, count + 1)))


CUMULATED = {(language, slot): zipf(len(phrases)) for language in SLOTS for slot, phrases in SLOTS[language].items()}


class Words(dict):
    """What one entry speaks of: fills the slots of a pattern with `pattern.format_map(words)`.

    A slot's few phrases are drawn when it is first asked for and then take turns. `{People}` begins with a capital.
    """

    def __init__(self, random: Random, language: str, city: str):
        super().__init__()
        self._random, self._language, self._turns = random, language, {}
        vocabulary = VOCABULARIES[language]
        self["where"] = vocabulary.WHERE.format(city=city) if city else vocabulary.WHERE_WITHOUT_CITY

    def __missing__(self, slot):
        if slot[0].isupper():
            return capitalised(self[slot.lower()])
        if slot in self._turns:
            return next(self._turns[slot])
        match slot:
            case "count":
                return str(self._random.randint(12, 900))
            case "tens":
                return str(self._random.randint(20, 150))
            case "percent":
                return str(self._random.randint(15, 90))
            case "years":
                return str(self._random.randint(2, 12))
            case "name":
                return f"{self['first']} {self['second']}"
        self._turns[slot] = itertools.cycle(self._drawn(slot))
        return self[slot]

    def _drawn(self, slot) -> list[str]:
        weights = CUMULATED[self._language, slot]
        phrases = SLOTS[self._language][slot]
        return list(dict.fromkeys(self._random.choices(phrases, cum_weights=weights, k=PHRASES_OF_ENTRY)))

    def fill(self, pattern: str) -> str:
        """The pattern with its slots filled, in the spelling of the language."""
        text = pattern.format_map(self)
        contraction = VOCABULARIES[self._language].CONTRACTION
        return re.sub(*contraction, text) if contraction else text


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[0].upper() + text[1:]


def write_texts(random: Random, language: str, city: str) -> dict[str, str]:
    """Field name → text of one entry: title, summary, sections and key references, 2 to 4 kB in all.

    `city` is the name the texts speak of; empty for an entry that names none.
    """
    words = Words(random, language, city)
    texts = {"title": capitalised(words.fill(random.choice(PATTERNS[language, "titles"])))}
    shares = dict(SHARES)
    if random.random() < WITHOUT_ONE_SECTION:
        del shares[random.choice(("rationale", "impact"))]
    length = random.randint(SHORTEST, LONGEST)
    for name, share in shares.items():
        texts[name] = _section(words, random, PATTERNS[language, name], length * share // sum(shares.values()))
    if random.random() < WITH_REFERENCES:
        texts["key_references"] = _references(words, random, PATTERNS[language, "references"])
    return texts | {"summary": _summary(texts["purpose"])}


def _section(words: Words, random: Random, patterns: list[str], length: int) -> str:
    """Sentences of about `length` characters in paragraphs, some with a list at the end."""
    sentences, written = [], 0
    for pattern in itertools.cycle(random.sample(patterns, len(patterns))):
        if written >= length:
            break
        sentences.append(words.fill(pattern))
        written += len(sentences[-1]) + 1
    items = []
    if len(sentences) > SENTENCES_OF_PARAGRAPH and random.random() < WITH_LIST:
        items = [f"- {sentence}" for sentence in sentences[-3:]]
        del sentences[-3:]
    paragraphs = [" ".join(paragraph) for paragraph in itertools.batched(sentences, SENTENCES_OF_PARAGRAPH)]
    return "\n\n".join([*paragraphs, "\n".join(items)] if items else paragraphs)


def _references(words: Words, random: Random, patterns: list[str]) -> str:
    """A Markdown list of one to three references."""
    titles = [words.fill(pattern) for pattern in random.sample(patterns, random.randint(1, 3))]
    return "\n".join(
        f"- [{title}](https://example.org/{random.randint(1000, 9999)}), {random.randint(2008, 2026)}"
        for title in titles
    )


def _summary(purpose: str) -> str:
    """The excerpt that a listing prints of an entry, cut between words."""
    start = f"Purpose: {purpose}".replace("\n", " ")[:SUMMARY_LENGTH]
    return f"{start.rpartition(' ')[0]}..."
