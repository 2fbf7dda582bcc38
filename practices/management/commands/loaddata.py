"""Django's loaddata; what it writes of the catalogue gets its version, as everything else that is written."""

from django.core.management.commands import loaddata

from practices.models import City, Practice, Synonym, Topic


class Command(loaddata.Command):
    def loaddata(self, fixture_labels):
        """Within the transaction of the command."""
        super().loaddata(fixture_labels)
        reason = f"loaddata {' '.join(fixture_labels)}"
        Practice.objects.catch_up(reason=reason)
        for model in (City, Topic, Synonym):
            without = model.objects.exclude(pk__in=model.history.values("id"))
            model.history.bulk_history_create(without, default_change_reason=reason)
