"""The history of the vocabularies: a row beside each saved city, topic and synonym."""

from django.db import models
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
