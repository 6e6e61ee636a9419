"""Spectra from files, identified from the command line."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from vedette.surfaces.cli.commands import gather

RECORD = """Name: {name}
DB#: {key}
InChIKey: {inchikey}
Formula: {formula}
PrecursorMZ: {precursor}
Precursor_type: [M+H]+
Ion_mode: P
Num Peaks: 4
{peaks}
"""


def record(name, key, inchikey, formula, precursor, *mz):
    peaks = "\n".join(f"{m} {100 - 15 * place}" for place, m in enumerate(mz)) + "\n"
    return RECORD.format(
        name=name, key=key, inchikey=inchikey, formula=formula, precursor=precursor, peaks=peaks
    )


FENTANYL = record(
    "Fentanyl", "L-1", "PJMPHNIQZUBGLI-UHFFFAOYSA-N", "C22H28N2O", 337.2274,
    188.1434, 105.0699, 132.0808, 216.1383,
)  # fmt: skip
CAFFEINE = record(
    "Caffeine", "L-2", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "C8H10N4O2", 195.0877,
    138.0662, 110.0713, 123.0427, 69.0447,
)  # fmt: skip
BAD = record("Bad", "L-3", "", "C8H10N4O2", 195.0877, 138.0662, "nan", 123.0427, 69.0447)


def asked(*words):
    return CliRunner().invoke(gather(), ["identify", *map(str, words)])


@pytest.fixture
def library(tmp_path):
    path = tmp_path / "library.msp"
    path.write_text(FENTANYL + CAFFEINE + BAD)
    return path


@pytest.fixture
def queries(tmp_path):
    path = tmp_path / "queries.msp"
    analogue = FENTANYL.replace("337.2274", "351.2431").replace("L-1", "Q-2")
    path.write_text(FENTANYL.replace("L-1", "Q-1") + BAD + analogue)
    return path


def answers(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_object_a_query_says_what_it_is_and_how_sure(queries, library):
    done = asked(queries, "--library", library, "--json")
    assert done.exit_code == 0
    known, unknown = answers(done)
    assert known["query_id"] == "Q-1"
    assert known["known"] is True
    assert 0.5 < known["confidence"] <= 1
    assert known["level"] == "2a"
    assert known["family"] == "fentanyl"
    best = known["matches"][0]
    assert (best["name"], best["inchikey"]) == ("Fentanyl", "PJMPHNIQZUBGLI-UHFFFAOYSA-N")
    assert (best["score"], best["matched_peaks"], best["isomers"]) == (1.0, 4, [])
    assert unknown["query_id"] == "Q-2"
    assert unknown["known"] is False
    assert unknown["family"] == "fentanyl"
    assert unknown["analogues"][0]["shift"] == "+14.016, CH2"


def test_a_spectrum_that_cannot_be_read_is_named_and_the_others_answered(queries, library):
    done = asked(queries, "--library", library, "--json")
    assert len(answers(done)) == 2
    assert "Not read: queries.msp, line" in done.stderr
    assert "(L-3): a peak at m/z nan" in done.stderr
    assert "Left out: library.msp, line" in done.stderr


def test_the_index_is_kept_by_content_and_used_again(queries, library, instance_folder):
    first = asked(queries, "--library", library, "--json")
    assert "Indexing library.msp" in first.stderr
    moved = library.rename(library.with_name("moved.msp"))
    again = asked(queries, "--library", moved, "--json")
    assert "Indexing" not in again.stderr
    assert again.stdout == first.stdout
    assert len(list((instance_folder / "spectra").iterdir())) == 1
    moved.write_text(CAFFEINE)
    assert "Indexing" in asked(queries, "--library", moved, "--json").stderr


def test_a_damaged_index_is_made_anew(queries, library, instance_folder):
    first = asked(queries, "--library", library, "--json")
    (index,) = (instance_folder / "spectra").iterdir()
    (index / "peak_mz.npy").write_bytes(b"")
    again = asked(queries, "--library", library, "--json")
    assert again.stdout == first.stdout
    assert "Indexing" not in asked(queries, "--library", library, "--json").stderr


def test_people_read_a_table(queries, library):
    done = asked(queries, "--library", library)
    assert done.exit_code == 0
    assert "Fentanyl" in done.stdout
    assert "CH2" in done.stdout


def test_a_mixture_is_told_by_its_components(tmp_path, library):
    path = tmp_path / "mixture.csv"
    peaks = [188.1434, 105.0699, 132.0808, 216.1383, 138.0662, 110.0713, 123.0427, 69.0447]
    heights = [100, 85, 70, 55, 50, 42.5, 35, 27.5]
    lines = [f"{m},{i}" for m, i in zip(peaks, heights, strict=True)]
    path.write_text("mz,intensity\n" + "\n".join(lines) + "\n")
    (answer,) = answers(asked(path, "--library", library, "--json", "--mixture"))
    assert [one["name"] for one in answer["components"]] == ["Fentanyl", "Caffeine"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.msp", None, "gone.msp cannot be read: there is no such file"),
        ("empty.msp", "", "empty.msp cannot be read: it is empty"),
        ("bad.msp", BAD, "it holds no spectrum that can be"),
        ("odd.csv", "a,b\n1,2\n", "line 1 names no column of m/z"),
    ],
)
@pytest.mark.parametrize("place", ["query", "library"])
def test_a_file_without_spectra_is_refused_in_one_line(
    tmp_path, queries, library, name, content, said, place
):
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    pair = (path, library) if place == "query" else (queries, path)
    done = asked(pair[0], "--library", pair[1], "--json")
    assert done.exit_code == 2
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("Not identified: ")
    assert said in last
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [["--top", "0"], ["--top", "many"], ["--libary", "x"]])
def test_a_wrong_option_is_refused(queries, library, words):
    assert asked(queries, "--library", library, *words).exit_code == 2


def test_other_commands_and_pages_do_not_load_the_compiler():
    code = (
        "import sys, django; django.setup();"
        "from vedette.surfaces.cli.commands import gather; gather();"
        "import vedette.surfaces.web.mirror; print('numba' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


def test_a_command_does_not_load_what_the_others_need():
    code = (
        "import sys, django; django.setup();"
        "from vedette.surfaces.cli.commands import gather; gather('resolve');"
        "print('vedette.pathway' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
