"""Promises from the command line: imported, found, answered by spreadsheet, asked for in rounds."""

import json

import pytest

from tests.contracts.promised import EARLIER
from tests.unit.response.policy.documents import plan_text
from tests.unit.response.policy.test_alignment import DUTCH, ENGLISH

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("officer")]
AS = ("--as", "officer")
HEAD = "promise,country,status,note,document\n"
PLAN = "plan-2026-2030"


@pytest.fixture
def files(tmp_path):
    """Three documents: two languages of one text, and a plan."""
    texts = {"en.txt": ENGLISH, "nl.txt": DUTCH, "plan.txt": plan_text()}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in texts]


@pytest.fixture
def ask(instance, files):
    """Return the command in an instance that holds the plan."""
    assert instance.command("policy", "import", files[2], *AS).code == 0
    return lambda *words: instance.command("policy", *words)


def lines(said):
    return [json.loads(line) for line in said.out.splitlines()]


def test_import_says_what_each_file_holds_and_keeps_it(instance, files):
    said = instance.command("policy", "import", *files, *AS)
    assert said.code == 0, said.err
    assert "5 actions" in " ".join(said.out.split())
    assert "6 of 6 paragraphs stand in every version" in said.err
    assert f"kept as {PLAN}" in said.err
    assert "nl version" in said.err
    again = instance.command("policy", "import", *files, *AS)
    assert again.err.count("nothing new") == 3
    assert PLAN in {row["key"] for row in lines(instance.command("policy", "list", "--json"))}


def test_a_name_that_another_document_has_is_refused(ask, files):
    said = ask("import", files[0], "--key", PLAN, *AS)
    assert said.code == 1
    assert "the name of another document" in said.err
    changed = plan_text().replace("Publish the map.", "Publish the map every year.")
    with open(files[2], "w", encoding="utf-8") as stream:
        stream.write(changed)
    said = ask("import", files[2], "--key", "another", *AS)
    assert (said.code, f"kept as '{PLAN}' already" in said.err) == (1, True)


def test_a_promise_is_found_and_answered(ask, tmp_path):
    (shown,) = lines(ask("show", f"{PLAN}/A2"))
    assert shown["asked"] == [
        {"body": "MS", "role": "responsible"}, {"body": "CEPOL", "role": "responsible"},
    ]  # fmt: skip
    assert f"{PLAN}/A2" in ask("search", "train", "inspectors").out
    refused = ask("report", f"{PLAN}/A2", "on_track", *AS)
    assert (refused.code, "without evidence" in refused.err) == (1, True)
    sheet = tmp_path / "answers.csv"
    sheet.write_text(
        f"{HEAD}{PLAN}/A2,IE,on_track,two courses,Course list 2026\n{PLAN}/A2,MT,not_started,,\n"
    )
    assert ask("answers", str(sheet), *AS).code == 0
    rows = {row["key"]: row["countries"] for row in lines(ask("board", PLAN, "--json"))}
    countries = rows[f"{PLAN}/A2"]
    assert (countries["IE"], countries["MT"], countries["NL"]) == (
        "on_track", "not_started", "unknown",
    )  # fmt: skip


def test_a_spreadsheet_with_one_wrong_row_is_taken_in_not_at_all(ask, tmp_path):
    from vedette.response.policy.models import Evidence, StatusReport

    sheet = tmp_path / "answers.csv"
    sheet.write_text(f"{HEAD}{PLAN}/A2,IE,on_track,,Course list\n{PLAN}/A2,MT,completed,,\n")
    said = ask("answers", str(sheet), *AS)
    assert said.code == 1
    assert "row 2: nothing counts as progress" in said.err
    assert not StatusReport.objects.exists()
    assert not Evidence.objects.exists()


def test_a_round_asks_and_reminds(ask):
    said = ask("round", PLAN, "First half", "--due", "2099-06-30", "--country", "ie", *AS)
    assert said.code == 0, said.err
    assert "1 are asked" in said.err
    assert "Waiting to be sent: 0;" in said.err
    assert "Asked without an address here: 1." in said.err
    assert ask("remind").out == ""
    wrong = ask("round", PLAN, "Next", "--due", "2099-06-30", "--body", "NOBODY", *AS)
    assert (wrong.code, "NOBODY" in wrong.err) == (1, True)


def test_a_validation_needs_a_second_person(ask):
    (proof,) = lines(ask("evidence", f"{PLAN}/A4", "document", "Report 4", *AS))
    (report,) = lines(
        ask("report", f"{PLAN}/A4", "completed", "--evidence", str(proof["evidence"]), *AS)
    )
    said = ask("validate", str(report["report"]), "accepted", *AS)
    assert (said.code, "second person" in said.err) == (1, True)


def test_what_a_plan_leaves_undone_is_listed_and_decided_by_command(ask, tmp_path):
    from vedette.base.accounts.models import User

    User.objects.create(username="approver", role="approver")
    (tmp_path / "earlier.txt").write_text(EARLIER, encoding="utf-8")
    assert ask("import", str(tmp_path / "earlier.txt"), *AS).code == 0
    promise = "plan-2021-2025/A2"
    said = ask("carry-over", "decide", promise, "carry_over", "--to", f"{PLAN}/A2", *AS)
    assert (said.code, "say why" in said.err) == (1, True)
    said = ask("carry-over", "decide", promise, "drop", "--reason", "Nobody needs it.", *AS)
    (made,) = lines(said)
    number = str(made["decision"])
    assert ask("carry-over", "confirm", number, *AS).code == 1
    assert ask("carry-over", "confirm", number, "--as", "approver").code == 0
    listed = ask("carry-over", "list", "plan-2021-2025", "--json")
    assert [row["decision"] for row in lines(listed)] == ["open", "drop", "open", "open"]
    told = ask("carry-over", "list", "plan-2021-2025", "--open")
    assert promise not in told.out
    assert "3 open, 1 decided, 0 of these not confirmed yet" in told.err
    (one,) = lines(ask("carry-over", "history", promise))
    assert (one["reason"], one["verdict"]) == ("Nobody needs it.", "accepted")
