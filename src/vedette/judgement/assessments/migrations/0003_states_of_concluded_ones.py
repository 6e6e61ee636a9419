"""Assessments concluded before there were kinds stand in the last state of theirs."""

from django.db import migrations


def set_state(apps, schema_editor):
    rows = apps.get_model("assessments", "Assessment").objects
    rows.filter(status="concluded", kind="rapid_assessment").update(state="concluded")


class Migration(migrations.Migration):

    dependencies = [("assessments", "0002_kinds_and_records")]

    operations = [migrations.RunPython(set_state, migrations.RunPython.noop, elidable=True)]
