"""Writes synthetic entries to the catalogue in batches, and takes them away again.

Each batch is a transaction of its own: what an interrupted run leaves is whole practices with their cities, which
`remove` finds; and the queue of deferred constraint triggers, which the server keeps in memory, stays short.

Which cities were made by a run is written in the curator notes (never public, never searched) of every synthetic
practice that names one: the mark lasts as long as a synthetic practice names the city, and the city itself is not
marked. A city goes with the last synthetic practice that names it, unless a practice of another source names it too.
"""

import itertools
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from practices import gazetteer
from practices.gazetteer import Place
from practices.models import City, Practice, Topic
from practices.models.slugs import SLUG_LENGTH, lock_slugs, numbered
from practices.synthetic.entries import SOURCE_NAME, Entry, entries

BATCH = 1000
CITIES_NOTE = "Cities made for synthetic practices: "


class NoTopics(ValueError):
    """There are no topics to give to the practices."""


def generate(number: int, seed: int, on_progress: Callable[[int], None] = lambda done: None):
    """Add `number` published synthetic practices; `on_progress` is called with how many are in, after each batch.

    Raises NoTopics when the catalogue has no topics.
    """
    topics = list(Topic.objects.all())
    if not topics:
        raise NoTopics
    cities, done = Cities(), 0
    first_number = synthetic().count() + 1
    for batch in itertools.batched(entries(number, seed, topics), BATCH):
        with transaction.atomic():
            _write(batch, first_number + done, cities)
        done += len(batch)
        on_progress(done)
    _settle()


def remove(on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Delete all synthetic practices and the cities that are only theirs; return the number of practices."""
    done = 0
    while batch := dict(synthetic().order_by("id").values_list("id", "curator_notes")[:BATCH]):
        with transaction.atomic():
            _delete(list(batch))
            slugs = set().union(*map(slugs_of_note, batch.values()))
            City.objects.filter(slug__in=slugs, practices__isnull=True).delete()
        done += len(batch)
        on_progress(done)
    _settle()
    return done


def synthetic():
    """The practices that `generate` has made."""
    return Practice.objects.filter(source_name=SOURCE_NAME)


def note_of_slugs(slugs: Iterable[str]) -> str:
    """The curator note of a practice that names these cities made by a run; empty for none."""
    return CITIES_NOTE + ", ".join(slugs) if slugs else ""


def slugs_of_note(note: str) -> set[str]:
    """The slugs in a curator note, also when a curator has added lines to it."""
    lines = [line.removeprefix(CITIES_NOTE) for line in note.splitlines() if line.startswith(CITIES_NOTE)]
    return {slug.strip() for line in lines for slug in line.split(",")} - {""}


class Cities:
    """The catalogue's cities, by any of their names or the place they are; those missing are made.

    `made` holds the slugs of those that this run or an earlier one has made.
    """

    def __init__(self):
        notes = synthetic().filter(curator_notes__startswith=CITIES_NOTE).values_list("curator_notes", flat=True)
        self.made = set().union(*map(slugs_of_note, notes.distinct().iterator()))
        self._known = {key: city for city in City.objects.order_by("-id") for key in _keys(city)}

    def of(self, place: Place) -> City:
        """The city at the place; call `add` first."""
        return self._known.get((place.country, gazetteer.fold_name(place.name))) or self._known[place.key]

    def add(self, places: Iterable[Place]):
        """Make the cities of the places that the catalogue does not have."""
        lock_slugs(City)
        slugs = set(City.objects.values_list("slug", flat=True))
        new = []
        for place in dict.fromkeys(places):
            if self._known.keys() & {(place.country, gazetteer.fold_name(place.name)), place.key}:
                continue
            city = City(name=place.name, country_id=place.country, latitude=place.latitude, longitude=place.longitude)
            city.slug = first_free(list(city.proposed_slugs()), slugs)
            slugs.add(city.slug)
            self._known |= dict.fromkeys(_keys(city), city)
            new.append(city)
        City.objects.bulk_create(new)
        self.made.update(city.slug for city in new)


def _keys(city: City) -> set:
    """What a city is found by: country and folded name, and the place its name means."""
    place = gazetteer.find(city.name, city.country_id)
    names = {(city.country_id, gazetteer.fold_name(name)) for name in (city.name, *city.aliases)}
    return names | {place.key} if place else names


def first_free(proposals: list[str], taken: set[str]) -> str:
    """The first proposal that is not taken, else the last one numbered."""
    return next((slug for slug in proposals if slug not in taken), None) or numbered(proposals[-1], taken)


def _settle():
    """What PostgreSQL would do by itself in the minutes after: sort words into their index, look at the new numbers."""
    with connection.cursor() as cursor:
        for index in ("published_search", "published_title", "practice_title_alike"):
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        cursor.execute("ANALYZE practices_publishedpractice, practices_practice, practices_city, practices_word")


def _write(batch: tuple[Entry, ...], first_number: int, cities: Cities):
    """Write a batch of entries, its practices numbered from `first_number`.

    The links go in before the practices (foreign keys are checked at the end of the transaction): the trigger of a
    practice finds them and computes its search vector once, not again after each kind of link.
    """
    cities.add(place for entry in batch for place in entry.places)
    _give_slugs([entry.practice for entry in batch], first_number)
    city_links, topic_links = [], []
    for entry, entry.practice.pk in zip(batch, _new_ids(len(batch)), strict=True):
        named = [cities.of(place) for place in entry.places]
        entry.practice.curator_notes = note_of_slugs([city.slug for city in named if city.slug in cities.made])
        city_links += [(entry.practice.pk, city.pk) for city in named]
        topic_links += [(entry.practice.pk, topic.pk) for topic in entry.topics]
    _copy(Practice.cities.through, ["practice_id", "city_id"], city_links)
    _copy(Practice.topics.through, ["practice_id", "topic_id"], topic_links)
    _copy_practices([entry.practice for entry in batch])


def _give_slugs(practices: list[Practice], first_number: int):
    """Title and number make the slug; one query tells which are taken, and those are numbered once more."""
    lock_slugs(Practice)
    for number, practice in enumerate(practices, start=first_number):
        (title,) = practice.proposed_slugs()
        ending = f"-{number}"
        practice.slug = title[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
    wanted = {practice.slug for practice in practices}
    taken = set(Practice.objects.filter(slug__in=wanted).values_list("slug", flat=True))
    for practice in practices:
        if practice.slug in taken:
            alike = Practice.objects.filter(slug__startswith=practice.slug[:70]).values_list("slug", flat=True)
            practice.slug = numbered(practice.slug, wanted.union(alike))
            wanted.add(practice.slug)


def _new_ids(count: int) -> list[int]:
    """Ids for so many new practices."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Practice._meta.db_table, count],
        )
        return [row[0] for row in cursor]


def _copy_practices(practices: list[Practice]):
    """COPY writes the times as they are; `bulk_create` would set updated_at to now."""
    fields = [field for field in Practice._meta.concrete_fields if not field.generated]
    rows = (
        [field.get_db_prep_save(getattr(practice, field.attname), connection) for field in fields]
        for practice in practices
    )
    _copy(Practice, [field.column for field in fields], rows)


def _copy(model, columns: list[str], rows: Iterable):
    """Write rows with COPY."""
    quote = connection.ops.quote_name
    statement = f"COPY {quote(model._meta.db_table)} ({', '.join(map(quote, columns))}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _delete(ids: list[int]):
    """Delete practices, then what refers to them (in this order no trigger computes their search vectors again)."""
    Practice.objects.filter(pk__in=ids)._raw_delete(using="default")
    for relation in Practice._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": ids})
            rows._raw_delete(using="default")
