"""What to mend next: the concerns of the catalogue, worst first, each a set of rows to be counted and listed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, Model, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practices.duplicates.queue import undecided
from practices.models import City, LikelyDuplicate, Practice, Topic
from practices.models.verbs import may_curate

# An entry is due for publication a moment before the command that publishes it runs.
LATE_AFTER = timedelta(hours=1)
STALE_AFTER = timedelta(days=2 * 365)

PUBLISHED = Q(status=Practice.Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Concern:
    """Rows of a model that somebody should look at. The same condition counts and lists them, so the two agree."""

    name: str
    label: str
    model: type[Model]
    condition: Callable[[], Q]
    page: str = ""  # the address by name, where the rows have a page other than the list of their model

    def rows(self, rows):
        """Those of `rows` (a queryset of the model) that the concern is about."""
        return rows.filter(self.condition())

    @property
    def address(self) -> str:
        """Where exactly those rows are listed."""
        if self.page:
            return reverse(self.page)
        return f"{reverse(f'admin:practices_{self.model._meta.model_name}_changelist')}?mend={self.name}"


def has_none(field: str) -> Callable[[], Q]:
    """Published entries that name no row in a many-to-many field."""
    links = Practice._meta.get_field(field).remote_field.through.objects
    return lambda: PUBLISHED & ~Exists(links.filter(practice=OuterRef("pk")))


def is_stale() -> Q:
    """Neither changed nor confirmed for two years."""
    limit = timezone.now() - STALE_AFTER
    return PUBLISHED & Q(updated_at__lt=limit) & (Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=limit.date()))


OF_CURATORS = [
    Concern(
        "late",
        _("Scheduled and not published: publish_due does not run"),
        Practice,
        lambda: Q(publish_at__lt=timezone.now() - LATE_AFTER),
    ),
    Concern(
        "review",
        _("Waiting for review"),
        Practice,
        lambda: Q(status=Practice.Status.REVIEW, publish_at=None),
    ),
    Concern(
        "duplicates",
        _("Pairs of entries that look like one practice"),
        LikelyDuplicate,
        undecided,
        "admin:practices_practice_duplicates",
    ),
    Concern("no-topic", _("Published without a topic"), Practice, has_none("topics")),
    Concern("no-city", _("Published without a city"), Practice, has_none("cities")),
    Concern("no-impact", _("Published without an impact"), Practice, lambda: PUBLISHED & Q(impact="")),
    Concern("no-period", _("Published without a period"), Practice, lambda: PUBLISHED & Q(period="", start_year=None)),
    Concern(
        "unread-period",
        _("Published with a period that could not be read"),
        Practice,
        lambda: PUBLISHED & ~Q(period="") & Q(start_year=None),
    ),
    Concern("stale", _("Published and not touched for two years"), Practice, is_stale),
    Concern("no-coordinates", _("Cities without coordinates"), City, lambda: Q(latitude=None)),
    Concern(
        "unused",
        _("Topics that no published entry has"),
        Topic,
        lambda: ~Exists(Practice.objects.published().filter(topics=OuterRef("pk"))),
    ),
]
OF_CONTRIBUTORS = [
    Concern(
        "returned",
        _("Returned to you with a comment"),
        Practice,
        lambda: Q(status=Practice.Status.DRAFT) & ~Q(review_comment=""),
    ),
    Concern("drafts", _("Drafts of yours"), Practice, lambda: Q(status=Practice.Status.DRAFT, review_comment="")),
    Concern("submitted", _("Yours, waiting for review"), Practice, lambda: Q(status=Practice.Status.REVIEW)),
]


def concerns_of(person) -> list[Concern]:
    """What a person can do something about, worst first."""
    return OF_CURATORS if may_curate(person) else OF_CONTRIBUTORS


def counts(person) -> list[tuple[Concern, int]]:
    """Each concern of a person with the number of its rows: one statement a model."""
    concerns = concerns_of(person)
    numbers = {}
    for model in {concern.model: None for concern in concerns}:
        rows = model.objects.visible_to(person) if model is Practice else model.objects
        of_model = {c.name.replace("-", "_"): c for c in concerns if c.model is model}
        numbers |= rows.aggregate(**{key: Count("pk", filter=c.condition()) for key, c in of_model.items()})
    return [(concern, numbers[concern.name.replace("-", "_")]) for concern in concerns]
