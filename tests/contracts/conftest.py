"""A real instance in a folder of its own, on SQLite or on a database of PostgreSQL."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from trial import TRIAL, Instance, Said, environment


@contextmanager
def _database(template: str = "") -> Iterator[str]:
    """Make a database on the PostgreSQL that the environment names, and drop it afterwards."""
    url = os.environ.get("VEDETTE_DATABASE_URL", "")
    if not url:
        yield ""
        return
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        try:
            yield url.replace("/vedette?", f"/{name}?")
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def made_instance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Make an instance once; tests get copies of it."""
    home = tmp_path_factory.mktemp("made")
    with _database() as url:
        code = "from vedette.surfaces.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", code, "init"], env=environment(home, url), check=True,
            capture_output=True,
        )  # fmt: skip
        (home / "sources" / "trial.toml").write_text(TRIAL, "utf-8")
        yield home, url


@pytest.fixture
def instance(
    made_instance: tuple[Path, str],
    tmp_path: Path,
    settings: Any,
    django_db_blocker: Any,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Instance]:
    """Give a test an instance of its own, open in this process and usable from others."""

    def command(*words: str) -> Said:
        from vedette.surfaces.cli.commands import gather, run

        monkeypatch.setattr(sys, "argv", ["vedette", *words])
        capsys.readouterr()
        code = run(gather())
        out, err = capsys.readouterr()
        return Said(code, out, err)

    home = tmp_path / "home"
    shutil.copytree(made_instance[0], home)
    template = made_instance[1].partition("?")[0].rpartition("/")[2]
    settings.VEDETTE_HOME = home
    with _database(template) as url, django_db_blocker.unblock(), _opened(home, url):
        made = Instance(home, url, command)
        yield made
        for child in made.children:
            child.kill()
            child.communicate()


@contextmanager
def _opened(home: Path, url: str) -> Iterator[None]:
    """Let this process work on another database for a while."""
    from django.conf import settings
    from django.db import connections
    from django.db.utils import load_backend

    before = connections["default"]
    name = url.partition("?")[0].rpartition("/")[2] if url else str(home / "vedette.sqlite3")
    backend = load_backend(settings.DATABASES["default"]["ENGINE"])
    connections["default"] = backend.DatabaseWrapper({**before.settings_dict, "NAME": name})
    monkey = settings.DATABASES["default"]["NAME"]
    settings.DATABASES["default"]["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        settings.DATABASES["default"]["NAME"] = monkey


@pytest.fixture
def officer(instance: Instance) -> Any:
    """Return a person who may decide."""
    from vedette.base.accounts.models import User

    return User.objects.create(username="officer", role="officer")


@pytest.fixture
def town(people: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any]:
    """A hospital, a mortuary and a laboratory, with a person each."""
    from tests.contracts.town import found_town

    return found_town(people, evidence)
