"""Slugs: ASCII, at most 80 characters, numbered on collision, never changed afterwards."""

import itertools

from anyascii import anyascii
from django.db import connection, models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

SLUG_LENGTH = 80


def ascii_slug(text: str, *, fallback: str) -> str:
    """`text` as a slug of at most 80 characters, cut between words; `fallback` where nothing is left of it."""
    slug = slugify(anyascii(text)) or fallback
    if len(slug) <= SLUG_LENGTH:
        return slug
    cut = slug[:SLUG_LENGTH]
    whole_words = cut if slug[SLUG_LENGTH] == "-" else cut.rpartition("-")[0]
    return (whole_words or cut).strip("-")


class PermanentSlugField(models.SlugField):
    """A unique slug, chosen when the row is first saved and left alone afterwards.

    The model says what it would like to be called: `proposed_slugs()` yields slugs, best first; when all of them are
    taken the last one is numbered.
    """

    def __init__(self, **options):
        kept = {"verbose_name": _("slug"), "max_length": SLUG_LENGTH, "unique": True, "editable": False}
        super().__init__(**kept | options)

    def deconstruct(self):
        """Also says when it is not unique: in the table of the versions of a model."""
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"unique": self.unique}

    def pre_save(self, model_instance, add):
        if add and not getattr(model_instance, self.attname):
            setattr(model_instance, self.attname, self.first_free(model_instance))
        return super().pre_save(model_instance, add)

    def first_free(self, model_instance) -> str:
        """The first proposal nobody has, else the last one with the first free number."""
        lock_slugs(self.model)
        for proposal in model_instance.proposed_slugs():
            if proposal not in (taken := taken_slugs(self.model, proposal[:70])):
                return proposal
        return numbered(proposal, taken)


def taken_slugs(model: type[models.Model], start: str) -> set[str]:
    """The slugs with this start that a row of the model has, or had before it was renamed."""
    tables = [model, *([model.former_slugs.rel.related_model] if hasattr(model, "former_slugs") else [])]
    return {
        slug
        for table in tables
        for slug in table._default_manager.filter(slug__startswith=start).values_list("slug", flat=True)
    }


def lock_slugs(model: type[models.Model]):
    """Until the transaction ends, nobody else gives out slugs of the model.

    Two saves of the same title at once (a double click) wait for each other instead of colliding.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])


def numbered(slug: str, taken: set[str]) -> str:
    """The first of `slug-2`, `slug-3` … that is not in `taken`, within 80 characters."""
    for number in itertools.count(2):
        ending = f"-{number}"
        candidate = slug[: SLUG_LENGTH - len(ending)].rstrip("-") + ending
        if candidate not in taken:
            return candidate
