from django.db import migrations, models
from django.db.models import F


def date_what_was_shown(apps, schema_editor):
    """What was shown came to the desk with the run that raised it; nothing was promoted then."""
    signals = apps.get_model("signals", "Signal").objects
    signals.filter(shown=True).update(shown_at=F("raised_at"))


def tell_what_was_shown(apps, schema_editor):
    apps.get_model("signals", "Signal").objects.filter(shown_at__isnull=False).update(shown=True)


class Migration(migrations.Migration):

    dependencies = [
        ("signals", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="signal",
            name="shown_at",
            field=models.DateTimeField(
                help_text="as of when it came to the desk; none while folded below the budget",
                null=True,
            ),
        ),
        # The default lets the way back fill the column.
        migrations.AlterField(
            model_name="signal", name="shown", field=models.BooleanField(default=False),
        ),
        migrations.RunPython(date_what_was_shown, tell_what_was_shown, elidable=True),
        migrations.RemoveIndex(model_name="signal", name="signals_sig_shown_66e6a5_idx"),
        migrations.RemoveField(model_name="signal", name="shown"),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["-shown_at"], name="signals_sig_shown_a_ec9005_idx"),
        ),
    ]
