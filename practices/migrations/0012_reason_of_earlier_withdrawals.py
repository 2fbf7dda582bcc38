"""Entries withdrawn before a reason was asked for say so."""

from django.db import migrations

GIVE_REASON = """
UPDATE practices_practice SET withdrawal_reason = 'Withdrawn before reasons were kept.'
WHERE status = 'withdrawn' AND withdrawal_reason = '';
"""


class Migration(migrations.Migration):
    dependencies = [("practices", "0011_versions_and_states")]

    operations = [migrations.RunSQL(GIVE_REASON, migrations.RunSQL.noop)]
