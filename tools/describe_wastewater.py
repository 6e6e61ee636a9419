"""Write the tables of docs/explanation/wastewater-changes.md from a campaign file.

    python tools/describe_wastewater.py FILE

The file is not part of the project: it is the yearly campaign of the SCORE group and the EUDA,
one row a year, residue and site. The words around the tables are written by hand.
"""

import re
import sys
from collections import Counter
from pathlib import Path
from statistics import median

from vedette.science.wastewater.campaigns import Campaign, read_campaigns
from vedette.science.wastewater.changes import LEAST_DAYS, SPANS, YearChange, change_table

PAGE = Path("docs/explanation/wastewater-changes.md")
DRAWN = ("rise", "fall", "stable")
SAID = {
    "rise": "rise",
    "fall": "fall",
    "stable": "stable",
    "not_next_year": "pause before",
    "too_few_days": "too few days",
    "no_load": "no load",
    "method_changed": "other method",
}


def main(path: Path) -> int:
    """Fill each marked place of the page."""
    campaigns = read_campaigns(path)
    table = change_table(campaigns)
    text = PAGE.read_text("utf-8")
    for name, lines in (
        ("all", overall(table)), ("years", by_year(table)), ("missing", missing(campaigns)),
        ("weekend", weekends(campaigns)), ("sensitivity", sensitivity(campaigns)),
    ):  # fmt: skip
        marked = rf"(<!-- {name} -->\n).*?(<!-- end -->)"
        text = re.sub(marked, lambda m: m[1] + "\n".join(lines) + "\n" + m[2], text, flags=re.S)  # noqa: B023
    PAGE.write_text(text, "utf-8")
    return 0


def overall(table: list[YearChange]) -> list[str]:
    """Return how often each class occurs, by residue."""
    lines = [f"| residue | {' | '.join(SAID[one] for one in SPANS)} | steps | rises among drawn |",
             "|---" * (len(SPANS) + 3) + "|"]  # fmt: skip
    for residue in sorted({one.residue for one in table}):
        counts = Counter(one.kind for one in table if one.residue == residue)
        drawn = sum(counts[kind] for kind in DRAWN)
        share = f"{100 * counts['rise'] / drawn:.0f} %" if drawn else "–"
        cells = " | ".join(str(counts[kind]) for kind in SPANS)
        lines.append(f"| {residue} | {cells} | {sum(counts.values())} | {share} |")
    counts = Counter(one.kind for one in table)
    drawn = sum(counts[kind] for kind in DRAWN)
    cells = " | ".join(str(counts[kind]) for kind in SPANS)
    lines.append(f"| all | {cells} | {len(table)} | {100 * counts['rise'] / drawn:.0f} % |")
    return lines


def by_year(table: list[YearChange]) -> list[str]:
    """Return rises, falls and stable cities of each year, by residue."""
    residues = sorted({one.residue for one in table})
    lines = [f"| to year | {' | '.join(residues)} |", "|---" * (len(residues) + 1) + "|"]
    counts = Counter((one.residue, one.after, one.kind) for one in table)
    for year in sorted({one.after for one in table}):
        cells = ["/".join(str(counts[residue, year, kind]) for kind in DRAWN)
                 for residue in residues]  # fmt: skip
        cells = ["–" if cell == "0/0/0" else cell for cell in cells]
        lines.append(f"| {year} | {' | '.join(cells)} |")
    return lines


def missing(campaigns: list[Campaign]) -> list[str]:
    """Return what the file holds, and what it lacks."""
    sites = {one.site for one in campaigns}
    short = sum(one.days < 7 for one in campaigns)
    few = sum(one.days < LEAST_DAYS for one in campaigns)
    none = sum(one.mean is None for one in campaigns)
    zero = sum(one.mean == 0 for one in campaigns)
    years = Counter(one.site for one in {(c.site, c.year): c for c in campaigns}.values())
    return [
        f"- {len(campaigns):,} campaigns of {len(sites)} sites in "
        f"{len({one.country for one in campaigns})} countries, "
        f"{min(one.year for one in campaigns)} to {max(one.year for one in campaigns)}.",
        f"- {short:,} have fewer than seven days with a load, {few} fewer than {LEAST_DAYS}.",
        f"- {none} have no mean, {zero} a mean of nought, of which no share can be taken.",
        f"- A site took part in {median(years.values()):g} years in the middle, and "
        f"{sum(n == 1 for n in years.values())} sites in one year only.",
    ]


def weekends(campaigns: list[Campaign]) -> list[str]:
    """Return how much higher Friday to Monday lies than Tuesday to Thursday."""
    lines = ["| residue | campaigns | median of weekend over weekday |", "|---|---|---|"]
    for residue in sorted({one.residue for one in campaigns}):
        ratios = []
        for one in campaigns:
            if one.residue == residue and one.days == 7:
                week = [load for load in one.loads if load is not None]
                party, work = week[2:6], [*week[:2], week[6]]
                if sum(work):
                    ratios.append((sum(party) / 4) / (sum(work) / 3))
        lines.append(f"| {residue} | {len(ratios)} | {median(ratios):.2f} |")
    return lines


def sensitivity(campaigns: list[Campaign]) -> list[str]:
    """Return how the classes move with the limit that separates them."""
    lines = ["| limit | rise | fall | stable |", "|---|---|---|---|"]
    for share in (0.05, 0.10, 0.20, 0.30):
        counts = Counter(one.kind for one in change_table(campaigns, least_share=share))
        cells = " | ".join(str(counts[kind]) for kind in DRAWN)
        lines.append(f"| {share:.0%} | {cells} |")
    return lines


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
