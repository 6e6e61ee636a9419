"""What intake promises about every row of every file."""

import gzip
import json
import os
import threading
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from trial import (
    COUNTERS,
    HEADER,
    NOW,
    ROOT,
    TRIAL,
    content,
    trial_row,
    untidy_rows,
    write_csv,
)

pytestmark = pytest.mark.database
DATA = next((p for p in (ROOT.parent / "shared/data", ROOT.parent.parent / "shared/data")
             if p.is_dir()), ROOT.parent / "shared/data")  # fmt: skip
SHIPPED = {
    "wedinos": "drug_checking/wedinos_uk_2024.csv.gz",
    "bc_ftir": "drug_checking/bc_ftir_2018_2020.csv.gz",
    "milwaukee_me": "deaths/milwaukee_me_drug_2020_2024h1.csv.gz",
    "milwaukee_me_activity": "deaths/milwaukee_me_all_case_counts_2020_2024h1.csv",
    "allegheny_od": "deaths/allegheny_od_2007_2016.csv.gz",
    "tempe_ems": "ems/tempe_az_opioid_ems_2017_2023.csv.gz",
    "euda_wastewater": "wastewater/euda_wastewater_2011_2023.csv.gz",
    "euda_wastewater_sites": "wastewater/euda_sites.csv",
    "drughub_listings": "listings/drughub_2024_10.csv.gz",
    "vaporiser_listings": "listings/vaporiser_listings_labelled_2019_2020.csv.gz",
    "wedinos_nested": "samples/wedinos_nested_sample.json",
}


def only(**counts):
    return dict.fromkeys(COUNTERS, 0) | {"rows": sum(counts.values())} | counts


def counters(taken):
    return {name: taken[name] for name in COUNTERS}


def reports():
    from vedette.evidence.observations.models import Report

    return Report.objects.order_by("source_key", "occurrence", "revision")


def held():
    from vedette.evidence.ingest.models import HeldRow

    return HeldRow.objects.order_by("line", "id")


def conflicts():
    return [(row.line, c["column"], c["value"], c["code"]) for row in held() for c in row.conflicts]


# -- every row is accounted for -------------------------------------------------


def test_an_untidy_file_adds_up_and_each_bad_cell_is_named(instance, tmp_path):
    rows = [
        trial_row(1),
        trial_row(2, day="31/02/2026"),
        trial_row(3, day="2031-01-01", told=""),
        trial_row(4, unit="spoon"),
        trial_row(5, amount="a lot"),
        trial_row(""),
        trial_row(7, note="=cmd('x')"),
    ]
    rows[5]["id"] = ""
    taken = instance.take(write_csv(tmp_path / "a.csv", rows))
    assert counters(taken) == only(recorded=1, refused=3, queued=3)
    assert taken["code"] == 0
    assert conflicts() == [
        (3, "day", "31/02/2026", "date_unreadable"),
        (4, "day", "2031-01-01", "date_in_future"),
        (5, "unit", "spoon", "unit_unknown"),
        (6, "amount", "a lot", "number_unreadable"),
        (7, "id", "", "key_missing"),
        (8, "note", "=cmd('x')", "formula_cell"),
    ]


def test_the_same_file_again_is_ignored_row_by_row(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", untidy_rows(400))
    first = instance.take(file)
    before = content()
    again = instance.take(file)
    assert counters(again) == only(ignored=first["rows"])
    after = content()
    for kind in ("reports", "findings", "held", "questions"):
        assert after[kind] == before[kind]


@pytest.mark.parametrize("source", SHIPPED)
def test_each_shipped_source_reads_its_file_once(source, instance, tmp_path):
    path = DATA / SHIPPED[source]
    if not path.exists():
        pytest.skip(f"{SHIPPED[source]} is not here")
    file = path if path.suffix == ".json" else beginning_of(path, tmp_path / f"{source}.csv")
    first = instance.take(file, source)
    assert first["code"] == 0
    assert first["recorded"] > first["rows"] / 2
    assert counters(instance.take(file, source)) == only(ignored=first["rows"])


def beginning_of(path, target, lines=800):
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        target.write_bytes(b"".join(file.readline() for _ in range(lines + 1)))
    return target


# -- corrections ---------------------------------------------------------------------


def test_a_changed_row_becomes_revision_two_and_the_old_one_stays(instance, tmp_path):
    instance.take(write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(2)]))
    taken = instance.take(write_csv(tmp_path / "b.csv", [trial_row(1, found="MDMA"), trial_row(2)]))
    assert counters(taken) == only(updated=1, ignored=1)
    old, new = reports().filter(source_key="T1")
    assert (old.revision, new.revision, new.replaces_id) == (1, 2, old.pk)
    assert [f.raw for f in old.findings.all()] == ["ketamine"]
    assert [f.raw for f in new.findings.all()] == ["MDMA"]


def test_a_row_changed_back_in_a_new_file_is_revision_three(instance, tmp_path):
    for name, rows in {
        "a": [trial_row(1)],
        "b": [trial_row(1, found="MDMA")],
        "c": [trial_row(1), trial_row(2)],
    }.items():
        instance.take(write_csv(tmp_path / f"{name}.csv", rows))
    assert [r.revision for r in reports().filter(source_key="T1")] == [1, 2, 3]


def test_an_old_file_sent_again_corrects_nothing_back(instance, tmp_path):
    old = write_csv(tmp_path / "a.csv", [trial_row(1)])
    instance.take(old)
    instance.take(write_csv(tmp_path / "b.csv", [trial_row(1, found="MDMA")]))
    assert counters(instance.take(old)) == only(ignored=1)


def test_rows_repeated_in_one_file_are_ignored_if_equal_and_queued_if_not(instance, tmp_path):
    file = write_csv(
        tmp_path / "a.csv", [trial_row(1), trial_row(1), trial_row(1, found="MDMA"), trial_row(2)]
    )
    assert counters(instance.take(file)) == only(recorded=2, ignored=1, queued=1)
    assert conflicts() == [(4, "id", "T1", "key_repeated")]
    assert counters(instance.take(file)) == only(ignored=4)


def test_a_source_of_separate_results_records_each_and_again_none(instance, tmp_path):
    instance.add_source(TRIAL.replace("typical", 'repeats = "separate"\ntypical', 1))
    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(1, found="MDMA"), trial_row(1)])
    assert counters(instance.take(file)) == only(recorded=2, ignored=1)
    assert [(r.occurrence, r.revision) for r in reports()] == [(1, 1), (2, 1)]
    assert counters(instance.take(file)) == only(ignored=3)


def test_a_correction_of_one_of_several_results_is_a_question(instance, tmp_path):
    instance.add_source(TRIAL.replace("typical", 'repeats = "separate"\ntypical', 1))
    both = [trial_row(1), trial_row(1, found="MDMA")]
    instance.take(write_csv(tmp_path / "a.csv", both))
    taken = instance.take(write_csv(tmp_path / "b.csv", [trial_row(1, found="heroin")]))
    assert counters(taken) == only(queued=1)
    assert conflicts()[0][3] == "which_result"


def test_a_retracted_report_is_not_revived_by_its_file(instance, tmp_path, officer):
    from vedette.evidence.observations import actions

    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(2)])
    instance.take(file)
    actions.retract(report=reports()[0], reason="mixed up", by=officer, at=NOW)
    assert counters(instance.take(file)) == only(ignored=2)
    more = write_csv(tmp_path / "b.csv", [trial_row(1), trial_row(2), trial_row(3)])
    assert counters(instance.take(more)) == only(recorded=1, ignored=2)
    assert [r.kind for r in reports().filter(source_key="T1")] == ["record", "retraction"]


def test_several_unreadable_lines_are_each_refused_once(instance, tmp_path):
    instance.add_source(TRIAL.replace("[marking]", '[file]\nformat = "jsonl"\n[marking]', 1))
    file = tmp_path / "a.jsonl"
    lines = [json.dumps(trial_row(1)), "{broken", "{broken", "[1]", json.dumps(trial_row(2))]
    file.write_text("\n".join(lines), "utf-8")
    assert counters(instance.take(file)) == only(recorded=2, refused=3)
    assert [row.line for row in held()] == [2, 3, 4]
    assert counters(instance.take(file)) == only(ignored=5)


def test_an_open_quotation_mark_costs_its_own_line_only(instance, tmp_path):
    file = tmp_path / "a.csv"
    write_csv(file, [trial_row(n) for n in range(1, 30)])
    lines = file.read_text("utf-8").splitlines()
    lines[5] = lines[5].replace("ketamine", '"ketamine')
    file.write_text("\n".join(lines), "utf-8")
    assert counters(instance.take(file)) == only(recorded=28, refused=1)
    assert (conflicts()[0][0], conflicts()[0][3]) == (6, "quote_unclosed")


def test_cells_no_database_can_hold_are_refused_and_shown(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(2, day="NUL", note="NUL")])
    file.write_bytes(file.read_bytes().replace(b"NUL", b"a\x00b\xff"))
    assert counters(instance.take(file)) == only(recorded=1, refused=1)
    assert {c[3] for c in conflicts()} == {"wrong_encoding", "date_unreadable"}
    assert instance.vedette("imports", "show", 1).code == 0


# -- damaged files --------------------------------------------------------------------


def test_what_stood_before_a_cut_goes_in_and_the_whole_file_later_brings_the_rest(
    instance, tmp_path
):
    whole = gzip.compress(write_csv(tmp_path / "a.csv", untidy_rows(6_000)).read_bytes())
    cut, full = tmp_path / "cut.csv.gz", tmp_path / "full.csv.gz"
    cut.write_bytes(whole[: len(whole) * 3 // 4])
    full.write_bytes(whole)
    taken = instance.take(cut)
    assert taken["code"] == 1
    assert "cut short" in taken["err"]
    assert 1_000 < taken["rows"] < 6_000
    assert counters(instance.take(cut)) == counters(taken)  # nothing twice
    rest = instance.take(full)
    assert rest["code"] == 0
    assert rest["rows"] == 6_000
    assert rest["recorded"] == reports().filter(revision=1).count() - taken["recorded"]


def test_the_wrong_encoding_is_refused_cell_by_cell(instance, tmp_path):
    instance.add_source(TRIAL.replace("[marking]", '[file]\nencoding = "utf-8"\n[marking]', 1))
    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(2, note="café")])
    file.write_bytes(file.read_text("utf-8").encode("cp1252"))
    assert counters(instance.take(file)) == only(recorded=1, refused=1)
    assert [(c[0], c[1], c[3]) for c in conflicts()] == [(3, "note", "wrong_encoding")]


def test_a_missing_header_names_the_column(instance, tmp_path):
    header = tuple(name for name in HEADER if name != "found")
    row = {name: text for name, text in trial_row(1).items() if name != "found"}
    taken = instance.take(write_csv(tmp_path / "a.csv", [row], header))
    assert taken["code"] == 1
    assert "lacks the column 'found'" in taken["err"]


def test_a_column_named_twice_is_refused(instance, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(",".join([*HEADER, "day"]) + "\n" + ",".join(["x"] * 11), "utf-8")
    taken = instance.take(file)
    assert taken["code"] == 1
    assert "names the column 'day' more than once" in taken["err"]


@pytest.mark.parametrize(
    ("name", "bytes_", "sentence"),
    [
        ("empty.csv", b"", "the file is empty"),
        ("blank.csv", b"\n\n  \n", "the file is empty"),
        ("cut.gz", b"\x1f\x8b\x08\x00", "damaged"),
        ("bad.xlsx", b"PK\x03\x04nothing", "workbook cannot be read"),
        ("bad.parquet", b"PAR1nothing at all", "Parquet file cannot be read"),
        ("bad.sqlite", b"SQLite format 3\x00nothing", "database file cannot be read"),
        ("bad.json", b'[{"id": 1},', "not valid JSON"),
        ("noise.csv", bytes(range(256)) * 40, "lacks the column"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(instance, tmp_path, name, bytes_, sentence):
    (tmp_path / name).write_bytes(bytes_)
    said = instance.vedette("ingest", tmp_path / name, "--source", "trial")
    assert said.code == 1
    assert sentence in said.err
    assert reports().count() == 0


# -- the command line ------------------------------------------------------------------


def test_a_misspelt_source_is_answered_with_the_right_one(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", [trial_row(1)])
    said = instance.vedette("ingest", file, "--source", "wedinoss")
    assert said.code == 1
    assert "did you mean 'wedinos'?" in said.err


def test_files_that_are_none_are_named_and_the_others_still_go_in(instance, tmp_path):
    good = write_csv(tmp_path / "[good].csv", [trial_row(1)])
    words = [tmp_path / "gone[/b].csv", tmp_path, "/proc/self/mem", good, "--source", "trial"]
    said = instance.vedette("ingest", *words)
    assert said.code == 1
    assert "there is no file" in said.err
    assert "gone[/b].csv" in said.err
    assert "is a folder" in said.err
    assert "/proc/self/mem" in said.err
    assert "[good].csv: 1 rows = 1 recorded" in said.out


def test_a_file_that_may_not_be_read_is_one_sentence(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", [trial_row(1)])
    file.chmod(0)
    if os.access(file, os.R_OK):
        pytest.skip("root may read everything")
    said = instance.vedette("ingest", file, "--source", "trial")
    assert said.code == 1
    assert "Permission denied" in said.err


def test_a_file_whose_name_is_no_text_goes_in(instance, tmp_path):
    file = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.csv"))
    write_csv(file, [trial_row(1)])
    assert counters(instance.take(file)) == only(recorded=1)
    assert instance.vedette("ingest", file, "--source", "trial", "--dry-run", "--json").code == 0


def test_json_has_exactly_the_promised_keys(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", [trial_row(1)])
    said = instance.vedette("ingest", file, "--source", "trial", "--json")
    assert set(said.json) == {*COUNTERS, "source", "file", "seconds"}


def test_a_dry_run_stores_nothing(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", untidy_rows(50))
    before = content()
    said = instance.vedette("ingest", file, "--source", "trial", "--dry-run", "--json")
    assert said.code == 0
    assert said.json["rows"] == 50
    assert content() == before
    assert not list((instance.home / "blobs").iterdir())


def test_an_archive_counts_as_known_since_it_was_reported(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(2, told="")])
    instance.take(file, "trial", "--archive")
    told, untold = reports()
    assert told.received_at == datetime(2026, 9, 4, 12, tzinfo=UTC)
    assert untold.received_at == datetime(2026, 9, 4, 12, tzinfo=UTC)  # three days, its usual delay


def test_what_a_killed_process_left_half_received_is_swept_away(instance, tmp_path):
    blobs = instance.home / "blobs"
    old, young = blobs / "incoming-old", blobs / "incoming-young"
    for partial in (old, young):
        partial.write_bytes(b"half")
    os.utime(old, (0, 0))
    instance.take(write_csv(tmp_path / "a.csv", [trial_row(1)]))
    assert (old.exists(), young.exists()) == (False, True)


# -- people decide ------------------------------------------------------------------------


def accept(row, officer, at=NOW):
    from vedette import pathway

    return pathway.accept_held_row(held=row, reason="they confirmed it", by=officer, at=at)


def test_a_future_date_waits_and_goes_in_as_written_once_a_person_says_so(
    instance, tmp_path, officer
):
    later = date(2026, 11, 20) + timedelta(days=300)
    file = write_csv(tmp_path / "a.csv", [trial_row(1, day=later.isoformat(), told="")])
    assert counters(instance.take(file)) == only(queued=1)
    accept(held()[0], officer)
    (report,) = reports()
    assert report.occurred_on == later
    assert report.received_at == NOW  # what was frozen before the decision does not change
    assert counters(instance.take(file)) == only(ignored=1)


def test_accepting_a_repeated_identifier_records_it_beside_the_other(instance, tmp_path, officer):
    file = write_csv(tmp_path / "a.csv", [trial_row(1), trial_row(1, found="MDMA")])
    instance.take(file)
    accept(held()[0], officer)
    assert [(r.occurrence, r.revision) for r in reports()] == [(1, 1), (2, 1)]
    assert counters(instance.take(file)) == only(ignored=2)


def test_of_two_decisions_on_one_row_one_wins(instance, tmp_path, officer):
    from vedette.errors import VedetteError
    from vedette.evidence.ingest.actions import AlreadyMoved

    file = write_csv(tmp_path / "a.csv", [trial_row(1, day="2031-01-01", told="")])
    instance.take(file)
    row = held()[0]
    accept(row, officer)
    with pytest.raises(AlreadyMoved, match="somebody else has decided"):
        accept(row, officer)
    assert issubclass(AlreadyMoved, VedetteError)
    assert reports().count() == 1


def test_two_processes_that_decide_at_once_let_the_row_in_once(instance, tmp_path, officer):
    instance.take(write_csv(tmp_path / "a.csv", [trial_row(1, day="2031-01-01", told="")]))
    words = ["queue", "accept", held()[0].pk, "--reason", "yes", "--as", "officer"]
    children = [instance.start(*words) for _ in range(2)]
    said = [child.communicate(timeout=60) for child in children]
    assert sorted(child.returncode for child in children) == [0, 1], said
    assert sum("somebody else has decided" in err for _, err in said) == 1
    assert reports().count() == 1


# -- at the same time ----------------------------------------------------------------------


def at_once(*children):
    said = [None] * len(children)

    def wait(place):
        said[place] = children[place].communicate(timeout=120)

    threads = [threading.Thread(target=wait, args=(place,)) for place in range(len(children))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [child.returncode for child in children] == [0] * len(children), said
    return [json.loads(out) for out, _ in said]


def test_the_same_file_twice_at_once_goes_in_once(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", untidy_rows(2_000))
    words = ("ingest", file, "--source", "trial", "--json")
    at_once(*(instance.start(*words, chunk=100) for _ in range(2)))
    keys = {row["id"] for row in untidy_rows(2_000)}
    assert reports().count() <= len(keys)
    assert reports().filter(revision__gt=1).count() == 0
    assert counters(instance.take(file)) == only(ignored=2_000)


def test_two_files_of_one_source_at_once_add_up(instance, tmp_path):
    shared = [trial_row(f"s{n}") for n in range(600)]
    files = [
        write_csv(tmp_path / f"{name}.csv", shared + [trial_row(f"{name}{n}") for n in range(600)])
        for name in "ab"
    ]
    both = at_once(
        *(instance.start("ingest", file, "--source", "trial", "--json", chunk=50) for file in files)
    )
    assert sum(one["recorded"] for one in both) == 1_800 == reports().count()
    assert sum(one["ignored"] for one in both) == 600
    assert len({report.source_key for report in reports()}) == 1_800
