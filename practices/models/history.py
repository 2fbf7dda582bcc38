"""The history of the vocabularies: a row beside each saved city, topic and synonym, with who, when and why."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


def reason_field() -> models.TextField:
    """Why a change was made, at any length; the library writes null where nothing is said."""
    return models.TextField(_("reason"), null=True, blank=True)  # noqa: DJ001 -- not ours to choose


def recorded(*excluded_fields: str) -> HistoricalRecords:
    """The history of a model whose every saving is a change of its own; generated fields are left out."""
    return HistoricalRecords(
        excluded_fields=excluded_fields,
        history_change_reason_field=reason_field(),
    )


def save_recorded(row: models.Model, *, by, reason: str = "") -> bool:
    """Save a row of a vocabulary; its history says who and why. `by` is None for a command or an import.

    What something else has written (COPY, `bulk_create`) is kept first. Returns False, and saves nothing, when nothing
    differs.
    """
    with transaction.atomic():
        stored = type(row).objects.select_for_update(of=["self"]).filter(pk=row.pk).first()
        if stored and all(getattr(stored, name) == getattr(row, name) for name in kept_fields(row)):
            return False
        if stored and not row.history.exists():
            row.history.bulk_history_create([stored])
        row._history_user, row._change_reason = by, reason
        row.save()
        return True


def delete_recorded(row: models.Model, *, by):
    """Delete a row of a vocabulary; its history stays, and says who."""
    row._history_user = by
    row.delete()


def restore_recorded(row: models.Model, version, *, by, reason: str = ""):
    """Write again what a version of a row of a vocabulary says, but for its slug. Raises ValidationError."""
    for name in restored_fields(row):
        setattr(row, name, getattr(version, name))
    row.full_clean(exclude=["slug"])
    if not save_recorded(row, by=by, reason=reason):
        raise ValidationError(gettext("This is what it says already."))


def kept_fields(row: models.Model) -> list[str]:
    """The names of the columns of a row that its history keeps."""
    return [field.attname for field in row.history.model.tracked_fields]


def restored_fields(row: models.Model) -> list[str]:
    """Those of them that people can change."""
    return [field.attname for field in row.history.model.tracked_fields if field.editable and not field.primary_key]


def last_names(model: type[models.Model], keys) -> dict:
    """Key → the name of the row; for one that is gone, the last name it had."""
    rows = model.objects.in_bulk(keys)
    gone = set(keys) - rows.keys()
    names = {key: getattr(row, "label", None) or str(row) for key, row in rows.items()}
    if gone and hasattr(model, "history"):
        names |= dict(model.history.filter(pk__in=latest(model, gone)).values_list(model._meta.pk.name, "name"))
    return {key: f"#{key}" for key in gone} | names


def latest(model: type[models.Model], keys):
    """The last row of the history of each key."""
    history = model.history.filter(**{f"{model._meta.pk.name}__in": keys}).order_by()
    return history.values(model._meta.pk.name).annotate(last=models.Max("history_id")).values("last")
