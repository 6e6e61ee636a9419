"""`vedette policy`: registers and alignments from files, refusals in sentences."""

import json

import pytest
from typer.testing import CliRunner

from tests.unit.response.policy.documents import plan_text
from tests.unit.response.policy.test_alignment import DUTCH, ENGLISH
from vedette.surfaces.cli.commands import app


@pytest.fixture
def files(tmp_path):
    texts = {"en.txt": ENGLISH, "nl.txt": DUTCH, "plan.txt": plan_text()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in texts]


def run(*words):
    return CliRunner().invoke(app, ["policy", *words])


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


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_import_for_people_says_what_each_file_holds_and_keeps_it(files, people):
    result = run("import", *files, "--as", "officer")
    assert result.exit_code == 0, result.stderr
    assert "5 actions" in " ".join(result.stdout.split())
    assert "6 of 6 paragraphs stand in every version" in result.stderr
    assert "kept as plan-2026-2030" in result.stderr
    assert "nl version" in result.stderr
    again = run("import", *files, "--as", "officer")
    assert again.stderr.count("nothing new") == 3


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_promise_is_followed_from_the_command_line(files, people, tmp_path):
    run("import", files[2], "--as", "officer")
    shown = json.loads(run("show", "plan-2026-2030/A2").stdout)
    assert shown["asked"] == [
        {"body": "MS", "role": "responsible"}, {"body": "CEPOL", "role": "responsible"},
    ]  # fmt: skip
    assert "plan-2026-2030/A2" in run("search", "train", "inspectors").stdout
    refused = run("report", "plan-2026-2030/A2", "on_track", "--as", "officer")
    assert refused.exit_code == 1
    sheet = tmp_path / "answers.csv"
    sheet.write_text(
        "promise,country,status,note,document\n"
        "plan-2026-2030/A2,IE,on_track,two courses,Course list 2026\n"
        "plan-2026-2030/A2,MT,not_started,,\n"
    )
    assert run("answers", str(sheet), "--as", "officer").exit_code == 0
    rows = [
        json.loads(line)
        for line in run("board", "plan-2026-2030", "--json").stdout.split("\n")[:-1]
    ]
    countries = next(row for row in rows if row["key"].endswith("/A2"))["countries"]
    assert (countries["IE"], countries["MT"], countries["NL"]) == (
        "on_track", "not_started", "unknown",
    )  # fmt: skip


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_spreadsheet_with_one_wrong_row_is_taken_in_not_at_all(files, people, tmp_path):
    from vedette.response.policy.models import Evidence, StatusReport

    run("import", files[2], "--as", "officer")
    sheet = tmp_path / "answers.csv"
    sheet.write_text(
        "promise,country,status,note,document\n"
        "plan-2026-2030/A2,IE,on_track,,Course list\n"
        "plan-2026-2030/A2,MT,completed,,\n"
    )
    result = run("answers", str(sheet), "--as", "officer")
    assert "row 2: nothing counts as progress" in str(result.exception)
    assert not StatusReport.objects.exists()
    assert not Evidence.objects.exists()


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
