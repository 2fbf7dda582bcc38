"""What the tests of views look at."""

import pytest

from tests.builders import make_city, make_practice, make_topic


@pytest.fixture
def catalogue(db):
    """Three published practices; a draft and a withdrawn one that would show wherever the first does."""
    education = make_topic("Education")
    oslo, turin = make_city("Oslo"), make_city("Turin", "IT")
    make_practice("School in Oslo", cities=[oslo], topics=[education], period="2014-2015", purpose="Fair *schools*.")
    make_practice("Work in Turin", country="IT", cities=[turin], period="2016-")
    make_practice("Somewhere", country="IT", period="ongoing")
    make_practice("A draft", status="draft", published_at=None, cities=[oslo], topics=[education], period="2014")
    make_practice("Withdrawn", status="withdrawn", cities=[oslo], topics=[education], period="2014")
