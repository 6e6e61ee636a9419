"""What a newer version makes of an older database, and that a new one is the same."""

import re
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from vedette.base.schema.making import is_empty, make_tables

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@contextmanager
def empty_database(folder):
    """Work for a while on an empty database of the same engine."""
    before = connections["default"]
    name = f"t{uuid.uuid4().hex}"
    if before.vendor == "sqlite":
        name = str(folder / name)
    else:
        before.cursor().execute(f"CREATE DATABASE {name}")
    connections["default"] = type(before)({**before.settings_dict, "NAME": name})
    try:
        yield connections["default"]
    finally:
        connections["default"].close()
        connections["default"] = before
        if before.vendor != "sqlite":
            before.cursor().execute(f"DROP DATABASE {name}")


def migrate(connection, targets=None):
    """Walk through the migrations step by step; return the models as they stand then."""
    executor = MigrationExecutor(connection)
    targets = targets or executor.loader.graph.leaf_nodes()
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


def old_signals(models):
    """Keep two signals as the first version did: one on the desk, one folded."""
    make = {
        name: models.get_model(*name.split(".")).objects.create
        for name in ("markings.Marking", "snapshots.Snapshot", "signals.Run", "signals.Signal")
    }
    marking = make["markings.Marking"](tlp="GREEN", purpose="p")
    snapshot = make["snapshots.Snapshot"](digest="d", as_of=NOW, made_at=NOW, reports=0, findings=0)
    run = make["signals.Run"](
        as_of=NOW, policy_digest="p", finished_at=NOW, series_tested=1, seconds=1, snapshot=snapshot
    )
    for story in ("shown", "folded"):
        make["signals.Signal"](
            run=run, raised_at=NOW, kind="rise", story=story, week=NOW.date(), observed=1,
            detector="d", template="t", rank=1, marking=marking, shown=story == "shown",
        )  # fmt: skip


# Django's own migrations give this join of tables that nobody fills a longer number.
LONGER = ("auth_group_permissions", "id")
SAME = {
    "sqlite": {
        "columns": "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk "
        "FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'",
        "keys": "SELECT m.name, k.\"from\", k.\"table\", k.\"to\", k.on_delete "
        "FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'",
        "rest": "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type <> 'table'",
    },
    "postgresql": {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default, "
        "is_generated, generation_expression, is_identity FROM information_schema.columns "
        "WHERE table_schema = 'public'",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
        "FROM pg_constraint WHERE connamespace = 'public'::regnamespace",
        "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes "
        "WHERE schemaname = 'public'",
    },
}  # fmt: skip
CHECKS = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
RULE = re.compile(r'CONSTRAINT "\w+" (?:CHECK|UNIQUE) \(.*?\)(?=, CONSTRAINT|, "|\)$)')


def shape(connection):
    """Return all that makes a database: its columns, keys, rules and indexes, in any order."""
    cursor = connection.cursor()
    found = {}
    for name, sql in SAME[connection.vendor].items():
        cursor.execute(sql)
        found[name] = set(cursor.fetchall())
    if connection.vendor == "sqlite":
        cursor.execute(CHECKS)
        found["rules"] = {(table, rule) for table, sql in cursor.fetchall()
                          for rule in RULE.findall(sql)}  # fmt: skip
    cursor.execute("SELECT app, name FROM django_migrations")
    return found | {"migrations": set(cursor.fetchall())}


def test_an_old_database_ends_as_a_new_one_begins_with_its_rows(tmp_path):
    with empty_database(tmp_path) as old:
        old_signals(migrate(old, [("signals", "0001_initial")]))
        signals = migrate(old).get_model("signals", "Signal").objects
        assert signals.get(story="shown").shown_at == NOW
        assert signals.get(story="folded").shown_at is None
        walked = shape(old)
    with empty_database(tmp_path) as new:
        assert is_empty(new)
        make_tables(new)
        assert not is_empty(new)
        made = shape(new)
    for part, rows in walked.items():
        assert rows, part
        unlike = {row for row in rows ^ made[part] if row[:2] != LONGER}
        assert sorted(unlike, key=repr) == [], part


def test_the_way_back_keeps_what_was_shown(tmp_path):
    with empty_database(tmp_path) as old:
        old_signals(migrate(old, [("signals", "0001_initial")]))
        migrate(old, [("signals", "0002_shown_at")])
        rows = migrate(old, [("signals", "0001_initial")]).get_model("signals", "Signal").objects
        assert dict(rows.values_list("story", "shown")) == {"shown": True, "folded": False}
