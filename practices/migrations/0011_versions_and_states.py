"""The versions of entries, places, topics and synonyms, the states of review, and former addresses."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import practices.languages
import practices.models.practice
import practices.models.slugs
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practices', '0010_topic_french_key'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('slug', models.SlugField(max_length=80, primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='HistoricalCity',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=False)),
                ('name', models.CharField(help_text="As the city writes it: Reggio Emilia, not Reggio nell'Emilia.", max_length=120)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), blank=True, default=list, help_text='Other names, separated by commas: Genève, Genf.')),
                ('latitude', models.FloatField(blank=True, help_text='Degrees north, −90 to 90.', null=True)),
                ('longitude', models.FloatField(blank=True, help_text='Degrees east, −180 to 180.', null=True)),
                ('history_change_reason', models.TextField(blank=True, null=True, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical city',
                'verbose_name_plural': 'historical cities',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSynonym',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), db_index=True, help_text='Separated by commas, in any language: rumour, rumor, hoax. A phrase stays together.')),
                ('leads_to', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), blank=True, default=list, help_text='Leave empty when all the words mean the same. Otherwise a search for one of them also looks for these, but not the other way round: logement → housing.')),
                ('history_change_reason', models.TextField(blank=True, null=True, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical synonym',
                'verbose_name_plural': 'historical synonyms',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTopic',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=False)),
                ('name', models.CharField(db_index=True, max_length=120, verbose_name='name in English')),
                ('name_fr', models.CharField(max_length=120, verbose_name='name in French')),
                ('description', models.TextField(help_text='One sentence.', verbose_name='description in English')),
                ('description_fr', models.TextField(help_text='One sentence.', verbose_name='description in French')),
                ('position', models.PositiveSmallIntegerField(help_text="Place in lists that follow the catalogue's own order; also gives the topic its colour.")),
                ('history_change_reason', models.TextField(blank=True, null=True, verbose_name='reason')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical topic',
                'verbose_name_plural': 'historical topics',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Practice_citiesVersion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'Practice_citiesVersion',
                'default_permissions': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Practice_topicsVersion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'Practice_topicsVersion',
                'default_permissions': [],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='PracticeVersion',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('verb', models.CharField(choices=[('found', 'taken over as it was'), ('created', 'created'), ('revised', 'revised'), ('submitted', 'submitted for review'), ('returned', 'returned to its author'), ('scheduled', 'scheduled'), ('unscheduled', 'taken off the schedule'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('reopened', 'reopened'), ('restored', 'restored to an older version'), ('renamed', 'given another address')], max_length=12, verbose_name='verb')),
                ('history_change_reason', models.TextField(blank=True, null=True, verbose_name='reason')),
                ('title', models.CharField(max_length=300, validators=[practices.models.practice.validate_title], verbose_name='title')),
                ('slug', practices.models.slugs.PermanentSlugField(editable=False, max_length=80, unique=False)),
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
                ('status', models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status')),
                ('review_comment', models.TextField(blank=True, editable=False, verbose_name='comment of the review')),
                ('withdrawal_reason', models.TextField(blank=True, editable=False, verbose_name='reason for the withdrawal')),
                ('version', models.PositiveIntegerField(default=0, editable=False, verbose_name='version')),
                ('publish_at', models.DateTimeField(editable=False, null=True, verbose_name='to be published')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('last_confirmed_on', models.DateField(blank=True, help_text='The day somebody checked that this is still so.', null=True, verbose_name='last confirmed')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('updated_at', models.DateTimeField(blank=True, editable=False, verbose_name='last updated')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['-version', '-history_id'],
                'get_latest_by': ('history_date', 'history_id'),
                'default_permissions': ['view'],
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelOptions(
            name='practice',
            options={'ordering': ['-published_at', 'id'], 'permissions': [('curate_practice', 'Can review, publish, withdraw and change what others wrote')], 'verbose_name': 'practice', 'verbose_name_plural': 'practices'},
        ),
        migrations.RemoveConstraint(
            model_name='practice',
            name='practice_status_is_known',
        ),
        migrations.AddField(
            model_name='practice',
            name='author',
            field=models.ForeignKey(editable=False, help_text='Who drafted it; nobody for what was imported.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='practices', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AddField(
            model_name='practice',
            name='publish_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='to be published'),
        ),
        migrations.AddField(
            model_name='practice',
            name='review_comment',
            field=models.TextField(blank=True, editable=False, verbose_name='comment of the review'),
        ),
        migrations.AddField(
            model_name='practice',
            name='successor',
            field=models.ForeignKey(editable=False, help_text='The entry that takes its place: its address leads there.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='practices.practice', verbose_name='successor'),
        ),
        migrations.AddField(
            model_name='practice',
            name='version',
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name='version'),
        ),
        migrations.AddField(
            model_name='practice',
            name='withdrawal_reason',
            field=models.TextField(blank=True, editable=False, verbose_name='reason for the withdrawal'),
        ),
        migrations.AlterField(
            model_name='practice',
            name='status',
            field=models.CharField(choices=[('draft', 'Draft'), ('review', 'In review'), ('published', 'Published'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='status'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'review', 'published', 'withdrawn'])), name='practice_status_is_known'),
        ),
        migrations.AddField(
            model_name='formerslug',
            name='practice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='practices.practice'),
        ),
        migrations.AddField(
            model_name='historicalcity',
            name='country',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.country'),
        ),
        migrations.AddField(
            model_name='historicalcity',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsynonym',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaltopic',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='practice_citiesversion',
            name='city',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.city'),
        ),
        migrations.AddField(
            model_name='practice_citiesversion',
            name='practice',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.practice'),
        ),
        migrations.AddField(
            model_name='practice_topicsversion',
            name='practice',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.practice'),
        ),
        migrations.AddField(
            model_name='practice_topicsversion',
            name='topic',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.topic'),
        ),
        migrations.AddField(
            model_name='practiceversion',
            name='author',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Who drafted it; nobody for what was imported.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author'),
        ),
        migrations.AddField(
            model_name='practiceversion',
            name='country',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.country', verbose_name='country'),
        ),
        migrations.AddField(
            model_name='practiceversion',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='practiceversion',
            name='successor',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='The entry that takes its place: its address leads there.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.practice', verbose_name='successor'),
        ),
        migrations.AddField(
            model_name='practice_topicsversion',
            name='history',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='practices.practiceversion'),
        ),
        migrations.AddField(
            model_name='practice_citiesversion',
            name='history',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='practices.practiceversion'),
        ),
        migrations.AddConstraint(
            model_name='practiceversion',
            constraint=models.UniqueConstraint(fields=('id', 'version'), name='practice_version_is_numbered_once'),
        ),
    ]
