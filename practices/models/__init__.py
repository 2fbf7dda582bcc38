"""The ground floor: what the catalogue is made of."""

from practices.models.imported_entry import ImportedEntry
from practices.models.place import City, Country
from practices.models.practice import Practice
from practices.models.published import PublishedPractice, Word
from practices.models.synonym import Synonym
from practices.models.topic import Topic

__all__ = ["City", "Country", "ImportedEntry", "Practice", "PublishedPractice", "Synonym", "Topic", "Word"]
