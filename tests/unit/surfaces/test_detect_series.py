"""Counts from a file, judged from the command line under R's names."""

import csv
import io
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from vedette.surfaces.cli.commands import gather

WEEKS = np.random.default_rng(20261121).poisson(4, 330)


def asked(*words):
    return CliRunner().invoke(gather(), ["detect-series", *map(str, words)])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "series.csv"
    lines = ["series,t,date,observed,place"]
    lines += [f"ours,{t},,{y},here" for t, y in enumerate(WEEKS, start=1)]
    lines += [f"young,{t},,{y},here" for t, y in enumerate(WEEKS[:100], start=1)]
    path.write_text("\n".join(lines) + "\n")
    return path


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_last_year_is_judged_and_a_young_series_is_named_with_the_reason(file):
    done = asked(file, "--config", "ff_default", "--csv")
    assert done.exit_code == 0
    found = rows(done.stdout)
    assert [row["t"] for row in found] == [str(t) for t in range(279, 331)]
    assert {row["series"] for row in found} == {"ours"}
    assert "young: no rows, needs at least 264" in done.stderr


def test_json_and_csv_say_the_same(file, tmp_path):
    plain = rows(asked(file, "--config", "ears_c1", "--last", 3).stdout)
    kept = tmp_path / "rows.json"
    asked(file, "--config", "ears_c1", "--last", 3, "--json", "--out", kept)
    found = json.loads(kept.read_text())
    assert [float(row["upperbound"]) for row in plain] == [row["upperbound"] for row in found]
    assert list(found[0]) == list(plain[0])


def test_options_of_r_take_the_place_of_the_configuration_s(file):
    mild = asked(file, "--config", "ff_default", "--param", "alpha=0.2", "--param", "b=3").stdout
    plain = asked(file, "--config", "ff_default", "--param", "limit54=0,4").stdout
    assert sum(row["alarm"] == "1" for row in rows(mild)) > sum(
        row["alarm"] == "1" for row in rows(plain)
    )


def test_all_judges_every_week_with_a_baseline(file):
    found = rows(asked(file, "--config", "rki1", "--last", "all").stdout)
    assert [int(row["t"]) for row in found if row["series"] == "ours"] == list(range(7, 331))


def test_the_file_beside_it_says_what_is_monthly(file):
    meta = file.parent / "series_meta.csv"
    meta.write_text("series,freq,start_period,has_dates\nours,12,4,FALSE\nyoung,12,1,FALSE\n")
    found = rows(asked(file, "--config", "ff_noufaily").stdout)
    assert [int(row["t"]) for row in found if row["series"] == "ours"] == list(range(307, 331))
    assert {row["series"] for row in found} == {"ours", "young"}


def test_an_empty_count_is_missing_and_not_zero(file):
    text = file.read_text().replace(f"ours,330,,{WEEKS[-1]},", "ours,330,,,")
    file.write_text(text)
    last = [row for row in rows(asked(file, "--config", "ears_c2").stdout) if row["t"] == "330"][-1]
    assert (last["observed"], last["alarm"]) == ("", "")
    assert last["upperbound"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--config", "ff_defualt"],
            "unknown configuration 'ff_defualt'; did you mean ff_default?",
        ),
        (["--config", "ears_c1", "--param", "basline=7"], "did you mean baseline?"),
        (["--config", "ff_default", "--param", "b=many"], "b cannot be 'many': it wants a whole"),
        (["--config", "ff_default", "--param", "powertrans=1/3"], "one of 2/3, 1/2, none"),
        (
            ["--config", "glrnb_int", "--param", "change=epi", "--param", "theta=2"],
            "change cannot be 'epi': it wants no theta",
        ),
        (["--config", "ff_default", "--param", "limit54=5"], "cases,weeks such as 5,4"),
        (["--config", "ff_default", "--param", "alpha"], "not of the form name=value"),
        (["--config", "ff_default", "--param", "b=3", "--param", "b=4"], "given twice"),
        (["--config", "ff_default", "--last", "none"], "--last cannot be 'none'"),
        (["--config", "ff_default", "--meta", "nowhere.csv"], "nowhere.csv is not a file"),
    ],
)
def test_a_wrong_word_is_one_line_and_exit_code_two(file, words, said):
    done = asked(file, *words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not done.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "series.csv is empty"),
        ("series,t,observed\n", "has no rows"),
        ("series,t,count\na,1,2\n", "line 1: no column 'observed' among series, t, count"),
        ("series,t,observed\na,1,2\na,2,x\n", "line 3, column observed: 'x' is not a count"),
        ("series,t,observed\na,1,2\na,2,-1\n", "line 3, column observed: '-1' is not a count"),
        ("series,t,observed\na,1,2.5\n", "line 2, column observed: '2.5' is not a count"),
        ("series,t,observed\na,1,2\na,3,2\n", "column t: '3' is not the next of a, which is 2"),
        ("series,t,observed\na,1\n", "line 2: 2 cells under 3 columns"),
        ("series,t,date,observed\na,1,2020-13-01,3\n", "column date: '2020-13-01' is not a date"),
        (
            "series,t,date,observed\na,1,2020-01-06,3\na,2,2020-01-06,3\n",
            "line 3, column date: '2020-01-06' is not later than 2020-01-06",
        ),
        ("series,t,observed,population\na,1,3,0\n", "column population: '0' is not a number"),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(tmp_path, text, said):
    path = tmp_path / "series.csv"
    path.write_text(text)
    done = asked(path, "--config", "ears_c1")
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_what_is_no_text_is_refused(tmp_path):
    path = tmp_path / "series.csv"
    path.write_bytes(b"series,t,observed\n\xff\xfe,1,2\n")
    done = asked(path, "--config", "ears_c1")
    assert done.exit_code == 2
    assert "not a CSV file in UTF-8" in done.stderr


def test_a_population_offset_needs_its_column(file):
    done = asked(file, "--config", "ff_default", "--param", "populationOffset=TRUE")
    assert done.exit_code == 0
    assert "populationOffset needs a column population" in done.stderr
