"""Draw one picture of each way of looking, from simulated data judged by the library.

Writes docs/pictures/gallery-*.svg; with --check says which are stale.
"""

import sys
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np

from vedette.science.detection.delays import reporting_delay
from vedette.science.detection.disproportion import disproportion
from vedette.science.detection.ears import ears_c2
from vedette.science.detection.farrington import farrington_flexible
from vedette.science.detection.growth import growth
from vedette.science.detection.harmonic import harmonic_rise
from vedette.science.detection.nowcasting import nowcast
from vedette.science.detection.scans import nearest_zones, space_time_scan
from vedette.science.detection.sparse import sparse_rise

TARGET = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH, HEIGHT = 640, 240
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 40, 34
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #24313d }
.axis { stroke: #6b7a89 }
.bar { fill: #9db4c6 } .over { fill: #b4511d } .open { fill: none; stroke: #4a6b85 }
.line { fill: none; stroke: #0b6680; stroke-width: 2 } .limit { stroke-dasharray: 5 3 }
.band { stroke: #4a6b85; stroke-width: 2 } .dot { fill: #0b6680 }
.on { fill: #fff; font-weight: 700 }
@media (prefers-color-scheme: dark) {
text { fill: #dfe6ec } .axis { stroke: #93a1af }
.bar { fill: #5d7488 } .over { fill: #f0955c } .open { stroke: #a9c3d8 }
.line { stroke: #5cc4e0 } .band { stroke: #a9c3d8 } .dot { fill: #5cc4e0 }
.on { fill: #14191f }
}
"""


def main(*, check: bool) -> int:
    """Write every picture, or with ``check`` return 1 if one is stale, missing or left over."""
    drawn = {
        f"gallery-{name}.svg": draw()
        for name, draw in {
            "delay": delay, "ears": ears, "farrington": farrington, "growth": pace,
            "harmonic": harmonic, "nowcast": expected_in_the_end, "pairs": pairs, "scan": scan,
            "sparse": sparse,
        }.items()
    }  # fmt: skip
    there = {path.name: path.read_text("utf-8") for path in TARGET.glob("gallery-*.svg")}
    stale = sorted(n for n in drawn.keys() | there.keys() if drawn.get(n) != there.get(n))
    if check:
        print(f"stale: {', '.join(stale)}; run tools/gallery" if stale else "fresh")
        return int(bool(stale))
    for name in stale:
        if name in drawn:
            (TARGET / name).write_text(drawn[name], "utf-8")
        else:
            (TARGET / name).unlink()
    print(f"wrote {len(stale)} of {len(drawn)} pictures")
    return 0


def farrington() -> str:
    """Five earlier years say what this time of year is like."""
    counts = seasonal(31, weeks=364, mean=8)
    counts[-3:] += [5, 10, 14]
    found = farrington_flexible(counts, alpha=0.001, last=52)
    return judged(
        "Farrington flexible: a year judged against the years before", counts, found, 52,
        "Bars are weekly counts with a season; the line is what earlier years let expect, the "
        "dashed line the limit. The last weeks rise, and the one above the limit is marked.",
    )  # fmt: skip


def harmonic() -> str:
    """A smooth season and trend from all of history."""
    counts = seasonal(32, weeks=260, mean=3)
    counts[-2:] += [6, 7]
    found = harmonic_rise(counts, last=52)
    return judged(
        "Harmonic: a smooth season, judged on one and two weeks", counts, found, 52,
        "Bars are weekly counts of a modest series; the line is a smooth season fitted to all of "
        "history, the dashed line the limit. The week clearly above it is marked.",
    )  # fmt: skip


def ears() -> str:
    """A few weeks say what to expect of the next."""
    counts = np.random.default_rng(33).poisson(6, 30)
    counts[-3:] += [4, 9, 11]
    return judged(
        "EARS C2: a young series judged against its last weeks", counts,
        ears_c2(counts, min_sd=1.0), 30,
        "Bars are thirty weeks of counts; line and dashed line, expectation and limit, jump "
        "about, since only seven weeks make them. The week above the limit is marked.",
    )  # fmt: skip


def sparse() -> str:
    """Single events, long apart, and then several."""
    counts = np.zeros(104, int)
    counts[[6, 31, 52, 70]] = 1
    counts[[-4, -2, -1]] = [1, 2, 2]
    found = sparse_rise(counts)
    return judged(
        "Sparse: single events, and then several within a few weeks", counts, found, 104,
        "Bars are two years of weekly counts, nearly all of them zero. Four events long apart are "
        "not marked; of five within the last four weeks the last are.",
    )  # fmt: skip


def delay() -> str:
    """What share of a week is known after so many weeks."""
    happened, learned, today = late_reports()
    known = reporting_delay(happened, learned, as_of=today, max_delay=12)
    weeks = np.arange(13)
    share = 100 * known.maturity(weeks)
    error = 196 * known.maturity_error(weeks)
    x, y = across(weeks, 0, 12), up([0, 100])
    parts = [
        *y_axis([0, 50, 100], y, "% of a week known"),
        *(line_between(x(w), y(share[w] - error[w]), x(w), y(min(share[w] + error[w], 100)))
          for w in weeks),
        path(zip(x(weeks), y(share), strict=True), "line"),
        *(text(x(w), HEIGHT - 14, str(w), "middle") for w in range(0, 13, 2)),
        text(WIDTH - RIGHT, HEIGHT - 1, "weeks later", "end"),
    ]  # fmt: skip
    return picture(
        "Reporting delay: how much of a week is known later", parts,
        "A rising line: a bit over a third of a week's reports are known at its end, nearly all "
        "of them eight weeks later. Short upright lines are 95 % intervals.",
    )  # fmt: skip


def expected_in_the_end() -> str:
    """Known so far, and what it will come to."""
    happened, learned, today = late_reports()
    now = nowcast(happened, learned, as_of=today, begun=0, max_delay=12)
    low, high = now.interval(0.9)
    x, y = across(now.weeks, now.weeks[0] - 1, now.weeks[-1] + 1), up([0, high.max()])
    wide = 0.7 * (x(1) - x(0))
    parts = [*y_axis(ticks(high.max()), y, "reports a week")]
    for week, known, point, least, most in zip(
        now.weeks, now.known, now.point, low, high, strict=True
    ):
        parts += [
            box(x(week) - wide / 2, y(known), wide, y(0) - y(known), "bar"),
            box(x(week) - wide / 2, y(point), wide, y(known) - y(point), "open"),
            line_between(x(week), y(least), x(week), y(most)),
        ]
    parts += [text(x(now.weeks[-1]), HEIGHT - 14, "now", "middle")]
    return picture(
        "Nowcast: known so far, and expected in the end", parts,
        "Filled bars are the reports known so far and shrink towards now; outlined bars on top "
        "are those expected to come; upright lines hold the final count nine times in ten.",
    )  # fmt: skip


def pace() -> str:
    """Weekly growth and its interval, of series from falling to rising."""
    shown = {
        "falling": [14, 12, 12, 9, 8, 8, 5, 6], "steady": [7, 9, 8, 6, 8, 7, 9, 8],
        "few, rising": [0, 1, 0, 1, 1, 2, 2, 3], "rising": [2, 3, 2, 5, 6, 8, 11, 15],
    }  # fmt: skip
    rows = []
    for name, counts in shown.items():
        fit = growth(counts)
        rows.append((name, *(100 * np.expm1(v) for v in (fit.low, fit.rate, fit.high))))
    return forest(
        "Growth: per cent a week, with 95 % intervals", rows, 0.0, "% a week",
        "Four rows with a dot and an interval: falling lies left of zero, steady about it, few "
        "but rising is wide, rising lies clearly right of it.",
    )  # fmt: skip


def pairs() -> str:
    """Which substance is reported with an effect more often than expected."""
    names = ("substance A", "substance B", "substance C", "substance D")
    found = disproportion(
        [71, 31, 4, 9], [529, 569, 46, 591], [44, 84, 111, 106], [2356, 2316, 2839, 2294]
    )
    rows = [
        (name, low, middle, middle)  # only the lower bound decides
        for name, low, middle in zip(names, found.ic025, found.ic, strict=True)
    ]
    return forest(
        "Disproportion: found together more often than expected", rows, 0.0, "IC (log2)",
        "Four rows, each a dot at the information component and a line down to its lower bound: of "
        "A both lie right of zero, of B and C only the dot, of D neither.",
    )  # fmt: skip


def scan() -> str:
    """Regions as tiles; the strongest cluster is marked."""
    rng = np.random.default_rng(34)
    column, row = (side.ravel() for side in np.meshgrid(np.arange(12), np.arange(5)))
    apart = np.hypot(column[:, None] - column, row[:, None] - row)
    usual = np.full((60, 26), 0.2)
    cases = rng.poisson(usual)
    cases[np.argsort(apart[30], kind="stable")[:5], -3:] += 1
    best = space_time_scan(cases, usual, nearest_zones(apart), seed=1)[0]
    recent = cases[:, -best.weeks :].sum(axis=1)
    parts = []
    for one, count in enumerate(recent):
        kind = "over" if one in best.regions else "bar"
        left, above = LEFT + 46 * column[one], TOP + 38 * row[one]
        tone = ' class="on"' if kind == "over" else ""
        label = f'<text{tone} x="{left + 21}" y="{above + 22}" text-anchor="middle">{count}</text>'
        parts += [box(left, above, 42, 34, kind), label]
    return picture(
        f"Scan: {best.observed:.0f} found in {len(best.regions)} regions and {best.weeks} weeks, "
        f"{best.expected:.1f} expected", parts,
        "Sixty regions as tiles with their recent counts. The regions of the strongest cluster "
        "stand together and are marked; no single one of them has much.",
    )  # fmt: skip


def seasonal(seed: int, *, weeks: int, mean: float) -> np.ndarray:
    season = 1 + 0.5 * np.sin(2 * np.pi * np.arange(weeks) / 52)
    return np.random.default_rng(seed).poisson(mean * season)


def late_reports() -> tuple[np.ndarray, np.ndarray, int]:
    rng, today = np.random.default_rng(35), 103
    happened = np.repeat(np.arange(today + 1), rng.poisson(12, today + 1))
    return happened, happened + rng.geometric(0.35, happened.size) - 1, today


def judged(title: str, counts: np.ndarray, found: object, last: int, told: str) -> str:
    """Bars of the last weeks, the flagged ones marked, with expectation and limit over them."""
    y_all, expected = counts[-last:], found.expected[-last:]
    limit, flagged = found.threshold[-last:], found.flagged[-last:]
    highest = max(y_all.max(), np.nanmax(limit, initial=0))
    x, y = across(np.arange(last), -0.5, last - 0.5), up([0, highest])
    wide = 0.75 * (x(1) - x(0))
    parts = [*y_axis(ticks(highest), y, "reports a week")]
    for week in np.flatnonzero(y_all):
        kind = "over" if flagged[week] else "bar"
        top = y(y_all[week])
        parts.append(box(x(week) - wide / 2, top, wide, y(0) - top, kind))
        if flagged[week]:
            parts.append(text(x(week), top - 4, "▲", "middle"))
    for line, kind in ((expected, "line"), (limit, "line limit")):
        held = np.flatnonzero(np.isfinite(line))
        if held.size:
            parts.append(path(zip(x(held), y(line[held]), strict=True), kind))
    parts.append(text(WIDTH - RIGHT, HEIGHT - 14, f"the last {last} weeks", "end"))
    return picture(title, parts, told)


def forest(title: str, rows: Sequence[tuple], zero: float, unit: str, told: str) -> str:
    """A dot and an interval a row."""
    least, most = min(row[1] for row in rows), max(row[3] for row in rows)
    room = 0.05 * (most - least)
    x = across(None, least - room, most + room, left=130)
    parts = [line_between(x(zero), TOP - 6, x(zero), HEIGHT - BOTTOM, "axis")]
    for one, (name, low, middle, high) in enumerate(rows):
        at = TOP + 20 + one * 38
        parts += [
            text(12, at + 4, name), line_between(x(low), at, x(high), at),
            f'<circle class="dot" cx="{x(middle):.1f}" cy="{at}" r="5"/>',
            text(x(middle), at - 9, f"{middle:+.1f}", "middle"),
        ]  # fmt: skip
    parts += [
        text(x(zero), HEIGHT - 14, "0", "middle"),
        text(WIDTH - RIGHT, HEIGHT - 14, unit, "end"),
    ]
    return picture(title, parts, told)


def across(values: object, low: float, high: float, *, left: int = LEFT):
    """Return the function from a value to its place across the picture."""
    span = WIDTH - left - RIGHT
    return lambda v: left + (np.asarray(v) - low) / (high - low) * span


def up(values: Sequence[float]):
    """Return the function from a value to its height in the picture."""
    low, high = min(values), max(values)
    return lambda v: (
        HEIGHT - BOTTOM - (np.asarray(v) - low) / (high - low) * (HEIGHT - BOTTOM - TOP - 14)
    )


def ticks(highest: float) -> list[float]:
    step = next(s for s in (1, 2, 5, 10, 20, 50) if highest / s <= 4)
    return [float(v) for v in np.arange(0, highest + 1e-9, step)]


def y_axis(values: Iterable[float], y, unit: str) -> list[str]:
    parts = [text(12, TOP - 4, unit)]
    for value in values:
        parts.append(text(LEFT - 8, float(y(value)) + 4, f"{value:.0f}", "end"))
        if value == 0:
            parts.append(line_between(LEFT, y(0), WIDTH - RIGHT, y(0), "axis"))
    return parts


def box(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{max(height, 0):.1f}"/>'
    )


def line_between(x1: float, y1: float, x2: float, y2: float, kind: str = "band") -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def path(points: Iterable[tuple[float, float]], kind: str) -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{joined}"/>'


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def picture(title: str, parts: Iterable[str], told: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">\n'
        f"<title>{escape(title)}</title>\n<desc>{escape(told)}</desc>\n<style>{STYLE}</style>\n"
    )
    return head + "\n".join([text(12, 16, title), *parts]) + "\n</svg>\n"


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
