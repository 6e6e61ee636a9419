"""The science alone: installed without Django, it works and passes its tests."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).parent / "uv"


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


def test_the_tutorial_needs_the_plain_install_only(python):
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    said = subprocess.run(
        [python, ROOT / "tools" / "run_tutorial.py", "--check"],
        capture_output=True, text=True, check=False, env=env,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr


def test_science_passes_its_tests_without_the_rest(python, tmp_path):
    tests = tmp_path / "tests"
    shutil.copytree(ROOT / "tests" / "golden", tests / "golden")
    shutil.copytree(ROOT / "tests" / "unit" / "science", tests / "unit" / "science")
    shutil.copy(ROOT / "tests" / "patience.py", tests / "conftest.py")
    subprocess.run(
        [UV, "pip", "install", "-q", "--python", python, "--require-hashes", "-r",
         ROOT / "requirements" / "tests.txt"],
        check=True,
    )  # fmt: skip
    said = subprocess.run(
        [python, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-2000:]
