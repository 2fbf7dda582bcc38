"""Places of the world, for the importer (which words are a city?) and the admin (where is it?).

The data are places.xz (GeoNames, made by build.py) and supplement.tsv (kept by hand); README.md says more. A
place is found by any of its names, in any spelling of case, accents, hyphens, spaces and apostrophes. The
gazetteer splits and locates; it does not rename: the catalogue says "Reggio Emilia" where GeoNames says
"Reggio nell'Emilia".
"""

import lzma
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

PACKED_FILE = Path(__file__).with_name("places.xz")
SUPPLEMENT_FILE = Path(__file__).with_name("supplement.tsv")
COORDINATE_SCALE = 10_000  # packed coordinates are whole numbers of 0.0001 degree, about 11 m
LONGEST_NAME = 8  # words; "Sant Vicenç de Castellet i Castellgalí" has six

# Letters that Unicode does not take apart into a plain letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ħ": "h",
        "ŧ": "t",
    }
)
# Between two cities stand spaces, punctuation, or one of these words (or a dash) between spaces.
_WORD = re.compile(r"[^\s,;/&+|·•]+")
_CONNECTORS = frozenset("- – — and et und y e i och og en dhe и та і".split())
# "City of Melton", "Ville de Montréal": the body that governs a city is found at the city.
_BODY = re.compile(
    r"(?:the\s+)?(?:city|town|municipality|ville|commune|municipalité|ciudad|ayuntamiento|município|municipio|câmara"
    r"\s+municipal|comune|città|stadt|gemeinde|grad|općina|opština|bashkia)\s+(?:(?:of|de|di|da|do|del|e)\s+|d['’])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its GeoNames id (None for a few rows of the supplement), name, ISO 3166-1 alpha-2 country
    code (XK for Kosovo) and position in decimal degrees (WGS 84)."""

    geonames_id: int | None
    name: str
    country: str
    latitude: float
    longitude: float

    @property
    def key(self) -> str:
        """A stable identity: two names mean one city when the keys of their places are equal."""
        if self.geonames_id is not None:
            return f"geonames:{self.geonames_id}"
        return f"supplement:{self.country}:{fold_name(self.name)}"


def fold_name(name: str) -> str:
    """The letters and digits of a name, no case, no accents: "Saint-Étienne" → "saintetienne"."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN_LETTERS))
    return "".join(character for character in decomposed if character.isalnum())


def find(name: str, country: str) -> Place | None:
    """The place that `name` means in a country (ISO code), or None; the most populous of several.

    "City of Melton" and "Ville de Montréal" find Melton and Montréal.
    """
    names = _names(country)
    return names.get(fold_name(name)) or names.get(fold_name(_BODY.sub("", name.strip(), count=1)))


def find_everywhere(name: str) -> list[Place]:
    """The places that `name` means anywhere in the world, one a country, in the order of their countries' codes.

    The first call in a process reads the whole gazetteer: a quarter of a second, and ten megabytes that stay.
    """
    return [place for country in sorted({*_blocks(), *_supplement()}) if (place := find(name, country))]


def places(country: str) -> list[Place]:
    """All places of a country (ISO code) that `find` finds by their own names, one a name, in no order that means
    anything."""
    return [place for name, place in _names(country).items() if name == fold_name(place.name)]


def split_run(text: str, country: str) -> list[str] | None:
    """Split cities written one after the other into their names as written; None when some part is unknown.

    Between the names may stand spaces, commas, semicolons, slashes, "&" or "and" in several languages. Of
    several ways the one with the fewest names wins, then the one with the longest: "Reggio Emilia" is one
    city though Reggio is also known. A name may hold a separator itself ("Donostia / San Sebastián",
    "Brighton and Hove").
    """
    words = _words(text)
    ways = _ways(text, words, country)
    return _names_of(ways, len(words)) if words and len(words) in ways else None


def split_start(text: str, country: str) -> tuple[list[str], int]:
    """The cities that `text` begins with, split as by `split_run`, and the index where the last one ends.

    The longest such beginning is taken; ([], 0) when the text does not begin with a known place. This is for
    text that goes on: "Lublin Krakow 2nd half 2021" → (["Lublin", "Krakow"], 13).
    """
    words = _words(text)
    ways = _ways(text, words, country)
    covered = max(ways)
    return _names_of(ways, covered), words[covered - 1][1] if covered else 0


@dataclass(frozen=True, slots=True, order=True)
class _Way:
    """The best way to cover the first words of a text with known names: few names first, then long ones."""

    count: int
    squares: int  # minus the sum of the squared lengths of the names
    name: str  # the last name
    before: int  # the number of words covered before it


def _words(text: str) -> list[tuple[int, int]]:
    """The (start, end) of each word of `text`; punctuation that parts cities is in none."""
    return [match.span() for match in _WORD.finditer(text)]


def _ways(text: str, words: list[tuple[int, int]], country: str) -> dict[int, _Way]:
    """For every number of words that known names cover from the start, the best way to do so.

    Dynamic programming over the words; a name has at most LONGEST_NAME of them, so the time is linear.
    """
    names = _names(country)
    ways = {0: _Way(0, 0, "", 0)}
    for covered in range(len(words)):
        if covered not in ways:
            continue
        so_far = ways[covered]
        start = covered + (covered > 0 and text[slice(*words[covered])] in _CONNECTORS)
        for last in range(start, min(start + LONGEST_NAME, len(words))):
            name = text[words[start][0] : words[last][1]]
            if fold_name(name) in names and text[slice(*words[last])] not in _CONNECTORS:
                way = _Way(so_far.count + 1, so_far.squares - len(name) ** 2, name, covered)
                ways[last + 1] = min(ways.get(last + 1, way), way)
    return ways


def _names_of(ways: dict[int, _Way], covered: int) -> list[str]:
    """The names, in order, of the best way to cover that many words."""
    names = []
    while covered:
        names.append(ways[covered].name)
        covered = ways[covered].before
    return names[::-1]


@cache
def _names(country: str) -> dict[str, Place]:
    """All folded names of one country's places; empty for a country without any.

    The supplement comes first; where it knows a packed place it gives that place its name in the programme
    ("Santa Maria da Feira", for GeoNames "Feira") and more spellings.
    """
    packed = {place.geonames_id: (place, alternates) for place, alternates in _packed_places(country)}
    names: dict[str, Place] = {}
    for kept, aliases in _supplement().get(country, ()):
        place, alternates = packed.pop(kept.geonames_id, (kept, []))
        spellings = [*map(fold_name, [kept.name, *aliases, place.name]), *alternates]
        names.update(dict.fromkeys(spellings, replace(place, name=kept.name)))
    for place, _ in packed.values():
        names.setdefault(fold_name(place.name), place)
    for place, alternates in packed.values():
        for alternate in alternates:
            names.setdefault(alternate, place)
    return names


def _packed_places(country: str) -> Iterator[tuple[Place, list[str]]]:
    """The packed places of one country with their folded alternate names, shaped by build.pack_country."""
    block = _blocks().get(country)
    if block is None:
        return
    columns = (column.split("\n") for column in block.split("\f"))
    for name, latitude, longitude, geonames_id, alternates in zip(*columns, strict=True):
        place = Place(
            int(geonames_id),
            name,
            country,
            int(latitude) / COORDINATE_SCALE,
            int(longitude) / COORDINATE_SCALE,
        )
        yield place, alternates.split(";") if alternates else []


@cache
def _blocks() -> dict[str, str]:
    """The packed text of each country, read once."""
    text = lzma.decompress(PACKED_FILE.read_bytes()).decode()
    return dict(block.split("\f", 1) for block in text.split("\v"))


@cache
def _supplement() -> dict[str, list[tuple[Place, list[str]]]]:
    """The hand-kept places of each country with their aliases as written; README.md describes the columns."""
    rows: dict[str, list[tuple[Place, list[str]]]] = {}
    for line in SUPPLEMENT_FILE.read_text(encoding="utf-8").splitlines()[1:]:
        country, name, aliases, geonames_id, latitude, longitude, _source = line.split("\t")
        place = Place(int(geonames_id) if geonames_id else None, name, country, float(latitude), float(longitude))
        rows.setdefault(country, []).append((place, aliases.split("; ") if aliases else []))
    return rows
