"""The verbs of an entry: draft → in review → published → withdrawn, and the ways back.

Each checks who may and in which state, locks the row, writes all of its change and leaves one version, in one
transaction. `by` is the person; None is a command or an import, which may do everything.
"""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.models.slugs import ascii_slug, lock_slugs, taken_slugs
from practices.models.versions import VERSIONS, Verb


class Status(models.TextChoices):
    """The states of an entry."""

    DRAFT = "draft", gettext_lazy("Draft")
    REVIEW = "review", gettext_lazy("In review")
    PUBLISHED = "published", gettext_lazy("Published")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


# Verb → the states in which it is possible.
POSSIBLE = {
    Verb.SUBMITTED: [Status.DRAFT],
    Verb.RETURNED: [Status.REVIEW],
    Verb.SCHEDULED: [Status.REVIEW],
    Verb.UNSCHEDULED: [Status.REVIEW],
    Verb.PUBLISHED: [Status.DRAFT, Status.REVIEW],
    Verb.WITHDRAWN: [Status.PUBLISHED],
    Verb.REOPENED: [Status.WITHDRAWN],
    Verb.RENAMED: Status.values,
}
# What is said when a verb is not possible.
REFUSALS = {
    Status.DRAFT: gettext_lazy("“%(title)s” is a draft."),
    Status.REVIEW: gettext_lazy("“%(title)s” is in review."),
    Status.PUBLISHED: gettext_lazy("“%(title)s” is published."),
    Status.WITHDRAWN: gettext_lazy("“%(title)s” is withdrawn: reopen it first."),
}


class EditConflict(ValidationError):
    """Somebody else has changed the entry since the editor read it; `stored` is the entry as it is now."""

    def __init__(self, stored):
        super().__init__(_("“%(title)s” was changed in the meantime."), params={"title": stored.title})
        self.stored = stored


# Fields that only verbs change, and those in which two versions may differ and still say the same.
STATE = ("slug", "status", "author_id", "published_at", "publish_at", "review_comment", "withdrawal_reason")
STATE += ("successor_id", "translation_of_id", "version")
COUNTS_AND_TIMES = ("version", "created_at", "updated_at")


def content_fields() -> list[str]:
    """The columns that people write: what is neither state nor a count or time."""
    kept = [field.attname for field in VERSIONS.tracked_fields if not field.primary_key]
    return [name for name in kept if name not in STATE + COUNTS_AND_TIMES]


def may_curate(person) -> bool:
    """Whether a person may review, publish and change what others wrote; None is a command, which may."""
    return person is None or person.has_perm("practices.curate_practice")


def said(text: str, refusal: str) -> str:
    """A text that has to say something, without the white space around it. Raises ValidationError."""
    if not text.strip():
        raise ValidationError(refusal)
    return text.strip()


class Verbs:
    """The verbs of `Practice` (a mixin: the state they change lies in its fields)."""

    Status = Status

    def possible_verbs(self, person) -> list[Verb]:
        """The verbs that a person may use on the entry as it stands, beside revising it."""
        may = {Verb.SUBMITTED: self.may_be_edited_by}
        in_state = [verb for verb, states in POSSIBLE.items() if self.status in states]
        return [verb for verb in in_state if may.get(verb, may_curate)(person)]

    def may_be_edited_by(self, person) -> bool:
        """Curators edit everything but what is withdrawn; contributors their own drafts."""
        if self.status == Status.WITHDRAWN:
            return False
        is_own_draft = self.status == Status.DRAFT and self.author_id is not None and person is not None
        return may_curate(person) or (is_own_draft and person.pk == self.author_id)

    def revise(self, *, by, reason="", cities=None, topics=None, based_on=None, verb=None) -> bool:
        """Store the fields as they stand, with the cities and topics when given, as one version.

        `based_on` is the number of the version that the editor read: raises EditConflict when there is a newer one. A
        new entry becomes a draft of its author. Returns False, and writes nothing, when nothing differs. `verb` is what
        the version is called (`Verb`; created or revised). Raises PermissionDenied.
        """
        with transaction.atomic():
            if self.pk is None:
                return self._create(by=by, reason=reason, cities=cities, topics=topics)
            stored = self._lock()
            if based_on is not None and max(based_on, 1) != stored.version:
                raise EditConflict(stored)
            if not stored.may_be_edited_by(by):
                raise PermissionDenied
            self._take_state_of(stored)
            if not self._differs_from(stored, cities, topics):
                return False
            self._write(verb or Verb.REVISED, by=by, reason=reason, cities=cities, topics=topics)
            return True

    def submit(self, *, by):
        """Hand a draft in for review (its author or a curator)."""
        with self._change(Verb.SUBMITTED, by=by, whom=self.may_be_edited_by):
            self.status, self.review_comment = Status.REVIEW, ""

    def return_to_author(self, *, by, comment):
        """Give an entry in review back to its author, who sees the comment."""
        comment = said(comment, _("Say what its author should change."))
        with self._change(Verb.RETURNED, by=by, reason=comment):
            self.status, self.review_comment, self.publish_at = Status.DRAFT, comment, None

    def schedule(self, *, by, at):
        """Let an entry in review be published at a time to come; None takes it off the schedule."""
        if at is not None and at <= timezone.now():
            raise ValidationError(_("Give a time that is still to come."))
        with self._change(Verb.SCHEDULED if at else Verb.UNSCHEDULED, by=by):
            self.publish_at = at

    def publish(self, *, by, at=None, reason=""):
        """Make a draft or an entry in review public; published again, it keeps the date of its first publication.

        `at` is the time to note (now; an import gives all its entries one, so that they stand in the order of their
        source).
        """
        with self._change(Verb.PUBLISHED, by=by, reason=reason):
            self.status = Status.PUBLISHED
            self.published_at = self.published_at or at or timezone.now()
            self.review_comment, self.publish_at = "", None

    def withdraw(self, *, by, reason, successor=None):
        """Take a published entry off the public pages, naming the published one that takes its place, if any."""
        reason = said(reason, _("Say why it is withdrawn."))
        if successor is not None and (successor.pk == self.pk or not successor.is_published):
            raise ValidationError(_("The entry that takes its place has to be another one, and published."))
        with self._change(Verb.WITHDRAWN, by=by, reason=reason):
            self.status, self.withdrawal_reason, self.successor = Status.WITHDRAWN, reason, successor

    def reopen(self, *, by, reason=""):
        """Make a withdrawn entry a draft again."""
        with self._change(Verb.REOPENED, by=by, reason=reason):
            self.status, self.withdrawal_reason, self.successor = Status.DRAFT, "", None

    def rename(self, slug, *, by, reason=""):
        """Give an entry another slug; the former address leads to the new one for ever."""
        if ascii_slug(slug, fallback="practice") != slug:
            raise ValidationError(_("An address has small letters, numbers and hyphens, 80 at most."))
        with self._change(Verb.RENAMED, by=by, reason=reason):
            lock_slugs(type(self))
            if slug == self.slug:
                raise ValidationError(_("This is its address already."))
            self.former_slugs.filter(slug=slug).delete()
            if slug in taken_slugs(type(self), slug):
                raise ValidationError(_("Another entry has or had this address."))
            self.former_slugs.create(slug=self.slug)
            self.slug = slug

    def restore(self, version, *, by, reason="", based_on=None) -> list[str]:
        """Write the content of one of its versions again: its fields, cities and topics; never state, address, author.

        Returns the names of the cities and topics that are left out: gone since, or of another country now. `based_on`
        is as in `revise`. Raises ValidationError (also EditConflict) and PermissionDenied.
        """
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            if self.status == Status.WITHDRAWN:
                raise ValidationError(REFUSALS[self.status], params={"title": self.title})
            for name in content_fields():
                setattr(self, name, getattr(version, name))
            self.clean_fields()
            self.validate_constraints()
            cities, topics = version.links()
            moved = [city for city in cities if city.country_id != version.country_id]
            places = [city for city in cities if city not in moved]
            why = ": ".join(filter(None, [_("Version %(number)s") % {"number": version.version}, reason.strip()]))
            links = {"cities": places, "topics": topics}
            if not self.revise(by=by, reason=why, **links, based_on=based_on, verb=Verb.RESTORED):
                raise ValidationError(_("This is what it says already."))
            return [*version.gone(), *(city.name for city in moved)]

    @contextmanager
    def _change(self, verb, *, by, reason="", whom=may_curate):
        """A transaction around one change of state: the row is locked and read anew, and stored as one version.

        Two people may press at once: whether the verb is possible is asked of the database.
        """
        with transaction.atomic():
            self._lock()
            self.refresh_from_db()
            if self.status not in POSSIBLE[verb]:
                raise ValidationError(REFUSALS[self.status], params={"title": self.title})
            if not whom(by):
                raise PermissionDenied
            yield
            self._write(verb, by=by, reason=reason)

    def _lock(self):
        """The stored entry, locked until the transaction ends; one that has no version yet gets its first."""
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        if not stored.version:
            stored.catch_up()
        return stored

    def catch_up(self, *, reason=""):
        """Keep what something else than a verb has written (a fixture, COPY) as a version, if it is not one yet."""
        last = self.history.first()
        is_kept = last is not None and not self._differs_from(last.instance, *last.links())
        self.version = (last.version if last else 0) + (not is_kept)
        if not is_kept:
            VERSIONS.write([self], Verb.FOUND, by=None, reason=reason)
        type(self).objects.filter(pk=self.pk).update(version=self.version)

    def _take_state_of(self, stored):
        """What only verbs change is as stored, whatever the instance says."""
        for name in STATE:
            setattr(self, name, getattr(stored, name))

    def _differs_from(self, stored, cities, topics) -> bool:
        """Whether a field or a link is not as stored."""
        fields = [field.attname for field in VERSIONS.tracked_fields if field.name not in COUNTS_AND_TIMES]
        links = [(stored.cities, cities), (stored.topics, topics)]
        return any(getattr(self, name) != getattr(stored, name) for name in fields) or any(
            rows is not None and set(rows) != set(linked.all()) for linked, rows in links
        )

    def _create(self, *, by, reason, cities, topics):
        if not (by is None or by.has_perm("practices.add_practice")):
            raise PermissionDenied
        self.author = by
        self._write(Verb.CREATED, by=by, reason=reason, cities=cities, topics=topics)
        return True

    def _write(self, verb, *, by, reason="", cities=None, topics=None):
        """Save the row and its links, and keep the whole as the next version."""
        self.version += 1
        self.save()
        for field, rows in (("cities", cities), ("topics", topics)):
            if rows is not None:
                getattr(self, field).set(rows)
        VERSIONS.write([self], verb, by=by, reason=reason)
