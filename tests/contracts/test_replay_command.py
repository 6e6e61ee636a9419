"""`vedette replay`: what it writes, and how it judges itself against a file of the truth."""

import csv
import json
from datetime import date, timedelta

import pytest
from trial import trial_row, write_csv

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
LAST = date(2026, 10, 5)
SPAN = ("--from", LAST - timedelta(weeks=5), "--to", LAST)
NEW = LAST - timedelta(days=25)


def days(number, day, found):
    return trial_row(number, day=f"{day}", told=f"{day + timedelta(days=2)}", found=found)


@pytest.fixture
def node(instance, tmp_path):
    """An instance that took in a year of ketamine, and a nitazene in its last month."""
    rows = [days(n, LAST - timedelta(days=400 - n), "ketamine") for n in range(395)]
    rows += [days(1000 + n, NEW + timedelta(days=n), "protonitazene") for n in range(3)]
    instance.take(write_csv(tmp_path / "node.csv", rows), "trial", "--archive")
    return instance


def truth_file(tmp_path, *lines, header="substance,place,date"):
    path = tmp_path / "truth.csv"
    path.write_text("\n".join([header, *lines, ""]), "utf-8")
    return path


def test_each_shown_signal_is_a_row_of_every_week_first_new_and_then_going_on(node, tmp_path):
    path = tmp_path / "shown.csv"
    said = node.vedette("replay", *SPAN, "--json", "--csv", path)
    assert said.code == 0
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    mine = [row for row in rows if row["subject"] == "protonitazene"]
    assert [row["status"] for row in mine] == ["first", *["goes on"] * (len(mine) - 1)]
    assert len(mine) > 1
    assert {row["story"] for row in mine} == {"substance:protonitazene@IE"}
    weeks = [json.loads(line) for line in said.out.splitlines()]
    assert len(weeks) == 6
    told = [(week["week"], one["story"], one["status"]) for week in weeks for one in week["shown"]]
    assert told == [(row["week"], row["story"], row["status"]) for row in rows]


def test_a_truth_tells_how_much_was_shown_and_how_soon(node, tmp_path):
    path = truth_file(
        tmp_path, f"Protonitazene,IE,{NEW}", f"protonitazene,,{NEW + timedelta(days=20)}",
        f"metonitazene,EE,{NEW}",
    )  # fmt: skip
    said = node.vedette("replay", *SPAN, "--json", "--truth", path)
    got = json.loads(said.out.splitlines()[-1])["truth"]
    assert (got["events"], got["pod"], got["in_time"]) == (3, 2 / 3, 1 / 3)
    first = date.fromisoformat(got["met"][0]["first_signal"])
    assert got["median_lag_days"] == (first - NEW).days > 0
    assert got["median_lead_days"] == 20 - (first - NEW).days
    assert "POD 67%" in said.err
    table = node.vedette("replay", *SPAN, "--truth", path).out.splitlines()
    assert table[1] == f"protonitazene,IE,{NEW},{first},{(first - NEW).days}"
    assert table[3] == f"metonitazene,EE,{NEW},,"


@pytest.mark.parametrize(
    ("header", "line", "says"),
    [
        ("substance,date", "protonitazine-7,2026-09-10", "line 2, column substance"),
        ("substance,date", ",2026-09-10", "line 2, column substance"),
        ("substance,date", "protonitazene,10.9.2026", "line 2, column date"),
        ("substance,place,date", "protonitazene,Atlantis,2026-09-10", "line 2, column place"),
        ("substance,place,date", "protonitazene,2026-09-10", "line 2: 2 cells"),
        ("substance,when", "protonitazene,2026-09-10", "line 1: the header lacks 'date'"),
        ("substance,date,plaice", "protonitazene,2026-09-10,IE", "line 1: the header names"),
        ("substance,date,date", "protonitazene,2026-09-10,IE", "line 1: the header names"),
        ("substance,date", "", "holds no event"),
        ("substance,date", '"protonitazene,2026-09-10', "not CSV"),
    ],
)
def test_a_truth_that_cannot_be_read_is_refused_where_it_is_wrong(
    instance, tmp_path, header, line, says
):
    said = instance.vedette("replay", *SPAN, "--truth", truth_file(tmp_path, line, header=header))
    assert said.code == 1
    assert said.out == ""
    assert says in said.err


def test_a_typo_is_told_what_it_is_near_to(instance, tmp_path):
    path = truth_file(tmp_path, "ketamine,IE,2026-09-10", "protonitazeen xx,IE,2026-09-10")
    said = instance.vedette("replay", *SPAN, "--truth", path)
    assert said.code == 1
    assert "line 3" in said.err
    assert "protonitazene" in said.err.partition("near it")[2].lower()


def test_a_truth_that_is_no_text_or_not_there_is_refused(instance, tmp_path):
    path = tmp_path / "truth.csv"
    path.write_bytes(b"substance,date\nprotonitaz\xe9ne,2026-09-10\n")
    assert "not a text in UTF-8" in instance.vedette("replay", *SPAN, "--truth", path).err
    assert instance.vedette("replay", *SPAN, "--truth", tmp_path / "none.csv").code == 1
