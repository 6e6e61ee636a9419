from django.db import migrations

POSTGRESQL = [
    "ALTER TABLE policy_wording ADD COLUMN terms tsvector"
    " GENERATED ALWAYS AS (to_tsvector('simple', folded)) STORED",
    "CREATE INDEX policy_wording_terms ON policy_wording USING gin (terms)",
]
SQLITE = [
    "CREATE VIRTUAL TABLE policy_wording_terms USING"
    " fts5(folded, content='policy_wording', content_rowid='id')",
]


def make(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE policy_wording DROP COLUMN terms")
    else:
        schema_editor.execute("DROP TABLE policy_wording_terms")


class Migration(migrations.Migration):

    dependencies = [("policy", "0001_register")]

    operations = [migrations.RunPython(make, drop)]
