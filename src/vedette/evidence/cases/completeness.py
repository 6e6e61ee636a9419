"""How complete deaths are told: full toxicology, autopsy, each part; no small number can be read.

Pure: cases come as views, definitions and populations as data.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from vedette.errors import VedetteError
from vedette.evidence.cases.fields import AUTOPSY, CLINICAL, NOT_TESTED, TOXICOLOGY
from vedette.evidence.cases.views import CaseView, Line, PartView
from vedette.science.identification import TECHNIQUES, read_methods
from vedette.science.privacy.cells import SMALLEST, TOTAL, Key, hide_small

FULL, PARTIAL, NONE = "full", "partial", "none"
# What is counted of every death, and into which classes it falls; the classes make up the whole.
MEASURES: dict[str, tuple[str, ...]] = {
    "toxicology": (FULL, PARTIAL, NONE),
    "autopsy": ("done", "not_done", "not_said"),
    "clinical_part": ("told", "not_told"),
    "autopsy_part": ("told", "not_told"),
}
BY = ("country", "region", "quarter", "teller")
DAYS_A_YEAR = 365.25
MOST_GROUPS = 100  # hiding takes longer than anybody waits where they are many more
OTHERS = "…"


class DefinitionUnfit(VedetteError, ValueError):
    """A definition of full toxicology cannot be read."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(file, reason)
        self.file, self.reason = file, reason

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FullToxicology:
    """When the toxicology of a death counts as full, in words and as a rule."""

    key: str
    version: str
    title: str
    words: str
    families: tuple[str, ...]
    members: int
    matrices: frozenset[str]


@cache
def shipped_definition() -> FullToxicology:
    """Return the definition that comes with the software."""
    path = files("vedette.evidence.cases") / "data" / "full_toxicology.toml"
    return read_definition(path.read_text("utf-8"), "full_toxicology.toml")


def definition_of(home: Path) -> FullToxicology:
    """Return the node's own definition, or the shipped one."""
    own = home / "full_toxicology.toml"
    if not own.is_file():
        return shipped_definition()
    try:
        return read_definition(own.read_text("utf-8-sig"), own.name)
    except UnicodeDecodeError:
        raise DefinitionUnfit(own.name, "not text in UTF-8") from None


def read_definition(text: str, name: str) -> FullToxicology:
    """Return the definition that a TOML text holds, or refuse it."""
    try:
        told = tomllib.loads(text)
        found = FullToxicology(
            key=str(told["key"]), version=str(told["version"]), title=str(told["title"]),
            words=str(told["words"]), families=tuple(map(str, told["families"])),
            members=int(told["members"]), matrices=frozenset(map(str, told["matrices"])),
        )  # fmt: skip
    except tomllib.TOMLDecodeError as error:
        raise DefinitionUnfit(name, str(error)) from None
    except KeyError as error:
        raise DefinitionUnfit(name, f"it lacks {error.args[0]}") from None
    except (TypeError, ValueError):
        raise DefinitionUnfit(name, "members is a number; families and matrices lists") from None
    if not found.families or found.members < 1:
        raise DefinitionUnfit(name, "it names no family, or fewer than one member")
    return found


def toxicology_of(view: CaseView, definition: FullToxicology) -> str:
    """Say whether the toxicology of a case is full, partial or none."""
    if all(line.state == NOT_TESTED for line in view.lines):
        return NONE
    lines = [line for line in view.lines if _tells(line, definition)]
    is_full = all(_looked_for(family, lines, definition.members) for family in definition.families)
    return FULL if is_full else PARTIAL


def _tells(line: Line, definition: FullToxicology) -> bool:
    fits = not line.matrix or line.matrix in definition.matrices
    return line.state != NOT_TESTED and fits and is_more_than_screening(line.method)


def is_more_than_screening(method: str) -> bool:
    """Tell whether any technique of a method is more than a screening test."""
    return any(not TECHNIQUES[use.technique].screening for use in read_methods(method))


def _looked_for(family: str, lines: Iterable[Line], members: int) -> bool:
    lines = list(lines)
    inside = {line.key for line in lines if family in line.kin}
    return any(line.key == family for line in lines) or len(inside) >= members


@dataclass(frozen=True, slots=True)
class Death:
    """One death as it is counted: where, when, told by whom, and its class in each measure."""

    country: str
    region: str
    day: date
    teller: str
    classes: Mapping[str, str]

    def group(self, by: str) -> str:
        """Return the group it falls in."""
        if by == "quarter":
            return f"{self.day.year}-Q{(self.day.month + 2) // 3}"
        return str(getattr(self, by)) or "–"


def death_of(view: CaseView, day: date, definition: FullToxicology) -> Death:
    """Return what is counted of one death."""
    held = {value for part in view.autopsies if (value := part.said("autopsy"))}
    autopsy = "done" if held & {"full", "partial"} else "not_done" if held else "not_said"
    regions = [part.region for part in view.parts if part.region]
    first = placed(view)
    return Death(
        country=first.country, region=max(regions, key=len, default=""), day=day,
        teller=first.teller,
        classes={
            "toxicology": toxicology_of(view, definition), "autopsy": autopsy,
            "clinical_part": "told" if view.of(CLINICAL) else "not_told",
            "autopsy_part": "told" if view.of(AUTOPSY) else "not_told",
        },
    )  # fmt: skip


def placed(view: CaseView) -> PartView:
    """Return the part a case is placed by: the hospital's, the mortuary's or the laboratory's."""
    order = (CLINICAL, AUTOPSY, TOXICOLOGY)
    return min(view.parts, key=lambda part: order.index(part.kind))


@dataclass(frozen=True, slots=True)
class Row:
    """One group of the report; a number that is not shown is None."""

    group: str
    deaths: int | None
    counts: Mapping[tuple[str, str], int | None]
    rate: float | None = None  # deaths per 100,000 people a year

    def share(self, measure: str, name: str) -> float | None:
        """Return the share of a class, where both numbers are shown."""
        part = self.counts[measure, name]
        return None if part is None or not self.deaths else part / self.deaths


@dataclass(frozen=True, slots=True)
class Report:
    """The rows of all groups, the whole first; ``hidden`` counts what is not shown."""

    by: str
    rows: tuple[Row, ...]
    hidden: int
    nuts_level: int | None = None  # where regions were too many, the level they are shown at


def report(
    deaths: Sequence[Death],
    *,
    by: str = "country",
    days: int = 0,
    population: Mapping[str, int] | None = None,
    smallest: int = SMALLEST,
) -> Report:
    """Count deaths by group and class, and hide what would let a small number be read.

    Parameters
    ----------
    deaths : sequence of Death
    by : str
        country, region, quarter or teller.
    days : int
        Length of the period in days; without it there are no rates.
    population : mapping of str to int
        People by country or region; groups without one have no rate.
    smallest : int
        Counts from one to below this are hidden, with as many others as it takes.
    """
    group_of, level = _groups(deaths, by)
    tables = {measure: _table(deaths, group_of, measure, by) for measure in MEASURES}
    hidden = _hidden(tables, smallest)
    groups = sorted(set(group_of.values()))
    rows = [_row(group, tables, hidden, days, population or {}, by) for group in (TOTAL, *groups)]
    unseen = {(measure, key) for measure, keys in hidden.items() for key in keys}
    return Report(by, tuple(rows), len(unseen), level)


def _groups(deaths: Sequence[Death], by: str) -> tuple[dict[str, str], int | None]:
    """Return under which group each is shown: never more than can be read, or hidden in time.

    Regions are shown at the finest level of NUTS that gives few enough; of other groups the
    smallest are put together.
    """
    sizes = Counter(death.group(by) for death in deaths)
    if len(sizes) <= MOST_GROUPS:
        return {group: group for group in sizes}, None
    if by == "region":
        for level in (3, 2, 1):
            shown = {group: group[: level + 2] for group in sizes}
            if len(set(shown.values())) <= MOST_GROUPS:
                return shown, level
        return {group: group[:2] for group in sizes}, 0
    kept = {group for group, _size in sizes.most_common(MOST_GROUPS - 1)}
    return {group: group if group in kept else OTHERS for group in sizes}, None


def _table(
    deaths: Sequence[Death], group_of: Mapping[str, str], measure: str, by: str
) -> dict[Key, int]:
    counts: Counter[Key] = Counter()
    for group in (TOTAL, *set(group_of.values())):
        for name in (TOTAL, *MEASURES[measure]):
            counts[group, name] = 0
    for death in deaths:
        name, group = death.classes[measure], group_of[death.group(by)]
        for key in ((group, name), (TOTAL, name), (group, TOTAL), (TOTAL, TOTAL)):
            counts[key] += 1
    return dict(counts)


def _hidden(tables: Mapping[str, Mapping[Key, int]], smallest: int) -> dict[str, frozenset[Key]]:
    """Hide small cells in each table; a total that one table hides is hidden in all."""
    totals: frozenset[Key] = frozenset()
    while True:
        found = {
            measure: hide_small(table, smallest=smallest, also=totals).all
            for measure, table in tables.items()
        }
        more = frozenset(key for keys in found.values() for key in keys if key[1] == TOTAL)
        if more == totals:
            return found
        totals = more | totals


def _row(
    group: str,
    tables: Mapping[str, Mapping[Key, int]],
    hidden: Mapping[str, frozenset[Key]],
    days: int,
    population: Mapping[str, int],
    by: str,
) -> Row:
    def shown(measure: str, name: str) -> int | None:
        key = (group, name)
        return None if key in hidden[measure] else tables[measure][key]

    deaths = shown("toxicology", TOTAL)
    counts = {
        (measure, name): shown(measure, name)
        for measure, names in MEASURES.items() for name in names
    }  # fmt: skip
    people = population.get(group) if by in ("country", "region") else None
    rate = None
    if people and days and deaths is not None:
        rate = deaths * 100_000 / (people * days / DAYS_A_YEAR)
    return Row(group, deaths, counts, rate)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many panels could have seen a family; a number that is not shown is None."""

    family: str
    counts: Mapping[str, int | None]


COULD = ("looked", "screened", "not_looked")


def coverage(
    panels: Sequence[Sequence[Line]], families: Iterable[str], *, smallest: int = SMALLEST
) -> list[Coverage]:
    """Say which families panels could have seen: by more than screening, by screening, not at all.

    A panel could have seen a family if it looked for the family itself or for anything in it.
    What looks for a wider group only, as a test strip for opiates does, could not.
    """
    families = list(families)
    found = []
    for family in families:
        seen = Counter(_could(panel, family) for panel in panels)
        counts: dict[Key, int] = {(name,): seen[name] for name in COULD}
        counts[(TOTAL,)] = len(panels)
        hidden = hide_small(counts, smallest=smallest).all
        shown = {name: None if (name,) in hidden else seen[name] for name in COULD}
        found.append(Coverage(family, shown))
    return found


def _could(panel: Sequence[Line], family: str) -> str:
    about = [
        line for line in panel
        if line.state != NOT_TESTED and family in (line.key, *line.kin)
    ]  # fmt: skip
    if not about:
        return "not_looked"
    return "looked" if any(is_more_than_screening(one.method) for one in about) else "screened"


def read_population(rows: Iterable[Mapping[str, str]]) -> tuple[dict[str, int], list[str]]:
    """Return people by place from rows of ``place`` and ``people``, and why rows were left out."""
    found: dict[str, int] = {}
    flaws = []
    for number, row in enumerate(rows, start=2):
        place, people = row.get("place", "").strip().upper(), row.get("people", "").strip()
        if not place or not people.isdecimal() or not 0 < int(people[:12]) < 10**11:
            flaws.append(f"line {number}, people {people[:30]!r}: a whole number above zero")
            continue
        found[place] = int(people[:12])
    return found, flaws
