"""What a version of a row says, under the labels of its fields and in words: the rows it points at by their names."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from practices.models.history import last_names
from practices.models.versions import VERSIONS

# Counts and times that every version has of its own.
NEVER_SHOWN = {"id", "version", "created_at", "updated_at"}


class Snapshots:
    """Reads the names that some versions of one model need: a query for each kind of row they point at."""

    def __init__(self, versions, *, hidden=()):
        """`hidden` are the names of fields to keep from the reader."""
        self.versions = list(versions)
        self.fields, self.names = [], {}
        if self.versions:
            model = type(self.versions[0])
            fields = [*model.tracked_fields, *model._history_m2m_fields]
            # Links stand where they stand in the model.
            shown = [field for field in fields if field.name not in NEVER_SHOWN and field.name not in hidden]
            self.fields = sorted(shown, key=lambda field: field.creation_counter)
        self.links = {field: self._linked(field) for field in self.fields if field.many_to_many}
        for field in self.fields:
            if field.is_relation and not field.many_to_many:
                keys = {getattr(version, field.attname) for version in self.versions} - {None}
                self.names[field] = last_names(field.related_model, keys)

    def _linked(self, field) -> dict[int, list[str]]:
        """Key of a version → the names of the cities or topics it has, A–Z."""
        linked = VERSIONS.linked_keys(field.name, self.versions)
        names = last_names(field.related_model, {key for keys in linked.values() for key in keys})
        return {version: sorted(names[key] for key in keys) for version, keys in linked.items()}

    def of(self, version, *, columns=None) -> dict:
        """Label → text or names; `columns` are those to keep beside the links, None keeps all."""
        return {
            capfirst(field.verbose_name): self.in_words(field, version)
            for field in self.fields
            if columns is None or field.many_to_many or field.attname in columns
        }

    def in_words(self, field, version) -> str | list[str]:
        """What a version says in one field."""
        if field.many_to_many:
            return self.links[field].get(version.pk, [])
        value = getattr(version, field.attname)
        if isinstance(value, list):
            return [str(member) for member in value]
        if value is None or value == "":
            return ""
        if field.is_relation:
            return self.names[field][value]
        return str(dict(field.flatchoices).get(value, value)) if field.choices else plain(value)


def plain(value) -> str:
    """A text, number, claim, day or time as people write it."""
    match value:
        case bool():
            return gettext("Yes") if value else gettext("No")
        case datetime():
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        case date():
            return date_format(value, "DATE_FORMAT")
        case _:
            return str(value)
