"""A small map that shows where one practice is from."""

from dataclasses import dataclass

from practices.geography import EUROPE, EUROPE_REDUCED, WORLD_REDUCED, Frame


@dataclass(frozen=True, slots=True)
class Locator:
    """A reduced frame, the outline of the practice's country ("" where that is not drawn), and its cities in units."""

    frame: Frame
    country: str
    points: list[tuple[float, float]]


def locate(practice) -> Locator | None:
    """The small map of a practice: of Europe where all of it is there, else of the world; None with nothing to show."""
    places = [(city.longitude, city.latitude) for city in practice.cities.all() if city.latitude is not None]
    if places:
        is_in_europe = all(EUROPE_REDUCED.place(*place) for place in places)
    else:
        is_in_europe = practice.country_id in EUROPE.shapes.at_home
    frame = EUROPE_REDUCED if is_in_europe else WORLD_REDUCED
    country = frame.shapes.countries.get(practice.country_id, "")
    points = [point for place in places if (point := frame.place(*place))]
    return Locator(frame, country, points) if country or points else None
