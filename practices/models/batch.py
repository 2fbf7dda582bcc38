"""Many entries revised at once: what `Practice.revise` does to each, in a few statements for all of them.

Ten thousand single revisions take some ten minutes, most of it in the triggers that keep what is searched: those run
once a statement, whatever the number of its rows.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from practices.models.place import City
from practices.models.practice import FormerSlug, Practice
from practices.models.slugs import lock_slugs, numbered, taken_slugs
from practices.models.topic import Topic
from practices.models.verbs import EditConflict
from practices.models.versions import VERSIONS, Verb


@dataclass(frozen=True, slots=True)
class Revision:
    """An entry, new or as somebody has changed it, with its cities and topics; None leaves those as they are."""

    practice: Practice
    cities: list[City] | None = None
    topics: list[Topic] | None = None


def revise_all(revisions: list[Revision], *, by, reason: str = ""):
    """Store each entry as one version, all of them or none; those in which nothing differs are left alone.

    An entry is based on the version that it says it is. Raises EditConflict and PermissionDenied, as `revise` does.
    """
    new = [revision for revision in revisions if revision.practice.pk is None]
    stored = [revision for revision in revisions if revision.practice.pk is not None]
    with transaction.atomic():
        _create(new, by, reason)
        _revise(stored, by, reason)


def _create(revisions, by, reason):
    """Make the new entries drafts of `by`."""
    if revisions and not (by is None or by.has_perm("practices.add_practice")):
        raise PermissionDenied
    practices = [revision.practice for revision in revisions]
    for practice in practices:
        practice.author, practice.version = by, 1
    _give_slugs(practices)
    Practice.objects.bulk_create(practices)
    _link(revisions)
    VERSIONS.write(practices, Verb.CREATED, by=by, reason=reason)


def _give_slugs(practices):
    """To each the slug that a single saving would give it."""
    lock_slugs(Practice)
    proposals = [next(practice.proposed_slugs()) for practice in practices]
    stored = [table.objects.filter(slug__in=proposals) for table in (Practice, FormerSlug)]
    taken = {slug for rows in stored for slug in rows.values_list("slug", flat=True)}
    for practice, proposal in zip(practices, proposals, strict=True):
        is_free = proposal not in taken
        practice.slug = proposal if is_free else numbered(proposal, taken | taken_slugs(Practice, proposal[:70]))
        taken.add(practice.slug)


def _revise(revisions, by, reason):
    """Store what differs of the entries that are there."""
    pks = [revision.practice.pk for revision in revisions]
    stored = {
        practice.pk: practice for practice in Practice.objects.order_by("pk").select_for_update().filter(pk__in=pks)
    }
    for revision in revisions:
        _check(revision.practice, stored[revision.practice.pk], by)
    differing = [
        revision
        for revision in revisions
        if revision.practice._differs_from(stored[revision.practice.pk], revision.cities, revision.topics)
    ]
    if differing:
        _keep_first_versions([stored[revision.practice.pk] for revision in differing])
        _write(differing, stored)
        VERSIONS.write([revision.practice for revision in differing], Verb.REVISED, by=by, reason=reason)


def _check(practice, stored, by):
    """Raise what `revise` would, and take over what only verbs change."""
    if max(practice.version, 1) != max(stored.version, 1):
        raise EditConflict(stored)
    if not stored.may_be_edited_by(by):
        raise PermissionDenied
    practice._take_state_of(stored)


def _keep_first_versions(stored):
    """Keep as version 1 what something else than a verb has written; the number is stored with what follows."""
    written = [practice for practice in stored if not practice.version]
    known = VERSIONS.model.objects.filter(id__in=[practice.pk for practice in written]).values_list("id", flat=True)
    for practice in written:
        practice.version = 1
    VERSIONS.write([practice for practice in written if practice.pk not in set(known)], Verb.FOUND, by=None)


def _write(revisions, stored):
    """Write the fields in which an entry differs, and the links."""
    practices, now = [revision.practice for revision in revisions], timezone.now()
    for practice in practices:
        practice.version, practice.updated_at = stored[practice.pk].version + 1, now
    names = {field.attname: field.name for field in VERSIONS.tracked_fields}
    differing = [
        name
        for attribute, name in names.items()
        if any(getattr(practice, attribute) != getattr(stored[practice.pk], attribute) for practice in practices)
    ]
    Practice.objects.bulk_update(practices, differing)
    _link(revisions)


def _link(revisions):
    """Make the cities and topics those that are given."""
    for name in ("cities", "topics"):
        rows = {revision.practice.pk: getattr(revision, name) for revision in revisions}
        given = {pk: linked for pk, linked in rows.items() if linked is not None}
        links = getattr(Practice, name).through
        column = "city_id" if name == "cities" else "topic_id"
        if given:
            links.objects.filter(practice_id__in=given).delete()
        links.objects.bulk_create(
            links(practice_id=pk, **{column: row.pk}) for pk, linked in given.items() for row in linked
        )
