"""The science alone: installed without Django, it works and passes its tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).parent / "uv"
# Every case of every test is tried beside the rest; here one of each tells what is missing.
ONE_CASE_EACH = """
from hypothesis import settings
settings.register_profile("plain", deadline=None, max_examples=2, database=None)
settings.load_profile("plain")


def pytest_collection_modifyitems(items):
    items[:] = {(item.path, item.originalname): item for item in reversed(items)}.values()
"""
# Tables are counted by a database engine, which comes with the server.
IMPORT_ALL = """
import importlib, pkgutil
import vedette.science as science
names = [one.name for one in pkgutil.walk_packages(science.__path__, "vedette.science.")]
needed = [name for name in names if not name.startswith("vedette.science.tables.")]
for name in needed:
    importlib.import_module(name)
print(1 + len(needed))
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A Python with the plain install and nothing else."""
    if not UV.exists():
        pytest.skip("uv is not beside this Python")
    home = tmp_path_factory.mktemp("install") / "plain"
    subprocess.run([UV, "venv", "-q", home, "--python", sys.executable], check=True)
    python = home / "bin" / "python"
    subprocess.run(
        [UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r",
         ROOT / "requirements" / "plain.txt"],
        check=True,
    )  # fmt: skip
    subprocess.run([UV, "pip", "install", "-q", "--python", python, "--no-deps", ROOT], check=True)
    known = subprocess.run(
        [python, "-c", "import importlib.util as u; print(bool(u.find_spec('django')))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert known.stdout.strip() == "False"
    return python


@pytest.fixture
def with_sources():
    """The environment in which the plain install reads the sources of this folder.

    Kernels that are compiled for them serve again; those of another folder take minutes.
    """
    return os.environ | {"PYTHONPATH": str(ROOT / "src")}


def test_what_is_installed_has_all_that_the_science_imports(python, tmp_path):
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(
        [python, "-c", IMPORT_ALL], cwd=tmp_path, env=env,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    science = ROOT / "src" / "vedette" / "science"
    tables = len(list((science / "tables").glob("[!_]*.py")))
    assert int(said.stdout) == len(list(science.rglob("*.py"))) - tables


def test_the_tutorial_needs_the_plain_install_only(python, with_sources):
    said = subprocess.run(
        [python, ROOT / "tools" / "run_tutorial.py", "--check"],
        capture_output=True, text=True, check=False, env=with_sources,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr


def test_science_passes_its_tests_without_the_rest(python, with_sources, tmp_path):
    tests = tmp_path / "tests"
    shutil.copytree(ROOT / "tests" / "unit" / "science", tests / "unit" / "science")
    (tests / "conftest.py").write_text(ONE_CASE_EACH, "utf-8")
    subprocess.run(
        [UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r",
         ROOT / "requirements" / "tests.txt"],
        check=True,
    )  # fmt: skip
    said = subprocess.run(
        [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=with_sources,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-2000:]
