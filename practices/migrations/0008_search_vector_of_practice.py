"""Practices no longer carry their search vector: the narrow table of published ones does."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("practices", "0007_keep_published_practices")]

    operations = [
        migrations.RemoveIndex("practice", "practice_search"),
        migrations.RemoveField("practice", "search_vector"),
    ]
