import django.db.models.deletion
from django.db import migrations, models

KNOWN = ("confirmed", "probable", "presumptive")


def free_text_to_notes(apps, schema_editor):
    """What was free text about a whole warning becomes the note of its English text."""
    Alert = apps.get_model("alerts", "Alert")
    AlertText = apps.get_model("alerts", "AlertText")
    for alert in Alert.objects.all():
        said = [alert.unknowns_text.strip()]
        if alert.basis not in KNOWN:
            said.insert(0, alert.basis.strip())
            alert.basis = ""
            alert.save(update_fields=["basis"])
        if note := "\n".join(filter(None, said)):
            AlertText.objects.filter(alert=alert, language="en").update(note=note)
    # Texts written before the bank held every language are what a person read and signed.
    AlertText.objects.update(by_hand=True)


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0002_last_writer'),
    ]

    operations = [
        migrations.RenameField(model_name='alert', old_name='unknowns', new_name='unknowns_text'),
        migrations.AlterField(model_name='alert', name='sold_as', field=models.TextField(blank=True, help_text='names, with semicolons between')),
        migrations.AlterField(model_name='alert', name='basis', field=models.TextField(blank=True, help_text='confirmed, probable or presumptive')),
        migrations.AddField(model_name='alert', name='acts_as', field=models.TextField(default='other', help_text='chooses reasons, signs and advice')),
        migrations.AddField(model_name='alert', name='form', field=models.TextField(blank=True)),
        migrations.AddField(model_name='alert', name='look', field=models.TextField(blank=True, help_text='colour and logo, only to recognise it by')),
        migrations.AddField(model_name='alert', name='reasons', field=models.JSONField(default=list)),
        migrations.AddField(model_name='alert', name='unknowns', field=models.JSONField(default=list)),
        migrations.AddField(model_name='alert', name='report_count', field=models.PositiveIntegerField(default=0)),
        migrations.AddField(model_name='alert', name='latest_on', field=models.DateField(null=True)),
        migrations.AddField(model_name='alert', name='review_on', field=models.DateField(null=True)),
        migrations.AddField(model_name='alerttext', name='note', field=models.TextField(blank=True, help_text='free text, in no other language')),
        migrations.AddField(model_name='alerttext', name='by_hand', field=models.BooleanField(default=False, help_text='written over what the bank says')),
        migrations.RunPython(free_text_to_notes, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name='alert', name='unknowns_text'),
        migrations.CreateModel(
            name='AlertEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.TextField()),
                ('body', models.JSONField(help_text='by audience and length: headline, marks, parts')),
                ('bank', models.TextField(help_text='digest of the phrases it was composed from')),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='alerts.alert')),
            ],
        ),
        migrations.AddConstraint(
            model_name='alertedition',
            constraint=models.UniqueConstraint(fields=('alert', 'language'), name='alert_edition_once_a_language'),
        ),
    ]
