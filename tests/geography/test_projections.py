"""Both projections against the numbers of pyproj 3.7.2 for EPSG:3035 and +proj=eqearth +lon_0=11 +ellps=GRS80."""

import pytest

from practices.geography import projections

# Longitude and latitude in degrees → metres in Europe, and in the world.
PLACES = {
    "Oslo": (10.7522, 59.9139, (4363187.776, 4090593.549), (-17919.203, 6916620.333)),
    "Lisbon": (-9.1393, 38.7223, (2665519.214, 1946764.045), (-1724761.584, 4777716.813)),
    "Nicosia": (33.3667, 35.1667, (6435613.32, 1669797.716), (1954664.691, 4371598.539)),
    "Reykjavík": (-21.8954, 64.1355, (2822655.113, 4909609.236), (-2278193.336, 7264396.461)),
    "Auckland": (174.7633, -36.8485, (12635381.708, 12642899.38), (14179167.128, -4564989.533)),
    "Montréal": (-73.5673, 45.5017, (-640298.607, 5890501.848), (-6924715.072, 5520225.137)),
    "Alaska": (-168.1, 65.6, (4218446.083, 9827262.548), (-12213511.776, 7377022.836)),
    "the centre of EPSG:3035": (10, 52, (4321000.0, 3210000.0), (-77800.53, 6184897.936)),
}


@pytest.mark.parametrize(("longitude", "latitude", "in_europe", "in_world"), PLACES.values(), ids=PLACES)
def test_projections_agree_with_pyproj_to_the_millimetre(longitude, latitude, in_europe, in_world):
    assert projections.europe(longitude, latitude) == pytest.approx(in_europe, abs=0.001)
    assert projections.world(longitude, latitude) == pytest.approx(in_world, abs=0.001)


@pytest.mark.parametrize("latitude", [-90, -52, 90])
def test_poles_and_the_antipode_of_europe_have_numbers_too(latitude):
    for project in (projections.europe, projections.world):
        assert all(abs(metres) < 1e14 for metres in project(-170, latitude))
