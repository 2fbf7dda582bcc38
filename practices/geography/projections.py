"""Two equal-area map projections of the ellipsoid, forward only: degrees in, metres out.

Both go through the authalic latitude, that of a sphere with the area of the ellipsoid. Sources: J. P. Snyder, "Map
projections: a working manual" (USGS Professional Paper 1395), equations 3-11, 3-12 and 24-2 to 24-17, for Europe;
B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection" (2018), for the world.
"""

from math import asin, atanh, cos, radians, sin, sqrt

# Of the GRS 80 ellipsoid; WGS 84 differs from it by a tenth of a millimetre.
SEMI_MAJOR_AXIS = 6_378_137.0  # metres
FLATTENING = 1 / 298.257222101
ECCENTRICITY = sqrt(FLATTENING * (2 - FLATTENING))


def _q(latitude: float) -> float:
    """Snyder's q of a latitude in radians: proportional to the area between it and the equator."""
    e, s = ECCENTRICITY, sin(latitude)
    return (1 - e * e) * (s / (1 - (e * s) ** 2) + atanh(e * s) / e)


_Q_OF_POLE = _q(radians(90))
AUTHALIC_RADIUS = SEMI_MAJOR_AXIS * sqrt(_Q_OF_POLE / 2)  # metres


def authalic_latitude(latitude: float) -> float:
    """The authalic latitude, in radians, of a latitude in degrees."""
    return asin(max(-1, min(1, _q(radians(latitude)) / _Q_OF_POLE)))


# EPSG:3035: centre, and what its coordinates are there in metres.
EUROPE_LATITUDE, EUROPE_LONGITUDE = 52, 10
FALSE_EASTING, FALSE_NORTHING = 4_321_000, 3_210_000
_BETA_0 = authalic_latitude(EUROPE_LATITUDE)
_M_0 = cos(radians(EUROPE_LATITUDE)) / sqrt(1 - (ECCENTRICITY * sin(radians(EUROPE_LATITUDE))) ** 2)
_D = SEMI_MAJOR_AXIS * _M_0 / (AUTHALIC_RADIUS * cos(_BETA_0))


def europe(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing in metres of EPSG:3035 (ETRS89-extended, Lambert azimuthal equal-area)."""
    beta, turned = authalic_latitude(latitude), radians(longitude - EUROPE_LONGITUDE)
    # Zero at the antipode of the centre, which this projection has no point for: there, far out in the ocean.
    nearness = max(1 + sin(_BETA_0) * sin(beta) + cos(_BETA_0) * cos(beta) * cos(turned), 1e-12)
    b = AUTHALIC_RADIUS * sqrt(2 / nearness)
    east = b * _D * cos(beta) * sin(turned)
    north = b / _D * (cos(_BETA_0) * sin(beta) - sin(_BETA_0) * cos(beta) * cos(turned))
    return FALSE_EASTING + east, FALSE_NORTHING + north


# The meridian in the middle: so that the edge, at 169° west, runs through Bering Strait and cuts no country.
WORLD_LONGITUDE = 11
_A_1, _A_2, _A_3, _A_4 = 1.340264, -0.081106, 0.000893, 0.003796


def world(longitude: float, latitude: float) -> tuple[float, float]:
    """Metres east and north of 11° east on the equator, in Equal Earth."""
    turned = radians((longitude - WORLD_LONGITUDE + 180) % 360 - 180)
    theta = asin(sqrt(3) / 2 * sin(authalic_latitude(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = _A_1 + 3 * _A_2 * squared + sixth * (7 * _A_3 + 9 * _A_4 * squared)
    east = 2 * sqrt(3) / 3 * turned * cos(theta) / slope
    north = theta * (_A_1 + _A_2 * squared + sixth * (_A_3 + _A_4 * squared))
    return AUTHALIC_RADIUS * east, AUTHALIC_RADIUS * north
