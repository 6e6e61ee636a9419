"""Plots of figures by period: what is drawn is what was said."""

from dataclasses import dataclass, field

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")

from vedette.surfaces.web.period_plots import by_period, svg_file


@dataclass
class Said:
    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    hidden: bool = False
    flags: list[str] = field(default_factory=list)


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=30))
@example([5e-324])
def test_no_bar_leaves_the_plot_and_the_taller_is_the_larger(values):
    plot = by_period([Said(str(2000 + n), v) for n, v in enumerate(values)], name="p")
    for bar in plot.bars:
        assert 0 <= bar.y <= plot.floor
        assert bar.height == pytest.approx(plot.floor - bar.y, abs=0.2)
    tallest = max(plot.bars, key=lambda bar: bar.height)
    assert tallest.height == max(bar.height for bar in plot.bars if bar.value == max(
        bar.value for bar in plot.bars))  # fmt: skip


def test_a_hidden_period_has_a_mark_and_no_bar():
    plot = by_period([Said("2023", 5), Said("2024", None, hidden=True)], name="p")
    assert [bar.kind for bar in plot.bars] == ["plain", "hidden"]
    assert plot.bars[1].height == 0


def test_a_running_period_is_hatched_and_a_break_has_a_line():
    plot = by_period(
        [Said("2024", 5, flags=["break_in_series"]), Said("2025", 5, flags=["running"])], name="p"
    )
    assert plot.bars[0].has_break
    assert plot.bars[1].kind == "open"


def test_without_a_value_there_is_nothing_to_draw():
    assert by_period([Said("2024", None)], name="p") is None
    assert by_period([], name="p") is None


def test_a_target_above_every_bar_is_on_the_plot():
    plot = by_period([Said("2024", 5)], name="p", target=20)
    assert 0 < plot.target < plot.floor


def test_titles_cannot_break_out_of_the_file():
    plot = by_period([Said("2024", 5)], name="p")
    assert "<script" not in svg_file(plot, title="<script>", note="<b>")
