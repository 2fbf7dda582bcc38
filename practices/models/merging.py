"""Merging two entries that are one practice, and separating them again.

The one that goes is withdrawn, its address leads to the one that stays; both keep their histories.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from practices.models.translations import refuse_withdrawn
from practices.models.verbs import EditConflict, Status, may_curate
from practices.models.versions import Verb

# What is taken from one entry or the other, or taken back: name → the columns and links that go together.
PARTS = {
    "title": ["title"],
    "country": ["country_id"],
    "cities": ["cities"],
    "period": ["period", "period_is_overruled", "start_year", "end_year", "is_ongoing"],
    "topics": ["topics"],
    **{name: [name] for name in ("purpose", "rationale", "process", "impact", "key_references")},
    "source": ["source_name", "source_url", "external_id"],
    **{name: [name] for name in ("provenance", "summary", "curator_notes", "last_confirmed_on")},
}
LINKS = ("cities", "topics")


class Merging:
    """The verbs `merge` and `undo_merge` of `Practice` (a mixin)."""

    def merge(self, into, *, by, values=None, cities=None, topics=None, reason="", based_on=None):
        """Withdraw the entry as a duplicate of `into`, which takes the values, cities and topics given.

        `values` is column → value; what is not given stays as `into` has it. `based_on` are the numbers of the versions
        of both (this one's first) that the person has seen. One transaction, and a version of each (`Verb.MERGED`).
        Translations of this one become translations of `into` when that has none. Raises ValidationError (EditConflict
        where one was changed in the meantime) and PermissionDenied.
        """
        if not may_curate(by):
            raise PermissionDenied
        with transaction.atomic():
            self._lock_with(self, into)
            for practice, number in zip((self, into), based_on or (), strict=False):
                if max(number, 1) != practice.version:
                    raise EditConflict(practice)
            self.refuse_merge(into)
            for name, value in (values or {}).items():
                setattr(into, name, value)
            into.full_clean(exclude=["slug"], validate_unique=False)
            refuse_cities_elsewhere(into, cities)
            into._write(Verb.MERGED, by=by, reason=reason or told(self), cities=cities, topics=topics)
            family, first = self._family_to_hand_to(into)
            if family:
                self.translation_of = None
            self.status, self.publish_at, self.successor = Status.WITHDRAWN, None, into
            self.withdrawal_reason = reason or _("Merged into “%(title)s”.") % {"title": into.title}
            self._write(Verb.MERGED, by=by, reason=reason or told(into))
            self._head_family(family, first, by=by, reason=told(self))

    def refuse_merge(self, into):
        """Say why the entry cannot be merged into another one. Raises ValidationError."""
        if self.pk == into.pk:
            raise ValidationError(_("An entry cannot be merged into itself."))
        refuse_withdrawn(self, into)
        if self.language.partition("-")[0] != into.language.partition("-")[0]:
            raise ValidationError(_("They are in different languages: link them as translations instead."))
        if self.is_published and not into.is_published:
            text = _("“%(title)s” is not published: its address could not lead anywhere. Merge the other way round.")
            raise ValidationError(text, params={"title": into.title})

    @property
    def last_merge(self):
        """The version in which the entry was merged away, while it still is; otherwise None."""
        if self.status != Status.WITHDRAWN or self.successor_id is None:
            return None
        last = self.history.filter(verb__in=[Verb.MERGED, Verb.WITHDRAWN]).first()
        return last if last is not None and last.verb == Verb.MERGED else None

    def undo_merge(self, *, by, reason="", take_back=()) -> list[str]:
        """Bring the entry back as it was before its merge, and take back what the merge has changed in the other one.

        What somebody has changed there since stays, but for the parts named in `take_back`. Returns the parts that
        stay, see `clashes`. Nothing is taken back from an entry that is itself withdrawn now. A version of each
        (`Verb.UNMERGED`). Raises ValidationError and PermissionDenied.
        """
        if not may_curate(by):
            raise PermissionDenied
        with transaction.atomic():
            winner = self.successor
            self._lock_with(self, *filter(None, [winner]))
            if self.last_merge is None or self.successor_id != winner.pk:
                raise ValidationError(_("“%(title)s” was not merged."), params={"title": self.title})
            clashes = [part for part in self.clashes() if part not in take_back]
            before = self.history.get(version=self.last_merge.version - 1)
            self._take_back(winner, but=clashes, by=by, reason=reason)
            self.status, self.withdrawal_reason, self.successor = before.status, "", None
            self._write(Verb.UNMERGED, by=by, reason=reason or told(winner))
            self._take_family_back(winner, by=by)
            return clashes

    def clashes(self) -> list[str]:
        """The parts of the entry it was merged into that the merge has changed and somebody else since."""
        return [part for part, (_before, merged, now) in self._changed_by_merge() if merged != now]

    def _changed_by_merge(self):
        """(part, (what it was before, in the merge, now)) of the successor, where the merge has changed it."""
        winner = self.successor
        merged = winner.history.filter(verb=Verb.MERGED, history_date__lte=self.last_merge.history_date).first()
        before = winner.history.get(version=merged.version - 1)
        values = [part_values(version) for version in (before, merged, winner)]
        changed = [(part, tuple(value[part] for value in values)) for part in PARTS]
        return [(part, three) for part, three in changed if three[0] != three[1]]

    def _take_back(self, winner, *, but, by, reason):
        if winner.status == Status.WITHDRAWN:
            return
        links = dict.fromkeys(LINKS)
        back = [(part, before) for part, (before, _merged, _now) in self._changed_by_merge() if part not in but]
        for part, before in back:
            for name, value in zip(PARTS[part], before, strict=True):
                if name in LINKS:
                    links[name] = winner._meta.get_field(name).related_model.objects.filter(pk__in=value)
                else:
                    setattr(winner, name, value)
        if back:
            winner.full_clean(exclude=["slug"], validate_unique=False)
            refuse_cities_elsewhere(winner, links["cities"])
            winner._write(Verb.UNMERGED, by=by, reason=reason or told(self), **links)

    def _family_to_hand_to(self, into):
        """The entries to be linked with the one that this one is merged into, itself included, and the first of them.

        Nothing where it has translations itself, or is in the language of one of them.
        """
        family = list(self.family())
        if not family or into.family().exists() or into.language in {member.language for member in family}:
            return [], None
        return [into, *family], self.translation_of_id or into.pk

    def _take_family_back(self, winner, *, by):
        """Link to this entry again the translations that its merge has handed on, as far as they are still there."""
        merged = self.history.filter(verb=Verb.MERGED).first()
        had = self.history.get(version=merged.version - 1)
        members = [member for member in winner.family() if was_family(member, had, self.pk)]
        if not members or self.language in {member.language for member in members}:
            return
        if winner.translation_of_id:
            winner.translation_of = None
            winner._write(Verb.UNLINKED, by=by, reason=told(self))
        first = had.translation_of_id or self.pk
        self._head_family([self, *members], first, by=by, reason=told(winner))


def was_family(member, had, pk) -> bool:
    """Whether an entry was linked with the one that a version `had` is of: under it, as its first or beside it."""
    firsts = {pk, had.translation_of_id} - {None}
    earlier = member.history.exclude(version=member.version).first()
    return member.pk in firsts or (earlier is not None and earlier.translation_of_id in firsts)


def part_values(row) -> dict[str, list]:
    """Part → its values, of an entry or of a version; links as sets of keys."""
    if hasattr(row, "links"):
        cities, topics = row.links()
    else:
        cities, topics = row.cities.all(), row.topics.all()
    links = {"cities": {city.pk for city in cities}, "topics": {topic.pk for topic in topics}}
    return {
        part: [links[name] if name in links else getattr(row, name) for name in names] for part, names in PARTS.items()
    }


def told(practice) -> str:
    """An entry in the reason of a version: “Young Mayor” (young-mayor)."""
    return f"“{practice.title}” ({practice.slug})"


def refuse_cities_elsewhere(practice, cities):
    """Raises ValidationError when one of the cities, or of those the entry has, is not of its country."""
    for city in practice.cities.all() if cities is None else cities:
        if city.country_id != practice.country_id:
            text = _("%(city)s is in %(its)s; the country of the practice is %(country)s.")
            raise ValidationError(text % {"city": city, "its": city.country, "country": practice.country})
