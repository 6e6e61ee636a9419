"""Make every table of an empty database in one step.

Django walks through every migration ever written, and renders all models anew after each of its
operations: half a minute before a new instance can be used, and longer with each version. What
the migrations lead to is what the models say; a test holds the two against each other.
"""

from typing import Any, cast

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState, StateApps


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Tell whether a database holds no table at all, not even one of somebody else."""
    return not connection.introspection.table_names()


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of all models, and note every migration as applied; all or nothing.

    Of the migrations only those operations run that write code or SQL of their own and are not
    marked `elidable`: what moves old rows has nothing to move here.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration, _backwards in plan:
            for operation in migration.operations:
                _run(operation, migration.app_label, editor)
        executor.recorder.ensure_schema()
        for migration, _backwards in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _run(operation: Any, app_label: str, editor: Any) -> None:
    if operation.elidable:
        return
    if isinstance(operation, RunPython):
        operation.code(cast(StateApps, apps), editor)  # the models of today, not of a step
    elif isinstance(operation, RunSQL):
        operation.database_forwards(app_label, editor, ProjectState(), ProjectState())
