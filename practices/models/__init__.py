"""The ground floor: what the catalogue is made of."""

from practices.models.imported_entry import ImportedEntry
from practices.models.pair import ComparedEntry, LikelyDuplicate, NotDuplicates
from practices.models.place import City, Country
from practices.models.practice import FormerSlug, Practice
from practices.models.preview import Preview
from practices.models.published import PublishedPractice, Word
from practices.models.saved_filter import SavedFilter
from practices.models.synonym import Synonym
from practices.models.topic import Topic
from practices.models.verbs import EditConflict
from practices.models.versions import Verb
from practices.models.waiting_file import WaitingFile

__all__ = [
    "City",
    "ComparedEntry",
    "Country",
    "EditConflict",
    "FormerSlug",
    "ImportedEntry",
    "LikelyDuplicate",
    "NotDuplicates",
    "Practice",
    "Preview",
    "PublishedPractice",
    "SavedFilter",
    "Synonym",
    "Topic",
    "Verb",
    "WaitingFile",
    "Word",
]
