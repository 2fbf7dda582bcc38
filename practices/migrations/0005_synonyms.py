"""Synonyms, which curators teach the search."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0004_search'),
    ]

    operations = [
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), help_text='Separated by commas, in any language: rumour, rumor, hoax. A phrase stays together.', unique=True)),
                ('leads_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Leave empty when all the words mean the same. Otherwise a search for one of them also looks for these, but not the other way round: logement → housing.')),
            ],
            options={
                'ordering': ['words'],
                'constraints': [models.CheckConstraint(condition=models.Q(('words__len__gte', 2), models.Q(('leads_to__len__gte', 1), ('words__len__gte', 1)), _connector='OR'), name='synonym_says_something', violation_error_message='Give two words at least, or one and what it leads to.')],
            },
        ),
    ]
