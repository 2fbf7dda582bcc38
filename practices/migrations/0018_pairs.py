"""Pairs of entries that look alike, and what curators have decided about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("practices", "0017_translations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedEntry',
            fields=[
                ('practice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='compared', serialize=False, to='practices.practice')),
                ('version', models.PositiveIntegerField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='LikelyDuplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField()),
                ('title', models.FloatField()),
                ('text', models.FloatField()),
                ('place', models.CharField(max_length=5)),
                ('is_translation', models.BooleanField()),
                ('is_same_source', models.BooleanField()),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NotDuplicates',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decided_at', models.DateTimeField(auto_now_add=True, verbose_name='decided')),
            ],
            options={
                'abstract': False,
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='likelyduplicate',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='practices.practice', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='likelyduplicate',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='practices.practice', verbose_name='other entry'),
        ),
        migrations.AddField(
            model_name='notduplicates',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by'),
        ),
        migrations.AddField(
            model_name='notduplicates',
            name='first',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='practices.practice', verbose_name='entry'),
        ),
        migrations.AddField(
            model_name='notduplicates',
            name='second',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='practices.practice', verbose_name='other entry'),
        ),
        migrations.AddIndex(
            model_name='likelyduplicate',
            index=models.Index(fields=['-score', 'id'], name='likely_duplicate_best_first'),
        ),
        migrations.AddConstraint(
            model_name='likelyduplicate',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='likelyduplicate_is_there_once'),
        ),
        migrations.AddConstraint(
            model_name='likelyduplicate',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='likelyduplicate_is_in_order'),
        ),
        migrations.AddConstraint(
            model_name='notduplicates',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='notduplicates_is_there_once'),
        ),
        migrations.AddConstraint(
            model_name='notduplicates',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='notduplicates_is_in_order'),
        ),
    ]
