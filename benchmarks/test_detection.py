"""Promises about how long detection takes, on a simulated network of 29 countries."""

from datetime import datetime

import numpy as np
import pyarrow as pa
import pytest

from vedette.judgement.signals.detect import find_signals
from vedette.science.detection.ears import ears_c2
from vedette.science.detection.farrington import farrington_flexible
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.sparse import sparse_rise

DAY = 86_400_000_000


def network(n_findings, days=1095, countries=29, substances=400):
    """Reports of one to four findings over three years; a few substances make up most."""
    rng = np.random.default_rng(20261121)
    reports = n_findings // 2
    start = np.datetime64("2023-01-02")
    occurred = rng.integers(0, days, reports)
    known = (start.astype("datetime64[us]").astype(int)) + (
        occurred + rng.geometric(0.08, reports)
    ) * DAY
    country = rng.zipf(1.4, reports) % countries
    contexts = np.array(["seizure", "drug_checking", "death", "emergency"])
    columns = {
        "report_id": np.arange(reports),
        "source": np.char.add("lab", country.astype(str)),
        "context": contexts[rng.choice(4, reports, p=[0.5, 0.35, 0.1, 0.05])],
        "country": np.char.add("C", country.astype(str)),
        "region": np.char.add("R", (country * 8 + rng.integers(0, 8, reports)).astype(str)),
        "occurred_on": start + occurred,
        "precision": np.full(reports, "day"),
        "known_from": known.astype("datetime64[us]"),
    }
    end = pa.nulls(reports, pa.timestamp("us"))
    examined = pa.table(columns).append_column("known_until", end)
    row = np.sort(rng.integers(0, reports, n_findings))
    substance = np.minimum(rng.zipf(1.5, n_findings), substances)
    found = examined.take(pa.array(row))
    for name, values in {
        "substance": np.char.add("s", substance.astype(str)),
        "family": np.char.add("f", (substance % 12).astype(str)),
        "role": np.full(n_findings, "found"),
        "form": np.array(["powder", "tablet", "liquid"])[rng.integers(0, 3, n_findings)],
    }.items():
        found = found.append_column(name, pa.array(values))
    return found, examined


@pytest.mark.benchmark(group="network")
@pytest.mark.parametrize("n_findings", [10_000, 400_000])
def test_one_detection_over_a_network(benchmark, n_findings):
    found, examined = network(n_findings)
    as_of = datetime(2025, 12, 29)  # noqa: DTZ001
    got = benchmark.pedantic(
        find_signals, (found, examined), {"as_of": as_of}, rounds=1, warmup_rounds=1
    )
    assert got.series_tested > 100
    assert got.seconds < 60
    assert len(got.candidates) < 60


@pytest.mark.benchmark(group="kernels")
@pytest.mark.parametrize(
    "detect",
    [
        ears_c2,
        lambda y: farrington_flexible(y, last=1),
        lambda y: harmonic_rise(y, last=1),
        lambda y: sparse_rise(y, last=1),
    ],
    ids=["EARS C2", "Farrington Flexible", "harmonic", "sparse"],
)
def test_a_thousand_series_of_six_years(benchmark, detect):
    counts = np.random.default_rng(1).poisson(2, (1000, 312))
    verdicts = benchmark.pedantic(detect, (counts,), rounds=2, warmup_rounds=1)
    assert np.mean(verdicts.flagged[:, -1]) < 0.05
