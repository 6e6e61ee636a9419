"""The folder of an instance: make it, find it, bring its database up to date."""

import contextlib
import io
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.utils import OperationalError

from vedette.base.locks import alone
from vedette.catalogue.places import actions as places
from vedette.catalogue.substances import actions as substances
from vedette.errors import VedetteError

FOLDERS = ("blobs", "keys", "locks", "snapshots", "sources", "static", "structures")


class NoInstance(VedetteError):
    """A command needs an instance and there is none."""


def home() -> Path:
    """Return the folder of this instance."""
    return Path(settings.VEDETTE_HOME)


def make() -> tuple[int, int]:
    """Make the folder and the database, and load the registers; harmless to repeat.

    Returns the number of places and of substances.
    """
    try:
        for name in FOLDERS:
            (home() / name).mkdir(parents=True, exist_ok=True)
        (home() / "keys").chmod(0o700)
    except OSError as error:
        raise NoInstance(f"{home()} cannot be made: {error.strerror}") from None
    connection.close()
    # Two who begin at once make the tables once.
    with alone("schema"), contextlib.redirect_stdout(io.StringIO()):
        call_command("migrate", verbosity=0, interactive=False)
    return places.load_registers(), substances.load_registers()


def check() -> None:
    """Refuse, with what to do, where no instance has been made."""
    if connection.vendor == "sqlite" and not Path(settings.DATABASES["default"]["NAME"]).exists():
        raise NoInstance(f"there is no instance in {home()}; make one with `vedette init`")
    try:
        tables = connection.introspection.table_names()
    except (OperationalError, sqlite3.DatabaseError) as error:
        raise NoInstance(f"the database cannot be opened: {error}") from None
    if "ingest_submission" not in tables:
        raise NoInstance(f"the instance in {home()} is empty; make it with `vedette init`")


def is_there() -> bool:
    """Answer whether an instance has been made."""
    try:
        check()
    except NoInstance:
        return False
    return True
