"""The questions that are asked: a mix of selections as visitors make them, the same in every run."""

from random import Random
from urllib.parse import urlencode

# Kind → its share in a hundred.
MIX = {"none": 30, "one filter": 40, "two filters": 20, "words": 10}
FACETS = ("topic", "country", "city", "language", "years", "ongoing")
WEIGHTS = (30, 30, 15, 5, 15, 5)


def selections(number: int, options: dict[str, list[str]], words: list[str]) -> list[tuple[str, str]]:
    """(kind, query string) of so many selections, mixed.

    `options` are the values of "topic", "country", "city" and "language", the most used first, `words` of titles.
    """
    random = Random(number)  # noqa: S311 -- the same questions every time
    kinds = [kind for kind, share in MIX.items() for _ in range(number * share // 100)]
    made = [(kind, urlencode(parameters(kind, random, options, words))) for kind in kinds]
    random.shuffle(made)
    return made


def parameters(kind: str, random: Random, options, words) -> list[tuple[str, str]]:
    match kind:
        case "none":
            page = random.choice([1, 1, 1, 2, 3, 5])
            return [("page", str(page))] if page > 1 else []
        case "words":
            return [("q", " ".join(random.sample(words, random.choice([1, 1, 2]))))]
    facets = random.choices(FACETS, WEIGHTS, k=1 if kind == "one filter" else 2)
    return [pair for facet in dict.fromkeys(facets) for pair in chosen(facet, random, options)]


def chosen(facet: str, random: Random, options) -> list[tuple[str, str]]:
    if facet == "ongoing":
        return [("ongoing", "1")]
    if facet == "years":
        first = random.randrange(2000, 2024)
        return [("from", str(first)), ("to", str(random.randrange(first, 2026)))]
    values = options[facet]
    # Popular options are chosen more often.
    ranks = [1 / rank for rank in range(1, len(values) + 1)]
    return [(facet, value) for value in set(random.choices(values, ranks, k=random.choice([1, 1, 2])))]
