"""What the states of an entry require, as constraints."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("practices", "0012_reason_of_earlier_withdrawals")]

    operations = [
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawal_reason__regex', '\\S'), _connector='OR'), name='practice_withdrawn_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('status', 'withdrawn'), models.Q(('successor', models.F('id')), _negated=True)), _connector='OR'), name='practice_withdrawn_may_have_successor'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at', None), ('status', 'review'), _connector='OR'), name='practice_scheduled_is_in_review'),
        ),
    ]
