"""`vedette policy`: registers and alignments from files, refusals in sentences."""

import json

import pytest
from typer.testing import CliRunner

from tests.unit.response.policy.documents import plan_text
from tests.unit.response.policy.test_alignment import DUTCH, ENGLISH
from vedette.surfaces.cli.commands import gather


@pytest.fixture
def files(tmp_path):
    texts = {"en.txt": ENGLISH, "nl.txt": DUTCH, "plan.txt": plan_text()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in texts]


def run(*words):
    return CliRunner().invoke(gather(), ["policy", *words])


def test_import_writes_one_object_a_file_and_the_alignment_once(files):
    result = run("import", *files, "--json")
    assert result.exit_code == 0
    english, dutch, plan = json.loads(result.stdout)
    assert [len(x["recommendations"]) for x in (english, dutch, plan)] == [3, 3, 0]
    assert english["document"]["language"] == "en"
    assert english["aligned_with"] == ["nl.txt"]
    assert english["alignment"]["complete"] == 6
    assert (dutch["alignment"], plan["alignment"]) == (None, None)
    assert plan["actions"][0]["start"] == "2026-Q3"


def test_align_lists_the_differences(files):
    result = run("align", *files)
    assert result.exit_code == 0
    assert "EDAS" in result.stdout


def test_align_says_when_nothing_belongs_together(files):
    result = run("align", files[0], files[2])
    assert result.exit_code == 1
    assert "No two of these files" in result.stderr


def test_a_file_that_cannot_be_read_does_not_hide_the_others(files, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("import", str(tmp_path / "empty.txt"), files[0], "--json")
    assert result.exit_code == 1
    assert "Refused: empty.txt: it is empty." in result.stderr
    assert len(json.loads(result.stdout)) == 1
