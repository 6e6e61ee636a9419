"""The simulated network keeps its word: what it says it injected is in what it sends."""

import csv
import gzip
import io
import json
import tomllib
from datetime import date, timedelta
from importlib.resources import files

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from vedette.science.simulation import (
    FILES,
    KINDS,
    ImpossibleSimulation,
    Truth,
    encode,
    simulate,
    write,
)
from vedette.science.simulation.background import Period, background
from vedette.science.simulation.dialects import SYRINGE_PANEL
from vedette.science.simulation.events import inject_all
from vedette.science.simulation.places import CODES, COUNTRIES, country_of
from vedette.science.simulation.substances import CODE, SUBSTANCES, canonical

UNTIL = date(2026, 11, 21)
SOURCES = files("vedette") / "evidence" / "ingest" / "sources"
SOURCE_OF = {kind: SOURCES / f"simulated_{name.split('.')[0]}.toml" for kind, name in FILES.items()}


@pytest.fixture(scope="module")
def network():
    return simulate(seed=20261121, until=UNTIL)


@pytest.fixture(scope="module")
def by_id(network):
    return {row["id"]: row for kind in KINDS for row in network.rows(kind)}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(kind):
    def sent(seed):
        return encode(kind, simulate(seed=seed, until=UNTIL, scale=0.05).columns(kind))

    assert sent(1) == sent(1)
    assert sent(1) != sent(2)


def test_the_network_is_the_promised_size_and_ends_on_the_sunday_before(network):
    assert 60_000 <= sum(network.counts().values()) <= 90_000
    assert network.truth.end == date(2026, 11, 15)
    assert network.truth.start.isoweekday() == 1
    assert simulate(seed=1, until=date(2026, 11, 15), scale=0.01).truth.end == date(2026, 11, 8)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_reported_before_it_occurred_or_after_the_end(network, kind):
    columns = network.columns(kind)
    assert (columns["reported_on"] >= columns["occurred_on"]).all()
    assert columns["reported_on"].max() <= np.datetime64(network.truth.end)
    assert columns["occurred_on"].min() >= np.datetime64(network.truth.start)
    assert (np.diff(columns["reported_on"]).astype(int) >= 0).all()


@pytest.mark.parametrize("kind", KINDS)
def test_every_region_belongs_to_its_country(network, kind):
    columns = network.columns(kind)
    pairs = set(zip(columns["country"], columns["region"], strict=True))
    assert all(country_of(region) == country for country, region in pairs)
    assert all(region in COUNTRIES[country][1] for country, region in pairs)


def test_the_network_has_29_countries_and_no_region_twice(network):
    regions = [r for _, some in COUNTRIES.values() for r in some]
    assert len(CODES) == 29
    assert len(set(regions)) == len(regions)
    assert set(network.columns("seizure")["country"]) == set(CODES)


def test_records_have_ids_of_their_own(network, by_id):
    assert len(by_id) == sum(network.counts().values())


def test_every_record_of_the_truth_is_in_the_rows(network, by_id):
    for event in network.truth.events:
        rows = [by_id[i] for i in event.records]
        assert rows
        assert {row["region"] for row in rows} <= set(event.regions)
        assert {row["country"] for row in rows} <= set(event.countries)
        assert min(row["reported_on"] for row in rows) == event.first_record
        if event.kind == "must_notice":
            named = {*event.substances, *event.related}
            assert all(named & set(row["names"]) for row in rows)
            assert min(row["occurred_on"] for row in rows) >= event.start


@pytest.mark.parametrize("name", ["protonitazene", "medetomidine", "N-ethylpentedrone"])
def test_what_is_new_appears_nowhere_but_in_its_event(network, by_id, name):
    event = next(e for e in network.truth.events if name in e.substances)
    mentions = {i for i, row in by_id.items() if name in row["names"]}
    assert mentions
    assert mentions <= set(event.records)


def test_counterfeit_tablets_are_sold_as_oxycodone_and_calls_rise(network, by_id):
    rows = [by_id[i] for i in network.truth.event("counterfeit-oxycodone").records]
    checked = [r for r in rows if r["id"].startswith("DC")]
    calls = [r for r in rows if r["id"].startswith("EM")]
    half = network.truth.end - timedelta(days=30)
    assert {canonical(r["sold_as"]) for r in checked} == {"oxycodone"}
    assert {r["form"] for r in checked} == {"tablet"}
    assert sum(r["occurred_on"] > half for r in calls) > len(calls) / 2
    assert sum(r["id"].startswith("DE") for r in rows) == 1


@pytest.mark.parametrize("kind", ["drug_checking", "seizure", "emergency", "syringe_residue"])
def test_a_replaced_cathinone_leaves_the_total_of_the_two_as_it_was(kind):
    period = Period(np.datetime64("2023-11-13"), np.datetime64("2026-11-15"))
    pair = [CODE["2-MMC"], CODE["N-ethylpentedrone"]]
    before = background(kind, np.random.default_rng(7), period=period, scale=1)
    after = inject_all(before, np.random.default_rng(8), period, 1)
    kept = len(before)  # later records are added ones
    assert_array_equal(
        np.isin(before.found, pair).sum(axis=1), np.isin(after.found[:kept], pair).sum(axis=1)
    )
    assert (after.found == CODE["N-ethylpentedrone"]).any()


def test_a_cleared_backlog_is_a_spike_by_report_and_none_by_occurrence(network):
    seizures = network.columns("seizure")
    austria = seizures["country"] == "AT"
    start = np.datetime64(network.truth.start)

    def weekly(dates):
        return np.bincount((dates[austria] - start).astype(int) // 7)

    reported, occurred = weekly(seizures["reported_on"]), weekly(seizures["occurred_on"])
    assert reported.max() > 20 * np.median(reported[reported > 0])
    assert occurred.max() < 6 * np.median(occurred)


def test_a_growing_service_finds_what_it_always_found(network):
    checked = network.columns("drug_checking")
    event = network.truth.event("more-samples")
    here = checked["region"] == "ES51"
    late = checked["occurred_on"] >= np.datetime64(event.start)
    first = checked["names"][:, 0]
    weeks = network.truth.start, event.start, network.truth.end
    early_rate = (here & ~late).sum() / (weeks[1] - weeks[0]).days
    late_rate = (here & late).sum() / (weeks[2] - weeks[1]).days
    assert late_rate / early_rate == pytest.approx(3, rel=0.25)
    for name in ("cocaine", "MDMA", "ketamine"):
        share = [(first[here & when] == name).mean() for when in (~late, late)]
        assert share[1] == pytest.approx(share[0], abs=0.08)


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "wastewater"])
def test_some_records_found_nothing(network, kind):
    empty = (network.columns(kind)["names"] == "").all(axis=1)
    assert 0.01 < empty.mean() < 0.15


def test_deaths_take_months_and_drug_checking_days(network):
    def median_delay(kind):
        columns = network.columns(kind)
        return np.median((columns["reported_on"] - columns["occurred_on"]).astype(int))

    assert median_delay("drug_checking") < 14 < median_delay("seizure") < 60
    assert 60 < median_delay("death") < 180


def test_every_spelling_leads_back_to_one_substance(network):
    owners: dict[str, set[str]] = {}
    for substance in SUBSTANCES:
        for text in (substance.name, *substance.spellings):
            owners.setdefault(text.casefold(), set()).add(substance.name)
    assert {text: names for text, names in owners.items() if len(names) > 1} == {}
    for row in list(network.rows("drug_checking"))[:2000]:
        assert tuple(map(canonical, row["found"])) == row["names"]


def read_as(kind, content):
    """The rows of a file as an independent reader sees them, told only its source file."""
    source = tomllib.loads(SOURCE_OF[kind].read_text(encoding="utf-8"))
    content = gzip.decompress(content) if FILES[kind].endswith(".gz") else content
    text = content.decode(source["file"]["encoding"])
    if source["file"]["format"] == "jsonl":
        return source, [json.loads(line) for line in text.splitlines()]
    delimiter = source["file"].get("delimiter", "\t")
    return source, list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


@pytest.mark.parametrize("kind", KINDS)
def test_source_files_describe_what_is_sent(kind):
    small = simulate(seed=3, until=UNTIL, scale=0.05)
    source, rows = read_as(kind, encode(kind, small.columns(kind)))
    named = {source["dates"][d]["column"] for d in ("occurred_on", "reported_at")}
    named |= {source["place"]["country"]["column"], source["place"]["region"]["column"]}
    named |= {c for block in source["substances"] for c in block["columns"]}
    named |= {*source["key"], *source.get("details", {}).values()}
    named |= {*source.get("person", {}).values(), source["identity"]["method"]["column"]}
    named |= {v for k, v in source.get("quantity", {}).items() if k.endswith("column")}
    assert source["context"] == kind
    assert source["simulated"]
    assert len(rows) == small.counts()[kind]
    assert all(named <= set(row) for row in rows)
    assert {row["simulated"] for row in rows} == {"yes"}
    methods = {row[source["identity"]["method"]["column"]] for row in rows}
    assert "level" in source["identity"] or methods <= set(source["identity"]["by_method"])


def test_cells_with_several_names_come_apart_again():
    small = simulate(seed=3, until=UNTIL, scale=0.05)
    for kind in ("drug_checking", "seizure"):
        source, rows = read_as(kind, encode(kind, small.columns(kind)))
        block, results = source["substances"][0], source["results"]
        nothing = {*results["nothing_found"], *results["not_tested"]}
        for row, told in zip(rows, small.rows(kind), strict=True):
            cell = row[block["columns"][0]]
            names = () if cell in nothing else cell.split(block["split"][0])
            assert tuple(n.strip() for n in names) == told["found"]


def test_syringe_columns_name_every_substance_a_syringe_may_hold(network):
    held = set(network.columns("syringe_residue")["names"].ravel()) - {""}
    assert held <= set(SYRINGE_PANEL)


def test_loads_below_the_limit_are_written_as_such_and_never_as_zero(network):
    _, rows = read_as("wastewater", encode("wastewater", network.columns("wastewater")))
    cells = [row["load_mg_per_day_per_1000"] for row in rows]
    assert "<LOQ" in cells
    assert min(float(cell) for cell in cells if cell != "<LOQ") > 0


def test_writing_leaves_six_files_and_the_truth(tmp_path):
    small = simulate(seed=3, until=UNTIL, scale=0.05)
    write(small, tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {*FILES.values(), "truth.json"}
    assert Truth.from_json((tmp_path / "truth.json").read_text(encoding="utf-8")) == small.truth


@pytest.mark.parametrize("wrong", [{"years": 1}, {"scale": 0}, {"scale": float("nan")}])
def test_a_simulation_without_length_or_size_is_refused(wrong):
    with pytest.raises(ImpossibleSimulation, match=r"needs at least"):
        simulate(seed=1, until=UNTIL, **wrong)
