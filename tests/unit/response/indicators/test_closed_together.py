"""What one table hides no other table gives away."""

import pytest

pytest.importorskip("django", reason="needs the server extra")

from hypothesis import given, settings
from hypothesis import strategies as st
from made_evidence import evidence, finding, report

from vedette.response.indicators.computing import compute
from vedette.response.indicators.definitions import indicators_of, shared_cells

COUNTRIES = ["IE", "FR", "CY", "EE", "AT"]


def all_of(known, *keys):
    every = indicators_of(None)
    shared = shared_cells(every.values())
    return {key: compute(every[key], known, {}, shared=shared).cells for key in keys}


def hidden(cells, part):
    return {(c.country, c.period, c.cell) for c in cells if c.part == part and c.hidden}


@settings(max_examples=10)
@given(
    st.lists(st.integers(0, 12), min_size=5, max_size=5),
    st.lists(st.integers(0, 9), min_size=5, max_size=5),
)
def test_a_count_hidden_in_one_indicator_is_hidden_in_every_other(men, women):
    rows, found = [], []
    for country, male, female in zip(COUNTRIES, men, women, strict=True):
        for sex in ["male"] * male + ["female"] * female:
            number = len(rows)
            rows.append(report(number, "death", "2024-02-01", country=country, sex=sex))
            if number % 3:
                found.append(finding(number, "heroin", family="opiate", role="cause"))
    if not rows:
        return
    made = all_of(evidence(*rows, findings=found), "plan_09", "plan_12", "toxicology_coverage")
    closed = {(c, p) for c, p, cell in hidden(made["plan_09"], "deaths") if not cell}
    for key, part in (("plan_12", "deaths_here"), ("toxicology_coverage", "confirmed"),
                      ("plan_09", "deaths_by_drug")):  # fmt: skip
        shown = {(c.country, c.period) for c in made[key]
                 if c.part == part and not c.cell and not c.hidden}  # fmt: skip
        assert not closed & shown, part


def test_the_country_that_protects_another_is_the_same_everywhere():
    # Cyprus has three: Estonia, the next smallest, is hidden with it, in deaths and in shares.
    counts = {"IE": 40, "FR": 60, "CY": 3, "EE": 9}
    places = [country for country, many in counts.items() for _ in range(many)]
    rows = [
        report(n, "death", "2024-02-01", country=country, sex="male")
        for n, country in enumerate(places)
    ]
    found = [finding(n, "heroin", role="cause") for n in range(0, len(rows), 2)]
    made = all_of(evidence(*rows, findings=found), "plan_09", "toxicology_coverage")
    assert hidden(made["plan_09"], "deaths") == {("CY", "2024", ""), ("EE", "2024", "")}
    assert hidden(made["toxicology_coverage"], "confirmed") >= {
        ("CY", "2024", ""), ("EE", "2024", ""),
    }  # fmt: skip
