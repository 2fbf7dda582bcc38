"""The folded French name of a topic, by which French lists go."""

import practices.models.folding
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0009_catalogue_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='topic',
            name='name_fr_key',
            field=models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('name_fr')), output_field=models.CharField(db_collation='C', max_length=240)),
        ),
    ]
