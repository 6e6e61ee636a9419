"""From what people type, send or export to a typed part of a case, or to every flaw in it."""

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import orjson

from vedette.catalogue.places.registers import read_countries
from vedette.evidence.cases import fields
from vedette.evidence.cases.checks import REFUSE, remarks_on
from vedette.evidence.cases.fields import BY_KEY, MISSING, Field, fields_of, listed
from vedette.evidence.cases.rules import Flaw, PartRefused
from vedette.evidence.cases.views import CaseView, Line, PartView
from vedette.science.identification import LEVELS, read_methods, write_methods

LONGEST_NAME = 200
MOST_LINES = 2_000
MOST_NAMES = 30
UNKEEPABLE = "it holds a sign that is no letter, digit or mark"
OF_EVERY_PART = frozenset({"occurred_on", "country", "region"})
YES = frozenset({"yes", "true", "1", "x"})
NO = frozenset({"", "no", "false", "0"})


@dataclass(frozen=True, slots=True)
class PartContent:
    """What one part says, typed and free of contradictions in itself."""

    kind: str
    occurred_on: date
    country: str
    region: str
    facts: Mapping[str, str]
    lines: tuple[Line, ...] = field(default=())

    @property
    def digest(self) -> bytes:
        """Return what tells this content from every other."""
        told = (
            self.kind, self.occurred_on.isoformat(), self.country, self.region,
            sorted(self.facts.items()),
            [(one.name, one.state, one.matrix, one.method, one.claimed_level, one.value, one.unit,
              one.below_loq) for one in self.lines],
        )  # fmt: skip
        return hashlib.blake2b(orjson.dumps(told), digest_size=16).digest()


def read_part(
    kind: str,
    given: Mapping[str, str],
    panel: Iterable[Mapping[str, str]] = (),
    *,
    today: date,
) -> PartContent:
    """Read one part of a case.

    Parameters
    ----------
    kind : str
        clinical, autopsy or toxicology.
    given : mapping of str to str
        Answers by the key of their question, with ``occurred_on``, ``country`` and ``region``.
    panel : iterable of mapping
        Lines of the panel; a line may carry its number in the file under "".
    today : date
        Days after it lie ahead.

    Raises
    ------
    PartRefused
        With every flaw at once, each with its column, its value and the reason.
    """
    flaws: list[Flaw] = []
    day = _day(given.get("occurred_on", ""), "occurred_on", today, flaws)
    country = given.get("country", "").strip().upper()
    if not (len(country) == 2 and country.isalpha()):
        flaws.append(Flaw("country", country, "a country is written with two letters"))
    elif country not in known_countries():
        flaws.append(Flaw("country", country, "no country is known under these letters"))
    region = given.get("region", "").strip().upper()
    if not region.isprintable():
        flaws.append(Flaw("region", "", UNKEEPABLE))
    if len(region) > 5:
        flaws.append(Flaw("region", region, "no place is finer than NUTS 3, with five letters"))
    facts = dict(_facts(kind, given, today, flaws))
    if kind == fields.TOXICOLOGY and not facts.get("subject"):
        flaws.append(Flaw("subject", "", "say whether the person lives; unknown is an answer"))
    lines = tuple(_lines(kind, panel, flaws))
    if day is None or flaws:
        raise PartRefused(tuple(flaws))
    content = PartContent(kind, day, country, region, facts, lines)
    view = CaseView((PartView(kind, "", day, facts, lines, country, region),))
    flaws = [Flaw(one.check.fields[0], "", one.sentence) for one in remarks_on(view, weight=REFUSE)]
    if flaws:
        raise PartRefused(tuple(flaws))
    return content


@cache
def known_countries() -> frozenset[str]:
    """Return the two letters of every country of the register."""
    return frozenset(country.alpha2 for country in read_countries())


def _facts(
    kind: str, given: Mapping[str, str], today: date, flaws: list[Flaw]
) -> Iterator[tuple[str, str]]:
    asked = {one.key for one in fields_of(kind)}
    for key, text in given.items():
        one = BY_KEY.get(key)
        if key in OF_EVERY_PART or (one is not None and not text.strip()):
            continue
        if one is None:
            flaws.append(Flaw(key[:60], text, "no part asks this"))
            continue
        if key not in asked:
            flaws.append(Flaw(key, text, f"a part that is {kind} does not answer this"))
            continue
        yield key, _answer(one, text.strip(), today, flaws)


def _answer(one: Field, text: str, today: date, flaws: list[Flaw]) -> str:
    """Return an answer as it is kept, or note why it is none."""
    folded = text.casefold().replace(" ", "_")
    if one.may_be_missing and folded in MISSING:
        return folded
    if one.kind == fields.CODE:
        return _code(one, text, flaws)
    if one.kind == fields.CODES:
        return ";".join(_code(one, part, flaws) for part in listed(text))
    if one.kind == fields.DAY:
        day = _day(text, one.key, today, flaws)
        return day.isoformat() if day else ""
    if one.kind in (fields.ICD, fields.ICDS):
        codes = listed(text)
        if len(codes) > MOST_NAMES:
            flaws.append(Flaw(one.key, text, f"at most {MOST_NAMES} codes"))
        return ";".join(code.upper() for code in codes)
    names = listed(text)
    if len(names) > MOST_NAMES or any(len(name) > LONGEST_NAME for name in names):
        reason = f"at most {MOST_NAMES} names of at most {LONGEST_NAME} letters"
        flaws.append(Flaw(one.key, text, reason))
    if not text.isprintable():
        flaws.append(Flaw(one.key, "", UNKEEPABLE))
    return ";".join(names)


def _code(one: Field, text: str, flaws: list[Flaw]) -> str:
    known = {code.casefold(): code for code in one.codes}
    code = known.get(text.casefold().replace(" ", "_"))
    if code is None:
        more = (*one.codes, *MISSING) if one.may_be_missing else one.codes
        flaws.append(Flaw(one.key, text, f"one of {', '.join(more)}"))
    return code or ""


def _day(text: str, column: str, today: date, flaws: list[Flaw]) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        flaws.append(Flaw(column, text.strip(), "a day is written as year-month-day"))
        return None
    if day > today:
        flaws.append(Flaw(column, text.strip(), "this day lies ahead"))
    if day.year < 1900:
        flaws.append(Flaw(column, text.strip(), "this day lies too far back"))
    return day


def _lines(kind: str, panel: Iterable[Mapping[str, str]], flaws: list[Flaw]) -> Iterator[Line]:
    for number, cells in enumerate(panel, start=1):
        if kind != fields.TOXICOLOGY:
            flaws.append(Flaw("substance", "", "only a laboratory part has a panel"))
            return
        if number > MOST_LINES:
            flaws.append(Flaw("substance", "", f"a panel has at most {MOST_LINES} lines"))
            return
        found: list[Flaw] = []
        line = _line(cells, found)
        place = int(cells[""]) if cells.get("", "").isdecimal() else number
        flaws += [Flaw(one.column, one.value, one.reason, place) for one in found]
        if not found:
            yield line


def _line(cells: Mapping[str, str], flaws: list[Flaw]) -> Line:
    told = {column: cells.get(column, "").strip() for column in fields.PANEL_COLUMNS}
    name, method = told["substance"], told["method"]
    if not name or len(name) > LONGEST_NAME:
        flaws.append(
            Flaw("substance", name, f"a line names a substance, in {LONGEST_NAME} letters")
        )
    if not name.isprintable():
        flaws.append(Flaw("substance", "", UNKEEPABLE))
    state = _among("state", told["state"], fields.STATES, flaws)
    matrix = _among("matrix", told["matrix"], ("", *fields.MATRICES), flaws)
    uses = read_methods(method)
    if method and not uses:
        flaws.append(Flaw("method", method, "no technique is known under this name"))
    unit = told["unit"].replace("µ", "u").replace("μ", "u")
    if unit and unit not in fields.UNITS:
        flaws.append(Flaw("unit", unit, f"one of {', '.join(fields.UNITS)}"))
    below = told["below_loq"].casefold()
    if below not in YES | NO:
        flaws.append(Flaw("below_loq", below, "yes or no"))
    return Line(
        name=name, state=state, matrix=matrix, method=write_methods(uses),
        claimed_level=_among("claimed_level", told["claimed_level"], LEVELS, flaws),
        value=_number(told["value"], flaws), unit=unit, below_loq=below in YES,
    )  # fmt: skip


def _among(column: str, text: str, codes: tuple[str, ...], flaws: list[Flaw]) -> str:
    folded = text.casefold().replace(" ", "_")
    if folded not in codes:
        flaws.append(Flaw(column, text, f"one of {', '.join(code for code in codes if code)}"))
    return folded


def _number(text: str, flaws: list[Flaw]) -> float | None:
    if not text:
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value < 0:
        flaws.append(Flaw("value", text, "a value is a number of zero or more"))
        return None
    return value
