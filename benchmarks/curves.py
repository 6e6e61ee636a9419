"""Lead against budget as a figure of its own, readable in light and in dark."""

import itertools

STYLE = """<style>
text { font: 13px system-ui, sans-serif; fill: #24313d }
.axis { stroke: #6b7a89; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #dfe6ec } .axis { stroke: #93a1af } }
</style>"""
# Mid tones that keep a contrast of three to one on white and on near black.
COLOURS = ("#0f7f9c", "#b4651d", "#7a6bc4", "#4d8a3d", "#808a94")
DASHES = ("", "6 3", "2 3", "10 3 2 3", "1 4")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 56, 190, 36, 46


def draw(points: dict[str, dict[int, float]]) -> str:
    """An SVG of one line per method from {budget: days}; each line is named at its end."""
    caps = sorted({cap for line in points.values() for cap in line})
    most = max((days for line in points.values() for days in line.values()), default=1) or 1
    step = next(s for s in (10, 20, 50, 100, 200, 500, 1_000) if most / s <= 6)
    top = step * -(-most // step)

    def x(cap: int) -> float:
        return LEFT + caps.index(cap) * (WIDTH - LEFT - RIGHT) / max(len(caps) - 1, 1)

    def y(days: float) -> float:
        return HEIGHT - BOTTOM - days / top * (HEIGHT - TOP - BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Days between the first shown signal and the twentieth record, by budget</title>",
        STYLE,
        f'<text x="{LEFT - 44}" y="18">median days before the 20th record</text>',
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(0)}" y2="{y(0)}"/>',
    ]
    for days in range(0, int(top) + 1, step):
        parts.append(f'<text x="{LEFT - 8}" y="{y(days) + 4:.0f}" text-anchor="end">{days}</text>')
    for cap in caps:
        parts.append(f'<text x="{x(cap):.0f}" y="{HEIGHT - 24}" text-anchor="middle">{cap}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 6}">new signals a week, at most</text>')
    lines = list(zip(points.items(), COLOURS, DASHES, strict=False))
    heights = apart([y(line[max(line)]) for (_, line), *_ in lines])
    for ((name, line), colour, dash), label in zip(lines, heights, strict=True):
        path = " ".join(f"{x(cap):.1f},{y(days):.1f}" for cap, days in sorted(line.items()))
        parts.append(
            f'<polyline class="line" points="{path}" stroke="{colour}" stroke-dasharray="{dash}"/>'
        )
        parts.append(
            f'<text x="{WIDTH - RIGHT + 10}" y="{label + 4:.0f}">{name}, '
            f"{line[max(line)]:.0f}</text>"
        )
    return "\n".join([*parts, "</svg>\n"])


def apart(heights: list[float], least: float = 18) -> list[float]:
    """Heights of labels moved so that none stands on another."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for before, after in itertools.pairwise(order):
        placed[after] = max(placed[after], placed[before] + least)
    over = max(placed) - (HEIGHT - BOTTOM)
    return [height - max(over, 0) for height in placed]
