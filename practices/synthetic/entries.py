"""Synthetic entries: practices with their places, period and topics, not yet in the database. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from random import Random

from practices import gazetteer
from practices.gazetteer import Place
from practices.models import Practice, Topic
from practices.periods import read_period
from practices.synthetic import phrases
from practices.synthetic.texts import write_texts, zipf

SOURCE_NAME = "synthetic"
PROVENANCE = "Synthetic text, made for measuring: no such practice exists."
# The countries of the programme, then others; the first has the most practices.
COUNTRIES = (
    "IT ES PT NO GB DE CH FR CA IE SE PL UA GR BE AU NL MX IL JP CY HR RS TR DK FI"
    " RO BG HU CZ AT AL BA MK MD GE AM MA IS LU NZ KR SI LT US"
).split()
CITIES = 2000
# Where a language is at home; elsewhere entries are in English, and now and then translated.
AT_HOME = {"FR": "fr", "LU": "fr", "MA": "fr", "BE": "fr", "CA": "fr", "CH": "fr", "DE": "de", "AT": "de"}
IN_HOME_LANGUAGE, IN_FRENCH, IN_GERMAN = 0.6, 0.06, 0.02
UNDATED = 0.15
CITIES_OF_ENTRY = {0: 8, 1: 82, 2: 7, 3: 3}
TOPICS_OF_ENTRY = {1: 50, 2: 35, 3: 15}
FIRST_START, LAST_START = 1990, 2026
# Days on the calendar, not "today": the same seed gives the same entries next year.
FIRST_PUBLISHED, LAST_PUBLISHED = datetime(2010, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
UPDATED_LATER, CONFIRMED = 0.6, 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice without slug and id, the places it names (all of its country) and its topics."""

    practice: Practice
    places: tuple[Place, ...]
    topics: tuple[Topic, ...]


@cache
def cities() -> dict[str, list[Place]]:
    """Country → its share of the 2,000 cities, the one with the most practices first; the same for every seed.

    The weight of a city is its country's (1, 1/2, 1/3 …) by its own rank in it; the 2,000 heaviest are taken.
    """
    weighted = []
    for country_rank, country in enumerate(COUNTRIES, start=1):
        places = gazetteer.places(country)
        Random(country).shuffle(places)  # noqa: S311 -- nothing secret
        weighted += [(country_rank * rank, country_rank, place) for rank, place in enumerate(places, start=1)]
    heaviest = sorted(weighted, key=lambda row: row[:2])[:CITIES]
    return {country: [place for _, _, place in heaviest if place.country == country] for country in COUNTRIES}


def entries(number: int, seed: int, topics: Sequence[Topic]) -> Iterator[Entry]:
    """`number` entries, one after the other; the same ones for the same seed and topics."""
    random = Random(seed)  # noqa: S311 -- nothing secret
    for _ in range(number):
        yield _entry(random, topics)


def _entry(random: Random, topics: Sequence[Topic]) -> Entry:
    country = _ranked(random, COUNTRIES, 1)[0]
    places = _ranked(random, cities()[country], _weighted(random, CITIES_OF_ENTRY))
    language = _language(random, country)
    published_at, updated_at, last_confirmed_on = _times(random)
    practice = Practice(
        **write_texts(random, language, places[0].name if places else ""),
        language=language,
        provenance=PROVENANCE,
        country_id=country,
        **_period(random, language),
        source_name=SOURCE_NAME,
        status=Practice.Status.PUBLISHED,
        published_at=published_at,
        last_confirmed_on=last_confirmed_on,
        created_at=published_at,
        updated_at=updated_at,
    )
    return Entry(practice, places, _ranked(random, topics, _weighted(random, TOPICS_OF_ENTRY)))


def _weighted(random: Random, weights: dict):
    """One of the keys, by its weight."""
    return random.choices(list(weights), weights=weights.values())[0]


_zipf = cache(zipf)


def _ranked(random: Random, choices: Sequence, count: int) -> tuple:
    """`count` different ones of the choices (fewer when there are fewer), the first ones drawn most often."""
    drawn = []
    while len(drawn) < min(count, len(choices)):
        (one,) = random.choices(choices, cum_weights=_zipf(len(choices)))
        if one not in drawn:
            drawn.append(one)
    return tuple(drawn)


def _language(random: Random, country: str) -> str:
    chance = random.random()
    if country in AT_HOME and chance < IN_HOME_LANGUAGE:
        return AT_HOME[country]
    chance = random.random()
    return "fr" if chance < IN_FRENCH else "de" if chance < IN_FRENCH + IN_GERMAN else "en"


def _times(random: Random):
    """When an entry was published, last updated (not before) and last confirmed (a day, or None)."""
    # The square root: more of them lately.
    published_at = _between(FIRST_PUBLISHED, LAST_PUBLISHED, random.random() ** 0.5)
    updated_at = published_at
    if random.random() < UPDATED_LATER:
        updated_at = _between(published_at, LAST_PUBLISHED, random.random())
    is_confirmed = random.random() < CONFIRMED
    return published_at, updated_at, updated_at.date() if is_confirmed else None


def _between(first: datetime, last: datetime, share: float) -> datetime:
    return first + timedelta(seconds=int((last - first).total_seconds() * share))


@cache
def _phrases(kind: str, language: str) -> dict[str, int]:
    """Phrase → weight; "-" in the list is a period that is not given."""
    lines = [line.split(maxsplit=1) for line in getattr(phrases, kind)[language].strip().splitlines()]
    return {"" if phrase == "-" else phrase: int(weight) for weight, phrase in lines}


def _period(random: Random, language: str) -> dict:
    """The period as an official writes it, and the years that the catalogue reads in it."""
    kind = "UNDATED" if random.random() < UNDATED else "DATED"
    start = FIRST_START + int((LAST_START - FIRST_START + 1) * random.random() ** 0.4)
    end = min(start + random.randint(1, 6), LAST_START + 1)
    months = phrases.MONTHS[language].split()
    first_month = random.randrange(11)
    text = _weighted(random, _phrases(kind, language)).format(
        start=start,
        end=end,
        short=f"{end % 100:02}",
        planned=random.randint(LAST_START + 1, LAST_START + 9),
        month=months[first_month],
        later=months[random.randint(first_month + 1, 11)],
    )
    return {"period": text, **_years(text)}


@lru_cache(maxsize=10_000)
def _years(text: str) -> dict:
    """The years of a period, by the name of the practice's field."""
    reading = read_period(text)
    return {"start_year": reading.start_year, "end_year": reading.end_year, "is_ongoing": reading.is_ongoing}
