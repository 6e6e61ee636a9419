"""What a newer version makes of the rows that an older one wrote."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def signals_as_of(migration):
    """Bring the table of signals to a migration, and return the model it knows."""
    target = [("signals", migration)]
    MigrationExecutor(connection).migrate(target)
    return (
        MigrationExecutor(connection)
        .loader.project_state(target)
        .apps.get_model("signals", "Signal")
    )


def to_the_newest():
    """Bring every table to where other tests expect it: what rests on signals went back too."""
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_what_was_shown_is_dated_by_the_run_that_raised_it_there_and_back(chain):
    signal = chain["signal"]
    folded = type(signal).objects.get(pk=signal.pk)
    folded.pk, folded.story, folded.shown_at = None, "folded", None
    folded.save()
    try:
        before = signals_as_of("0001_initial").objects
        assert before.get(pk=signal.pk).shown
        assert not before.get(pk=folded.pk).shown
    finally:
        after = signals_as_of("0002_shown_at").objects
        to_the_newest()
    assert after.get(pk=signal.pk).shown_at == signal.raised_at
    assert after.get(pk=folded.pk).shown_at is None
