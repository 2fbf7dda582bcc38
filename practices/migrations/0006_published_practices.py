"""The narrow table of published practices and the table of their words; migration 0007 fills and keeps them."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0005_synonyms'),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedPractice',
            fields=[
                ('practice', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='published', serialize=False, to='practices.practice')),
                ('country', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, to='practices.country')),
                ('city_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='In the order of the names.')),
                ('topic_ids', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='In the order of the topics.')),
                ('language', models.CharField(max_length=20)),
                ('start_year', models.PositiveSmallIntegerField(null=True)),
                ('end_year', models.PositiveSmallIntegerField(null=True)),
                ('is_ongoing', models.BooleanField(null=True)),
                ('published_at', models.DateTimeField()),
                ('updated_at', models.DateTimeField()),
                ('title_key', models.CharField(db_collation='C', max_length=600)),
                ('city_key', models.CharField(db_collation='C', max_length=240, null=True)),
                ('search_vector', django.contrib.postgres.search.SearchVectorField()),
                ('title_vector', django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('word', models.CharField(db_collation='C', max_length=60, primary_key=True, serialize=False)),
                ('is_name', models.BooleanField(help_text='Whether a title, place or topic has it.')),
            ],
        ),
        migrations.AddIndex(
            model_name='word',
            index=django.contrib.postgres.indexes.GistIndex(django.contrib.postgres.indexes.OpClass(models.F('word'), 'gist_trgm_ops'), name='word_nearest'),
        ),
        migrations.AddIndex(
            model_name='publishedpractice',
            index=models.Index(fields=['-published_at', 'practice'], name='published_newest'),
        ),
        migrations.AddIndex(
            model_name='publishedpractice',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_vector'], name='published_search'),
        ),
        migrations.AddIndex(
            model_name='publishedpractice',
            index=django.contrib.postgres.indexes.GinIndex(fields=['title_vector'], name='published_title'),
        ),
    ]
