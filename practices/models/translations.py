"""Entries that tell of the same practice in other languages: a family, linked to the one of them that came first."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from practices import languages
from practices.models.verbs import REFUSALS, Status, may_curate
from practices.models.versions import Verb


class Translations:
    """The family of a `Practice` and the verbs that link and unlink it (a mixin)."""

    def family(self):
        """The entries in other languages, whatever their state, by language."""
        first = self.translation_of_id or self.pk
        if first is None:  # not stored yet
            return type(self).objects.none()
        return type(self).objects.filter(Q(pk=first) | Q(translation_of=first)).exclude(pk=self.pk).order_by("language")

    def published_translations(self):
        """Those that visitors may see, with what a link needs."""
        return self.family().published().only("title", "slug", "language")

    def link_translation(self, other, *, by, reason=""):
        """Link another entry, with its family, as the same practice in another language.

        Each entry that is linked anew has a version of it. Raises ValidationError where one is withdrawn, they are
        linked already or share a language, and PermissionDenied.
        """
        if not may_curate(by):
            raise PermissionDenied
        with transaction.atomic():
            self._lock_with(self, other)
            ours, theirs = [self, *self.family()], [other, *other.family()]
            if self.pk == other.pk or other in ours:
                raise ValidationError(_("They are linked already."))
            refuse_withdrawn(self, other)
            refuse_same_language(ours, theirs)
            self._head_family(theirs, self.translation_of_id or self.pk, by=by, reason=reason)
            other.refresh_from_db()

    def unlink_translation(self, *, by, reason=""):
        """Take the entry out of its family; when the others were linked to it, they stay linked to each other.

        Raises ValidationError where it has no family, and PermissionDenied.
        """
        if not may_curate(by):
            raise PermissionDenied
        with transaction.atomic():
            self._lock_with(self)
            family = list(self.family())
            if not family:
                raise ValidationError(_("It is not linked to a translation."))
            if self.translation_of_id:
                self.translation_of = None
                self._write(Verb.UNLINKED, by=by, reason=reason)
            else:
                self._head_family(family, family[0].pk, by=by, reason=reason)

    def refuse_language_of_a_translation(self):
        """An entry cannot take the language of one of its translations. Raises ValidationError at the field."""
        if self.pk and self.family().filter(language=self.language).exists():
            text = _("There is a translation in this language already: %(title)s.")
            other = self.family().filter(language=self.language).first()
            raise ValidationError({"language": text % {"title": other.title}})

    def _head_family(self, members, first_id, *, by, reason):
        """Link entries to the first of their family; the first itself is linked to none."""
        for member in sorted(members, key=lambda member: member.pk != first_id):
            target = None if member.pk == first_id else first_id
            if member.translation_of_id != target:
                member.translation_of_id = target
                member._write(Verb.LINKED if target else Verb.UNLINKED, by=by, reason=reason)

    def _lock_with(self, *practices):
        """Lock entries and their families in one order, and read the entries anew; each gets its first version."""
        first = {practice.translation_of_id or practice.pk for practice in practices}
        condition = Q(pk__in=first) | Q(translation_of__in=first) | Q(pk__in=[practice.pk for practice in practices])
        for stored in type(self).objects.select_for_update(of=["self"]).filter(condition).order_by("pk"):
            if not stored.version:
                stored.catch_up()
        for practice in practices:
            practice.refresh_from_db()


def refuse_withdrawn(*practices):
    """Raises ValidationError when one is withdrawn."""
    for practice in practices:
        if practice.status == Status.WITHDRAWN:
            raise ValidationError(REFUSALS[practice.status], params={"title": practice.title})


def refuse_same_language(ours, theirs):
    """Raises ValidationError when entries of two families are in one language."""
    known = {practice.language: practice for practice in ours}
    for practice in theirs:
        if practice.language in known:
            text = _("“%(one)s” and “%(other)s” are both in %(language)s.")
            both = {"one": known[practice.language].title, "other": practice.title}
            raise ValidationError(text, params=both | {"language": languages.name(practice.language)})
