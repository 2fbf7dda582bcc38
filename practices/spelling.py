"""Slips of the keyboard: a typed word → the catalogue's own word that was most likely meant."""

import unicodedata

from django.db import connection

# The nearest words by shared trigrams. A word of titles, places or topics weighs one and its number of titles (so many
# are enough to compare), a word that only texts have weighs nothing.
NEAR = """
SELECT asked.word, near.word, CASE WHEN near.is_name THEN 1 + (SELECT count(*) FROM (
    SELECT FROM practices_publishedpractice WHERE title_vector @@ plainto_tsquery('icc_simple', near.word) LIMIT 100
) AS titled) ELSE 0 END
FROM unnest(%s::text[]) AS asked (word),
    LATERAL (SELECT word, is_name FROM practices_word ORDER BY word <-> asked.word LIMIT 60) AS near
"""


def corrections(words: list[str]) -> dict[str, str]:
    """Typed word → its correction, for those of `words` that need one and have one. One query."""
    asked = {fold(word): word for word in words}
    known = {folded: {} for folded in asked}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, [list(asked)])
        for folded, near, weight in cursor:
            known[folded][near] = weight
    corrected = {word: nearest(word, known[folded]) for folded, word in asked.items()}
    return {word: correction for word, correction in corrected.items() if correction != word}


def nearest(word: str, known: dict[str, int]) -> str:
    """The known word that `word` was most likely meant to be; `word` itself where none is near. `known` has weights.

    Near is one slip (a letter too many, too few, wrong, or two swapped) in up to four letters, two in more. A word
    that only texts have may be a slip of theirs: it gives way to a name, and to nothing else.
    """
    folded = fold(word)
    if known.get(folded) or len(folded) < 3 or not folded.isalpha():
        return word
    allowed = 1 if len(folded) <= 4 else 2
    near = [
        (distance, -weight, other)
        for other, weight in known.items()
        if (weight or folded not in known)
        and abs(len(other) - len(folded)) <= allowed
        and (distance := slips(folded, other, allowed)) <= allowed
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
