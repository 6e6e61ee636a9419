"""Plots of figures by period: pure functions from values to shapes, and a file of their own.

Zero is always on the plot, a period that still runs is hatched, a hidden one has a mark and
no bar, and a break in method stands between two bars as a gap with a line.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

import typst

from vedette.response.indicators.rules import BREAK, is_whole
from vedette.surfaces.web.plots import BOTTOM, LEFT, TOP, Tick

STYLE = (
    "text{font:11px sans-serif;fill:#4a5563}.axis{stroke:#dedad1}.zero{stroke:#8b8578}"
    ".bar{fill:#1f5f8b}.bar.open{fill:#a9c4d6}.whisker{stroke:#1b2430}"
    ".limit{stroke:#b3261e;stroke-dasharray:4 3}"
)
TINY = 1e-12  # what is smaller than this is drawn as nothing
_PAGE = (
    b"#set page(width: auto, height: auto, margin: 6pt)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg", width: 620pt)'
)


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """One period; without a height there is no value. `kind` is plain, open or hidden."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    kind: str
    period: str
    value: float | None
    low: float | None = None
    high: float | None = None
    has_break: bool = False


@dataclass(frozen=True, slots=True)
class PeriodPlot:
    """Bars by period, with intervals and a target line if there are any."""

    name: str
    width: float
    height: float
    bars: list[PeriodBar]
    levels: list[Tick]
    periods: list[Tick]
    target: float | None = None
    newest: PeriodBar | None = field(default=None)

    @property
    def floor(self) -> float:
        """Where zero lies."""
        return self.height - BOTTOM


def by_period(
    values: Sequence[Any], *, name: str, target: float | None = None, most: int = 24,
    width: float = 760, height: float = 240, left: float = LEFT + 16,
) -> PeriodPlot | None:  # fmt: skip
    """Draw the last periods of one series; None if none of them has a value.

    ``values`` have ``period``, ``value``, ``low``, ``high``, ``hidden`` and ``flags``, the
    oldest first.
    """
    shown = list(values)[-most:]
    ends = [max(v.value, v.high or 0) for v in shown if v.value is not None]
    if not ends:
        return None
    levels = _levels(max(*ends, target or 0, *ends))
    top, floor = levels[-1], height - BOTTOM
    step = (width - left) / len(shown)

    def y_of(value: float) -> float:
        return round(floor - (floor - TOP) * min(max(value, 0), top) / top, 1)

    bars = [_bar(v, left + i * step, step, y_of, floor) for i, v in enumerate(shown)]
    every = max(1, math.ceil(len(shown) * 52 / (width - left)))
    return PeriodPlot(
        name=name, width=width, height=height, bars=bars,
        levels=[Tick(y_of(level), _written(level)) for level in levels],
        periods=[Tick(bar.middle, bar.period) for bar in bars[::every]],
        target=y_of(target) if target is not None else None,
        newest=next((bar for bar in reversed(bars) if bar.value is not None), None),
    )  # fmt: skip


def _bar(value: Any, x: float, step: float, y_of: Any, floor: float) -> PeriodBar:
    width = min(step * 0.7, 72)
    kind = "hidden" if value.hidden else "plain" if is_whole(value.flags) else "open"
    given = value.value is not None
    y = y_of(value.value) if given else floor
    return PeriodBar(
        x=round(x + (step - width) / 2, 1), y=y, width=round(width, 1), height=round(floor - y, 1),
        middle=round(x + step / 2, 1), kind=kind, period=value.period, value=value.value,
        low=y_of(value.low) if given and value.low is not None else None,
        high=y_of(value.high) if given and value.high is not None else None,
        has_break=BREAK in value.flags,
    )  # fmt: skip


def _levels(highest: float) -> list[float]:
    """Return zero and up to five even steps that reach the highest value."""
    if highest < TINY:
        return [0.0, 1.0]
    size = 10.0 ** math.floor(math.log10(highest / 4))
    step = next(size * n for n in (1, 2, 2.5, 5, 10) if size * n * 4 >= highest)
    return [step * n for n in range(math.ceil(highest / step) + 1)]


def _written(level: float) -> str:
    if level >= 1_000_000:
        return f"{level / 1_000_000:g} M"
    return f"{level / 1000:g}k" if level >= 10_000 else f"{level:g}"


def svg_file(plot: PeriodPlot, *, title: str, note: str) -> str:
    """Return a plot as an SVG file that stands alone, with its title and source on it."""
    shapes = [*_axes(plot), *_bars(plot.bars)]
    if plot.target is not None:
        shapes.append(f'<line class="limit" x1="52" x2="{plot.width}" y1="{plot.target}" '
                      f'y2="{plot.target}"/>')  # fmt: skip
    below = plot.height + 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -22 {plot.width} {below + 30}" '
        f'width="{plot.width}" height="{below + 30}" role="img"><title>{escape(title)}</title>'
        f'<style>{STYLE}</style><rect y="-22" width="100%" height="100%" fill="#fff"/>'
        f'<text x="4" y="-6">{escape(title)}</text>{"".join(shapes)}'
        f'<text x="4" y="{plot.height + 14}">{escape(note)}</text></svg>'
    )


def _axes(plot: PeriodPlot) -> Iterable[str]:
    for number, level in enumerate(plot.levels):
        kind = "axis" if number else "zero"
        yield (
            f'<line class="{kind}" x1="52" x2="{plot.width}" y1="{level.at}" y2="{level.at}"/>'
            f'<text x="46" y="{level.at}" dy="4" text-anchor="end">{level.text}</text>'
        )
    for tick in plot.periods:
        yield (
            f'<text x="{tick.at}" y="{plot.height}" dy="-8" text-anchor="middle">'
            f"{escape(tick.text)}</text>"
        )


def _bars(bars: Iterable[PeriodBar]) -> Iterable[str]:
    for bar in bars:
        if bar.value is not None:
            yield (
                f'<rect class="bar {bar.kind}" x="{bar.x}" y="{bar.y}" width="{bar.width}" '
                f'height="{bar.height}"/>'
            )
        if bar.low is not None and bar.high is not None:
            yield (
                f'<line class="whisker" x1="{bar.middle}" x2="{bar.middle}" y1="{bar.low}" '
                f'y2="{bar.high}"/>'
            )


def png_file(svg: str) -> bytes:
    """Return an SVG file as PNG, on white."""
    made = typst.compile(_PAGE, format="png", ppi=144, sys_inputs={"svg": svg})
    return bytes(made[0]) if isinstance(made, list) else bytes(made)
