"""`migrate`, as Django does it, except that an empty database gets its tables at once."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from vedette.base.schema.making import is_empty, make_tables

# What asks for something else than to bring a whole database up to date.
ASIDE = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Bring a database up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database first; Django then finds nothing left to do."""
        connection = connections[options["database"]]
        if not any(options.get(name) for name in ASIDE) and is_empty(connection):
            make_tables(connection)
        super().handle(*args, **options)
