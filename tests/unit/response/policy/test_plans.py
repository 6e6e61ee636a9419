"""Action plans: cells in any shape, periods in any wording, bodies under any name."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from tests.unit.response.policy.documents import PLAN, plan_text
from vedette.response.policy.bodies import bodies_in_cell
from vedette.response.policy.lines import Page
from vedette.response.policy.periods import Period, read_period
from vedette.response.policy.reading import read_text


def read(text):
    return read_text([Page(1, text)], file="plan.txt")


def essence(register):
    return (
        [(p.number, p.title, p.pillar) for p in register.priorities],
        [(a.number, a.text, a.pillar, a.strategic_priority, a.priority_areas, a.start, a.end,
          a.ongoing, a.responsible_codes, a.governance) for a in register.actions],
        [(i.number, i.data_providers, i.breakdowns) for i in register.indicators],
    )  # fmt: skip


def test_a_plan_of_lines_is_read_row_by_row():
    register = read(plan_text())
    assert [(p.number, p.pillar) for p in register.priorities] == [(1, "A"), (2, "B")]
    one, two, three, four, five = register.actions
    assert (one.start, one.end, one.responsible_codes) == ("2026-Q3", 2030, ("COM", "EUDA"))
    assert [s.mark for s in one.sub_points] == ["i", "ii"]
    assert one.sub_points[1].text == "by year."
    assert two.label_as_written == "Action 2:"
    assert two.references[0].celex == "32031L0044"
    assert two.priority_areas == ("1.1", "1.2")
    assert three.ongoing
    assert three.responsible_codes == ("COM", "CSFD")
    assert (four.start, four.end) == (None, 2030)
    assert four.responsible_codes == ("EUDA", "EUROPOL")  # one body under two names
    assert five.governance
    assert five.priority_areas == ()
    assert (five.pillar, five.strategic_priority) == (None, None)
    assert register.unplaced == ()


def test_indicators_name_their_providers_sources_and_breakdowns():
    first, second = read(plan_text()).indicators
    assert first.data_providers == ("EUDA", "MS")
    assert (second.breakdowns, second.data_sources) == (("age", "sex"), ("Eurobarometer surveys",))
    assert second.label_as_written == "Overarching indicator 2:"


@limits(max_examples=80, deadline=None)
@given(
    blanks=st.lists(st.integers(0, 3), min_size=60, max_size=60),
    tabs=st.lists(st.booleans(), min_size=60, max_size=60),
    footers=st.frozensets(st.integers(3, 40), max_size=4),
)
def test_blank_lines_tabs_and_page_breaks_never_change_a_plan(blanks, tabs, footers):
    lines = []
    for index, line in enumerate(x for x in plan_text().split("\n") if x.strip()):
        lines += [""] * blanks[index]
        if index in footers:
            lines += ["", f"10003/30   XYZ {index}", "\fANNEX  EN"]
        lines.append(("\t" if tabs[index] else "") + line.strip() + (" " if tabs[index] else ""))
    assert essence(read("\n".join(lines))) == essence(read(plan_text()))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021-2025", Period(2021, 2025, ongoing=False)),
        ("2021 – 2025", Period(2021, 2025, ongoing=False)),
        ("2021-25", Period(2021, 2025, ongoing=False)),
        ("Q3 2026 to 2030", Period("2026-Q3", 2030, ongoing=False)),
        ("Q4 2026", Period("2026-Q4", "2026-Q4", ongoing=False)),
        ("2. kvartal 2027 til 2028", Period("2027-Q2", 2028, ongoing=False)),
        ("vanaf 2026 tot en met 2028", Period(2026, 2028, ongoing=False)),
        ("Igangværende", Period(None, None, ongoing=True)),
        ("2026 and ongoing", Period(2026, None, ongoing=True)),
        ("doorlopend", Period(None, None, ongoing=True)),
        ("2021 and 2023", Period(2021, 2023, ongoing=False)),
        ("2027 onwards", Period(2027, None, ongoing=False)),
        ("by end of 2027", Period(None, 2027, ongoing=False)),
        ("senest 2027", Period(None, 2027, ongoing=False)),
        ("from 2026 onwards", Period(2026, None, ongoing=False)),
        ("June 2027", Period("2027-06", "2027-06", ongoing=False)),
        ("H1 2027", Period("2027-H1", "2027-H1", ongoing=False)),
        ("1.1", None),
        ("Europol", None),
        ("in 2026 it was said", None),
    ],
)
def test_periods_in_three_languages(text, period):
    assert read_period(text) == period


@pytest.mark.parametrize(
    ("cell", "codes", "left"),
    [
        ("Europa-Kommissionen Medlemsstater EMCDDA", ["COM", "MS", "EUDA"], ""),
        ("COM, MS, Europol, EEAS", ["COM", "MS", "EUROPOL", "EEAS"], ""),
        ("EWDD / Europees Geneesmiddelenbureau", ["EUDA", "EMA"], ""),
        ("European External Action Service (EEAS)", ["EEAS"], ""),
        ("Commission and the Guild of Bakers", ["COM"], "the Guild of Bakers"),
    ],
)
def test_bodies_of_a_cell_in_any_language_and_what_is_none(cell, codes, left):
    assert bodies_in_cell(cell) == (codes, left)


def test_a_body_nobody_knows_is_reported_with_its_lines():
    register = read(plan_text().replace("\nCOM\nEUDA\n", "\nCOM\nGuild of Bakers\n"))
    assert register.actions[0].responsible_codes == ("COM",)
    (left,) = register.unplaced
    assert left.text == "Guild of Bakers"
    assert left.lines == register.actions[0].lines


def test_every_row_of_the_plan_we_wrote_is_there():
    assert [a.number for a in read(plan_text()).actions] == [*range(1, len(PLAN) + 2)]
