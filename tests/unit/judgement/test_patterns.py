"""Patterns between series: found where they are, and not where only effort moved."""

from datetime import timedelta

import numpy as np
import pytest

from tests.unit.judgement.test_detect import END, START, finding, judged

REGIONS = ["DE111", "DE112", "DE211", "DE212", "DE300"]


def years(*, weeks=150, per_week=12, seed=3, share=None, regions=REGIONS):
    """Steady work of one country: heroin, fentanyl and others with constant shares."""
    rng = np.random.default_rng(seed)
    names = ["heroin", "caffeine", "novelone", "elderone"]
    rows = []
    for week in range(weeks):
        for _ in range(rng.poisson(per_week)):
            report, day = (
                len(rows) + 10_000,
                START + timedelta(days=int(week * 7 + rng.integers(7))),
            )
            name = names[rng.choice(4, p=share or [0.3, 0.5, 0.15, 0.05])]
            rows.append(
                finding(
                    report, name, day, country="DE", region=regions[rng.integers(len(regions))],
                    family="newones" if name.endswith("lone") or name == "elderone" else None,
                )
            )  # fmt: skip
    return rows


def kinds(rows):
    return {
        (part.kind, part.subject)
        for one in judged(rows, END).candidates
        for part in (one, *one.parts)
    }


PATTERNS = {"cluster", "displacement", "company"}


@pytest.mark.parametrize("seed", range(4))
def test_steady_years_show_no_pattern(seed):
    assert not {kind for kind, _ in kinds(years(seed=seed))} & PATTERNS


def test_three_times_the_samples_in_one_region_make_no_cluster():
    more = years(weeks=6, per_week=40, seed=9, regions=["DE111"])
    shift = timedelta(weeks=144)
    busy = [
        finding(
            90_000 + i, row["substance"], row["occurred_on"] + shift, country="DE", region="DE111",
            family=row["family"],
        )
        for i, row in enumerate(more)
    ]  # fmt: skip
    assert not {kind for kind, _ in kinds([*years(), *busy])} & PATTERNS


def test_a_cluster_of_two_neighbours_is_found_with_its_regions():
    extra = [
        finding(
            90_000 + i, "elderone", END - timedelta(days=10 + i % 20), country="DE", region=region,
            family="newones",
        )
        for i, region in enumerate(["DE211", "DE212"] * 9)
    ]  # fmt: skip
    found = [
        part
        for one in judged([*years(), *extra], END).candidates
        for part in (one, *one.parts)
        if part.kind == "cluster"
    ]
    assert [one.subject for one in found] == ["elderone"]
    assert {"DE211", "DE212"} <= set(found[0].parameters["detail"].split(", "))
    assert found[0].observed > 3 * found[0].expected
    assert "DE211" in found[0].sentence


def test_one_substance_that_takes_the_place_of_another_is_told_as_that():
    rows = years(share=[0.3, 0.5, 0.2, 0.0])
    turn = END - timedelta(weeks=13)
    for row in rows:
        turned = row["occurred_on"] >= turn or row["report_id"] % 10 == 0
        if row["substance"] == "novelone" and turned:
            row["substance"] = "elderone"
    assert ("displacement", "elderone") in kinds(rows)


def test_an_adulterant_that_becomes_usual_is_told_as_new_company():
    rows = years()
    heroin = [row for row in rows if row["substance"] == "heroin"]
    late = END - timedelta(weeks=13)
    with_it = [
        row for row in heroin
        if row["report_id"] % (3 if row["occurred_on"] >= late else 25) == 0
    ]  # fmt: skip
    rows += [{**row, "substance": "xylazine"} for row in with_it]
    assert ("company", "heroin") in kinds(rows)
    assert ("company", "heroin") not in kinds(
        [*years(), *({**r, "substance": "xylazine"} for r in heroin if r["report_id"] % 3 == 0)]
    )
