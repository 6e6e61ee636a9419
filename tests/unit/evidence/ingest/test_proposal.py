"""A file nobody described gets a proposal that works as a source file."""

import tomllib
from pathlib import Path

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.ingest.definitions import parse
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.proposal import propose

ROOT = Path(__file__).parents[4]
FOLDERS = [parent / "shared" / "data" for parent in (ROOT.parent, ROOT.parent.parent)]
DATA = next((folder for folder in FOLDERS if folder.is_dir()), FOLDERS[0])
FILES = (
    "alerts/public_advisories_sample.csv", "benchmarks/sim_daily_counts.parquet",
    "benchmarks/weekly_notifications_with_state.csv", "deaths/allegheny_od_2007_2016.csv.gz",
    "deaths/milwaukee_me_all_case_counts_2020_2024h1.csv",
    "deaths/milwaukee_me_drug_2020_2024h1.csv.gz", "drug_checking/bc_ftir_2018_2020.csv.gz",
    "drug_checking/wedinos_uk_2024.csv.gz", "ems/tempe_az_opioid_ems_2017_2023.csv.gz",
    "listings/drughub_2024_10.csv.gz", "listings/vaporiser_listings_labelled_2019_2020.csv.gz",
    "samples/wedinos_nested_sample.json", "substances/substances.csv", "wastewater/euda_sites.csv",
    "spectra/ei_library.parquet", "wastewater/euda_wastewater_2011_2023.csv.gz",
)  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_a_proposal_is_a_source_file(file):
    path = DATA / file
    if not path.exists():
        pytest.skip(f"{file} is not here")
    proposal = propose(path)
    assert tomllib.loads(proposal.text)["name"] == proposal.name
    assert parse(proposal.text, "proposal").name == proposal.name


@pytest.mark.parametrize(
    "header",
    [b'"a ""b""",x', b"a'b,x", b"a\\b,x", "ключ,день".encode(), b",x", b"a,a", b"[a],{b}", b"=1,x"],
)
def test_odd_headers_give_a_proposal_too(tmp_path, header):
    path = tmp_path / "Odd name (1).csv"
    path.write_bytes(header + b"\n1,2026-01-01\n2,2026-01-02\n")
    proposal = propose(path)
    assert proposal.name == "odd_name_1"
    assert parse(proposal.text, "proposal").name == proposal.name


def test_a_given_name_stays_inside_the_folder_of_sources(tmp_path):
    (tmp_path / "a.csv").write_text("id,x\n1,2\n")
    assert propose(tmp_path / "a.csv", name="../../Évil name").name == "vil_name"


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(FileRefused, match="workbook cannot be read"):
        propose(tmp_path / "a.xlsx")
