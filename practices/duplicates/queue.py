"""The queue of likely duplicates: every entry compared with the others, and what curators have decided.

The pairs are stored, for comparing the whole catalogue takes longer than anybody waits for a page (docs/curation.md has
the figures). An entry is compared when it has another version than it had the last time, which costs a probe of
the index and a look at the entries of its cities; whoever opens the queue lets the few that changed be compared.
"""

import time

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from practices.duplicates.comparing import compare_stored
from practices.models import ComparedEntry, LikelyDuplicate, NotDuplicates, Practice

AT_A_TIME = 50
WITHDRAWN = Practice.Status.WITHDRAWN


def undecided() -> Q:
    """True of the pairs that a curator has to decide about."""
    decided = NotDuplicates.objects.filter(first=OuterRef("first"), second=OuterRef("second"))
    linked = Q(first__translation_of=F("second")) | Q(second__translation_of=F("first"))
    linked |= Q(first__translation_of=F("second__translation_of"))
    withdrawn = Q(first__status=WITHDRAWN) | Q(second__status=WITHDRAWN)
    return ~Exists(decided) & ~withdrawn & ~(linked & Q(is_translation=True))


def open_pairs():
    """The pairs to decide about, best first, with their entries and places."""
    return (
        LikelyDuplicate.objects.filter(undecided())
        .select_related("first__country", "second__country")
        .prefetch_related("first__cities", "second__cities")
        .order_by("-score", "id")
    )


def due():
    """The entries that were never compared as they stand now."""
    current = ComparedEntry.objects.filter(practice=OuterRef("pk"), version=OuterRef("version"))
    return Practice.objects.filter(~Exists(current)).order_by("pk")


def compare_due(*, seconds: float | None = None, on_progress=lambda done: None) -> int:
    """Compare the entries that are due, for so many seconds at most (None: all). Returns how many are left."""
    end = None if seconds is None else time.monotonic() + seconds
    done = 0
    while end is None or time.monotonic() < end:
        versions = dict(due().values_list("pk", "version")[:AT_A_TIME])
        if not versions:
            return 0
        compare(versions)
        done += len(versions)
        on_progress(done)
    return due().count()


@transaction.atomic
def compare(versions: dict[int, int]):
    """Write the pairs of entries anew; `versions` is id → the version in which they are read."""
    with connection.cursor() as cursor:  # two curators open the queue at once
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('likely duplicates'))")
    LikelyDuplicate.objects.filter(Q(first__in=versions) | Q(second__in=versions)).delete()
    pairs = {tuple(sorted((likeness.key, likeness.id))): likeness for likeness in compare_stored(list(versions))}
    LikelyDuplicate.objects.bulk_create(
        LikelyDuplicate(
            first_id=first,
            second_id=second,
            score=likeness.score,
            title=likeness.title,
            text=likeness.text,
            place=likeness.place,
            is_translation=likeness.is_translation,
            is_same_source=likeness.is_same_source,
        )
        for (first, second), likeness in pairs.items()
    )
    ComparedEntry.objects.bulk_create(
        [ComparedEntry(practice_id=pk, version=version) for pk, version in versions.items()],
        update_conflicts=True,
        unique_fields=["practice"],
        update_fields=["version"],
    )


def set_apart(one: Practice, other: Practice, *, by):
    """Remember that two entries are two practices: nothing reports them as duplicates any more."""
    first, second = sorted((one, other), key=lambda practice: practice.pk)
    NotDuplicates.objects.get_or_create(first=first, second=second, defaults={"decided_by": by})


def doubt_again(one: Practice, other: Practice):
    """Forget that two entries are two practices."""
    first, second = sorted((one.pk, other.pk))
    NotDuplicates.objects.filter(first=first, second=second).delete()
