"""The tables of the catalogue."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import practices.languages
import practices.models.folding
import practices.models.practice
import practices.models.slugs
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('practices', '0001_folding'),
    ]

    operations = [
        migrations.CreateModel(
            name='Country',
            fields=[
                ('code', models.CharField(max_length=2, primary_key=True, serialize=False, verbose_name='ISO code')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name in English')),
                ('name_key', models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('name')), output_field=models.CharField(db_collation='C', max_length=160))),
                ('name_fr', models.CharField(max_length=80, verbose_name='name in French')),
                ('name_fr_key', models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('name_fr')), output_field=models.CharField(db_collation='C', max_length=160))),
            ],
            options={
                'verbose_name_plural': 'countries',
                'ordering': ['name_key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z]{2}$')), name='country_code_is_iso')],
            },
        ),
        migrations.CreateModel(
            name='City',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=True)),
                ('name', models.CharField(help_text="As the city writes it: Reggio Emilia, not Reggio nell'Emilia.", max_length=120)),
                ('name_key', models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('name')), output_field=models.CharField(db_collation='C', max_length=240))),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, help_text='Other names, separated by commas: Genève, Genf.')),
                ('latitude', models.FloatField(blank=True, help_text='Degrees north, −90 to 90.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Degrees east, −180 to 180.', null=True)),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cities', to='practices.country')),
            ],
            options={
                'verbose_name_plural': 'cities',
                'ordering': ['name_key', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Practice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, validators=[practices.models.practice.validate_title], verbose_name='title')),
                ('title_key', models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('title')), output_field=models.CharField(db_collation='C', max_length=600))),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=True)),
                ('summary', models.TextField(blank=True, help_text='The excerpt as the listing printed it. Kept as it was; not shown on the page.', verbose_name='summary')),
                ('purpose', models.TextField(blank=True, help_text='What the practice is meant to achieve. Markdown.', verbose_name='purpose')),
                ('rationale', models.TextField(blank=True, help_text='Why it began: the problem or the chance. Markdown.', verbose_name='stimulus/rationale')),
                ('process', models.TextField(blank=True, help_text='How it works: who does what. Markdown.', verbose_name='process')),
                ('impact', models.TextField(blank=True, help_text='What has changed, with its evidence. Markdown.', verbose_name='impact')),
                ('key_references', models.TextField(blank=True, help_text='A Markdown list: - [Title](https://…), publisher, year', verbose_name='key references')),
                ('language', models.CharField(default='en', help_text='Language of the text as a BCP 47 tag: en, fr, pt-BR.', max_length=20, validators=[practices.languages.validate], verbose_name='language')),
                ('provenance', models.TextField(blank=True, help_text='How the text came about; shown on the page.', verbose_name='provenance')),
                ('curator_notes', models.TextField(blank=True, help_text='For curators only; never public.', verbose_name='curator notes')),
                ('period', models.CharField(blank=True, help_text='As published, for example: 2016 onwards.', max_length=300, verbose_name='period')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2099)], verbose_name='start year')),
                ('end_year', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1900), django.core.validators.MaxValueValidator(2099)], verbose_name='end year')),
                ('is_ongoing', models.BooleanField(blank=True, null=True, verbose_name='ongoing')),
                ('period_is_overruled', models.BooleanField(default=False, help_text='Tick to keep the years below; otherwise they are read from the period on every save.', verbose_name='years set by hand')),
                ('source_name', models.CharField(blank=True, max_length=200, verbose_name='source name')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='source address')),
                ('external_id', models.CharField(blank=True, help_text="The source's own number or key for the entry.", max_length=200, verbose_name='external id')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_confirmed_on', models.DateField(blank=True, help_text='The day somebody checked that this is still so.', null=True, verbose_name='last confirmed')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last updated')),
                ('cities', models.ManyToManyField(blank=True, help_text="None, one or several, all of the practice's country.", related_name='practices', to='practices.city', verbose_name='cities')),
                ('country', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='practices', to='practices.country', verbose_name='country')),
            ],
            options={
                'verbose_name': 'practice',
                'verbose_name_plural': 'practices',
                'ordering': ['-published_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ImportedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.TextField()),
                ('period', models.TextField(blank=True)),
                ('country_code', models.CharField(max_length=2)),
                ('city_slugs', models.JSONField(default=list)),
                ('values', models.JSONField(default=dict, help_text='Field name → the value last written; null where one was offered but kept out.')),
                ('imported_at', models.DateTimeField(auto_now=True)),
                ('practice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='imported_entry', to='practices.practice')),
            ],
            options={
                'verbose_name_plural': 'imported entries',
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=True)),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name in English')),
                ('name_key', models.GeneratedField(db_persist=True, expression=practices.models.folding.Folded(models.F('name')), output_field=models.CharField(db_collation='C', max_length=240))),
                ('name_fr', models.CharField(max_length=120, verbose_name='name in French')),
                ('description', models.TextField(help_text='One sentence.', verbose_name='description in English')),
                ('description_fr', models.TextField(help_text='One sentence.', verbose_name='description in French')),
                ('position', models.PositiveSmallIntegerField(help_text="Place in lists that follow the catalogue's own order; also gives the topic its colour.")),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='topic_name_is_given')],
            },
        ),
        migrations.AddField(
            model_name='practice',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='practices', to='practices.topic', verbose_name='topics'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='city_name_is_given'),
        ),
        migrations.AddConstraint(
            model_name='city',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('latitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__isnull', False), ('longitude__range', (-180, 180))), _connector='OR'), name='city_coordinates_are_whole', violation_error_message='Give both latitude (−90 to 90) and longitude (−180 to 180), or neither.'),
        ),
        migrations.AddIndex(
            model_name='practice',
            index=models.Index(fields=['status', '-published_at', 'id'], name='practice_newest'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='practice_title_is_given'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('end_year__gte', models.F('start_year'))), name='practice_ends_after_start', violation_error_message='The end year is before the start year.'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('start_year__isnull', True), ('start_year__range', (1900, 2099)), _connector='OR'), name='practice_start_is_plausible'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('end_year__isnull', True), ('end_year__range', (1900, 2099)), _connector='OR'), name='practice_end_is_plausible'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='practice_status_is_known'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='practice_published_has_date'),
        ),
    ]
