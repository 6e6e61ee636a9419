"""Yearly campaigns of cities: one row a year, residue and site, with the days of the week."""

import csv
import gzip
import io
from dataclasses import dataclass
from pathlib import Path

from vedette.errors import VedetteError

DAYS = ("Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday")
NEEDED = ("Year", "Metabolite", "Site ID", "Country", "City", *DAYS, "Daily mean")


class CampaignsUnread(VedetteError, ValueError):
    """A campaign file lacks a column, or holds a year or a load that is no number."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One residue at one site in one year; a day not sampled or not quantified is None.

    ``mean`` is the mean of the week as published, in mg per day and 1,000 inhabitants.
    """

    year: int
    residue: str
    site: str
    country: str
    city: str
    loads: tuple[float | None, ...]
    mean: float | None

    @property
    def days(self) -> int:
        """Return on how many days there is a load."""
        return sum(one is not None for one in self.loads)


def read_campaigns(path: Path) -> list[Campaign]:
    """Read a campaign file, plain or gzipped.

    Raises
    ------
    CampaignsUnread
        With the line at fault.
    """
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    if gone := [one for one in NEEDED if one not in (rows.fieldnames or ())]:
        raise CampaignsUnread(f"{path.name} has no column {gone[0]!r}")
    found = []
    for row in rows:
        try:
            found.append(Campaign(
                int(row["Year"]), row["Metabolite"], row["Site ID"], row["Country"], row["City"],
                tuple(_load(row[day]) for day in DAYS), _load(row["Daily mean"]),
            ))  # fmt: skip
        except (ValueError, AttributeError):
            raise CampaignsUnread(f"{path.name}, line {rows.line_num}: no number") from None
    return found


def _load(text: str) -> float | None:
    return float(text) if text.strip() else None
