"""How sure a stored finding is follows from its methods, as it does for what comes in now."""

from django.db import migrations

from vedette.catalogue.laboratories.identification import sureness

HEARSAY = ["sold_as", "offered"]


def follow(apps, schema_editor):
    Finding = apps.get_model("observations", "Finding")
    Finding.objects.filter(role__in=HEARSAY).exclude(identity="").update(identity="")
    pairs = Finding.objects.order_by().values_list("method", "identity").distinct()
    for method, claimed in list(pairs):
        level = sureness(method, claimed).level
        # What had no level is left without one: its source claimed nothing, and nobody asked.
        if claimed and level != claimed:
            Finding.objects.filter(method=method, identity=claimed).update(identity=level)


class Migration(migrations.Migration):

    dependencies = [
        ("observations", "0002_country_index_holds_context"),
    ]

    operations = [
        migrations.RunPython(follow, migrations.RunPython.noop, elidable=True),
    ]
