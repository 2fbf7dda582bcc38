"""Entries linked as translations of each other."""

import django.db.models.deletion
from django.db import migrations, models

# Across rows, which no check constraint can say: the entry that others are linked to is linked to none itself, and is in
# another language than each of them. At the end of the transaction: a family is linked row by row.
CREATE = """
CREATE FUNCTION check_translations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong text;
BEGIN
    SELECT translation.title INTO wrong
    FROM practices_practice translation
    JOIN practices_practice original ON original.id = translation.translation_of_id
    WHERE (translation.id = NEW.id OR original.id = NEW.id)
        AND (original.translation_of_id IS NOT NULL OR original.language = translation.language)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'practice "%": violates constraint "practice_translates_an_original"', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'practice_translates_an_original';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER practice_translates_an_original AFTER INSERT ON practices_practice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.translation_of_id IS NOT NULL) EXECUTE FUNCTION check_translations();
CREATE CONSTRAINT TRIGGER practice_still_translates_an_original AFTER UPDATE ON practices_practice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.translation_of_id IS DISTINCT FROM NEW.translation_of_id OR OLD.language <> NEW.language)
    EXECUTE FUNCTION check_translations();
"""
DROP = """
DROP TRIGGER practice_translates_an_original ON practices_practice;
DROP TRIGGER practice_still_translates_an_original ON practices_practice;
DROP FUNCTION check_translations();
"""


class Migration(migrations.Migration):

    dependencies = [("practices", "0016_titles_alike")]

    operations = [
        migrations.AddField(
            model_name='practice',
            name='translation_of',
            field=models.ForeignKey(editable=False, help_text='The entry that tells of the same practice in another language and was linked first.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='translations', to='practices.practice', verbose_name='translation of'),
        ),
        migrations.AddField(
            model_name='practiceversion',
            name='translation_of',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='The entry that tells of the same practice in another language and was linked first.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='practices.practice', verbose_name='translation of'),
        ),
        migrations.AlterField(
            model_name='practiceversion',
            name='verb',
            field=models.CharField(choices=[('found', 'taken over as it was'), ('created', 'created'), ('revised', 'revised'), ('submitted', 'submitted for review'), ('returned', 'returned to its author'), ('scheduled', 'scheduled'), ('unscheduled', 'taken off the schedule'), ('published', 'published'), ('withdrawn', 'withdrawn'), ('merged', 'merged'), ('reopened', 'reopened'), ('restored', 'restored to an older version'), ('renamed', 'given another address'), ('unmerged', 'separated again after a merge'), ('linked', 'linked as a translation'), ('unlinked', 'no longer linked as a translation')], max_length=12, verbose_name='verb'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.CheckConstraint(condition=models.Q(('translation_of', models.F('id')), _negated=True), name='practice_translates_another'),
        ),
        migrations.AddConstraint(
            model_name='practice',
            constraint=models.UniqueConstraint(fields=('translation_of', 'language'), name='practice_is_translated_once'),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
