"""Indicators on the command line: what is printed, and how a command ends."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

TABLE = (
    "Country code,Year,Clients,Estimate,Lower,Upper,Coverage,Method\n"
    "IE,2023,10100,20000,45,56,50.5,capture-recapture\n"
    "FR,next,1,2,1,2,50,multiplier\n"
)
KEY = "opioid_agonist_treatment"


@pytest.fixture
def command(people, tmp_path):
    from vedette.surfaces.cli.commands import gather

    (tmp_path / "keys").mkdir(exist_ok=True)

    def run(*words, person="officer"):
        who = ["--as", person] if person else []
        return CliRunner().invoke(gather(), ["indicators", *map(str, words), *who])

    return run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "coverage.csv"
    path.write_text(TABLE)
    return path


def test_from_a_table_to_a_file_of_sdmx(command, table):
    taken = command("import", "agency_coverage", table)
    assert taken.exit_code == 1  # one row was refused
    assert "line 3, Year, 'next'" in taken.stderr
    assert "revision 1" in command("compute", KEY).stderr
    assert "Computed: 0" in command("compute", KEY).stderr
    said = json.loads(command("show", KEY, "--country", "IE", "--json").stdout)
    assert [one["value"] for one in said["values"]] == [50.5]
    rows = list(csv.DictReader(io.StringIO(command("export", KEY).stdout)))
    assert [row["country"] for row in rows] == ["IE"]
    sent = command("export", KEY, "--form", "sdmx-csv").stdout
    assert sent.startswith("STRUCTURE,STRUCTURE_ID,ACTION")
    assert "dcat:Catalog" in command("export", "all", "--form", "turtle").stdout


def test_the_list_says_of_each_what_is_missing(command):
    rows = [json.loads(line) for line in command("list", "--json").stdout.splitlines()]
    assert len(rows) == 26
    assert all(row["missing"] for row in rows)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("show", "stars"), "no indicator is called 'stars'"),
        (("compute", "stars"), "no indicator is called 'stars'"),
        (("import", "stars", "x.csv", "--url", "https://x.example"), "name either a file"),
        (("export", KEY, "--form", "wax"), "a form is one of"),
    ],
)
def test_a_refusal_is_a_sentence(command, words, why):
    from vedette.errors import VedetteError

    ended = command(*words)
    assert isinstance(ended.exception, VedetteError)
    assert why in str(ended.exception)


def test_a_viewer_may_list_and_not_compute(command):
    from vedette.base.accounts.rules import Refused

    assert command("list", person="viewer").exit_code == 0
    assert isinstance(command("compute", person="viewer").exception, Refused)


def test_a_laboratory_makes_its_week_on_the_command_line(command, tmp_path):
    path = tmp_path / "m.csv"
    path.write_text(
        "site,date,residue,concentration,flow,population\n"
        "A,2024-03-13,benzoylecgonine,800,50000,200000\n"
    )
    said = command("wastewater-loads", path, "--json", person="").stdout
    (week,) = [json.loads(line) for line in said.splitlines()]
    assert week["mean"] == 200
    assert week["consumption"] == pytest.approx(718)
    assert week["factor"]["version"] == "2016"
