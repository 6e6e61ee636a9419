"""The guide to the detectors says what is true, and its pictures are those of today's code."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "pictures").glob("gallery-*.svg"))
GUIDE = ROOT / "docs" / "explanation" / "which-method.md"


def run(tool, *words):
    return subprocess.run(
        [sys.executable, ROOT / "tools" / tool, *words],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


def test_the_tutorial_shows_what_its_blocks_print():
    said = run("run_tutorial.py", "--check")
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_tutorial_is_refused_when_it_shows_something_else(tmp_path):
    (tmp_path / "tools").mkdir()
    (tmp_path / "docs" / "tutorials").mkdir(parents=True)
    tool = tmp_path / "tools" / "run_tutorial.py"
    tool.write_text((ROOT / "tools" / "run_tutorial.py").read_text("utf-8"), "utf-8")
    page = tmp_path / "docs" / "tutorials" / "detection.md"
    for shown, stale in (("2", 0), ("3", 1)):
        page.write_text(f"```python\nprint(1 + 1)\n```\n\n```text\n{shown}\n```\n", "utf-8")
        assert run(tool, "--check").returncode == stale


def test_the_pictures_are_those_of_the_code_of_today():
    said = run("draw_gallery.py", "--check")
    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_can_be_read_aloud_and_in_the_dark(picture):
    drawn = ElementTree.parse(picture).getroot()  # noqa: S314 - our own files
    named = {child.tag.rpartition("}")[2]: child.text for child in drawn}
    assert named["title"]
    assert len(named["desc"]) > 40
    assert "prefers-color-scheme: dark" in named["style"]
    assert drawn.get("role") == "img"


def test_the_gallery_shows_every_picture_and_each_has_words_beside_it():
    shown = re.findall(r"!\[(.{20,})\]\(\.\./pictures/(gallery-[a-z-]+\.svg)\)", GUIDE.read_text())
    assert sorted(name for _, name in shown) == [picture.name for picture in PICTURES]


def test_every_method_the_guide_names_is_there():
    named = re.findall(
        r"\[`(\w+)`\]\(\.\./\.\./src/vedette/science/detection/(\w+)\.py\)", GUIDE.read_text()
    )
    assert len(named) > 10
    for function, module in named:
        text = (ROOT / "src/vedette/science/detection" / f"{module}.py").read_text("utf-8")
        assert f"\ndef {function}(" in text, f"{module}.{function} is not there"
