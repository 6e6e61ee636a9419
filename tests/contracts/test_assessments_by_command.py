"""Every kind of assessment from the command line."""

import json

import pytest

pytestmark = pytest.mark.database


def test_an_assessment_is_begun_moved_shown_and_written_by_command(instance, officer, tmp_path):
    ask = instance.command
    assert "ewrs_profile" in ask("assessments", "kinds").out
    begun = ask(
        "assessments", "begin", "initial_report", "On one", "--substance", "protonitazene",
        "--as", "officer",
    )  # fmt: skip
    assert begun.code == 0, begun.err
    moved = ask("assessments", "move", "1", "send_requests", "--as", "officer")
    assert moved.code == 0, moved.err
    said = json.loads(ask("assessments", "show", "1", "--as", "officer").out)
    assert (said["state"], said["clocks"][0]["rule"]) == ("collecting", "initial_report")
    target = tmp_path / "one.pdf"
    assert ask("assessments", "document", "1", str(target), "--as", "officer").code == 0
    assert target.read_bytes().startswith(b"%PDF")
    again = ask("assessments", "document", "1", str(target), "--as", "officer")
    assert again.code != 0
    assert "cannot be written" in again.err


def test_a_malformed_kind_is_named_with_its_entry_and_without_a_traceback(instance):
    (instance.home / "assessment-kinds").mkdir()
    (instance.home / "assessment-kinds" / "own.toml").write_text('key = "own"\n', "utf-8")
    said = instance.command("assessments", "kinds")
    assert said.code != 0
    assert "own.toml, title: is missing" in said.err
    assert "Traceback" not in said.err
