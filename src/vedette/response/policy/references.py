"""What a text cites: acts, resolutions and documents, with the numbers by which they are found."""

import re
from dataclasses import asdict, dataclass, replace
from functools import cache

from vedette.response.policy.lexicons import Lexicon, acts, any_of, by_code, every

TYPES = {
    "L": "directive", "R": "regulation", "D": "decision", "F": "framework-decision",
    "H": "recommendation",
}  # fmt: skip
_OJ = re.compile(
    r"\b(?P<journal>OJ|PB|EUT|EFT)\s+(?P<series>[LC])\s*(?:(?P<eli>,\s*[CL]?/?\d{4}/\d+)|"
    r"(?P<issue>\d+\s?[A-Z]?(?!\w)))(?:\s*,|\s+(?:van|af|of))?\s+(?:(?:van|af|of)\s+)?"
    r"(?P<date>\d{1,2}\.\d{1,2}\.\d{4})(?:,\s*(?:p|blz|s)\.\s*(?P<page>\d+))?"
)
_SHORT_YEAR = re.compile(r"/\d\d(?![\d/])")
_COUNCIL = re.compile(r"(?<![\w/.])(?P<number>\d{4,5}(?:/\d)?/\d{2})(?![\d/])")
_COM = re.compile(
    r"\b(?P<kind>COM|SWD|JOIN|SEC|KOM)\s?\(\s?(?P<year>\d{4})\s?\)\s?(?P<number>\d+)(?:\s*final)?"
)
_CELEX = re.compile(r"\b(?P<celex>[1-9](?:19|20)\d{2}[A-Z]{1,2}\d{4})\b")
_ELI = re.compile(r"https?://data\.europa\.eu/eli/[\w./-]+[\w]")
_NUMBER_AHEAD = re.compile(r"\d{4,}[A-Z]|\(\s?\d{4}|data\.europa|\b(?:OJ|PB|EUT|EFT) [LC]")
_NUMBERED = re.compile(r"\d{1,4}/\d{1,3}")
_YEAR_AFTER = re.compile(r"\s*(?:\([^()]{2,12}\)\s*)?(20\d\d(?:[-–]20\d\d)?)\b")
_YEAR_BEFORE = re.compile(r"\b(20\d\d)\s+(?:(?:EU|the)\s+)?$")


@dataclass(frozen=True, slots=True)
class Reference:
    """One citation; `identifier` is the same in every language."""

    text: str
    type: str
    identifier: str
    celex: str | None = None
    eli: str | None = None
    oj: str | None = None
    council: str | None = None
    footnote: int | None = None

    def as_json(self) -> dict[str, object]:
        """The fields that say something."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def references(text: str, lexicon: Lexicon) -> list[Reference]:
    """Every citation of a text, in order, each only once."""
    found: list[tuple[int, Reference]] = _named(text, lexicon)
    if "/" in text:
        low = text.lower()
        if any(kind in low for kind in by_code("act_kinds")):  # cheaper than the pattern
            found += _numbered_acts(text)
        if _SHORT_YEAR.search(text):
            found += _documents(text)
        if "esol" in text or "ESOL" in text:
            found += _resolutions(text)
    if _NUMBER_AHEAD.search(text):
        found += [*_numbers(text), *_journals(text)]
    seen: dict[str, Reference] = {}
    for _, one in sorted(found, key=lambda item: item[0]):
        seen.setdefault(one.identifier, one)
    return list(seen.values())


def with_notes(own: list[Reference], notes: list[tuple[int, list[Reference]]]) -> list[Reference]:
    """What a paragraph cites itself, then what only its footnotes add."""
    known = {n for one in own for n in (one.identifier, one.celex, one.council, f"OJ {one.oj}")}
    added = [
        replace(one, footnote=number)
        for number, cited in notes
        for one in cited
        if not {one.identifier, one.council or one.identifier} & known
    ]
    return own + added


def _numbered_acts(text: str) -> list[tuple[int, Reference]]:
    found = []
    for match in _act().finditer(text):
        letter = by_code("act_kinds")[" ".join(match["kind"].lower().split())]
        year, number = _year_and_number(match["a"], match["b"], letter, match["scheme"] or "")
        celex = f"3{year}{letter}{number:04d}"
        found.append((match.start(), Reference(match.group(), TYPES[letter], celex, celex=celex)))
    return found


def _numbers(text: str) -> list[tuple[int, Reference]]:
    """Citations by a number alone: CELEX, ELI, and the documents of the Commission."""
    found = []
    for match in _CELEX.finditer(text):
        celex = match["celex"]
        found.append((match.start(), Reference(celex, "act", celex, celex=celex)))
    for match in _ELI.finditer(text):
        found.append(
            (match.start(), Reference(match.group(), "act", match.group(), eli=match.group()))
        )
    for match in _COM.finditer(text):
        kind = match["kind"].replace("KOM", "COM")
        name = f"{kind}({match['year']}) {match['number']}"
        found.append((match.start(), Reference(match.group(), "commission", name)))
    return found


@cache
def _act() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<kind>{any_of(by_code('act_kinds'))})(?:en|er|s)?\s+"
        r"(?:(?P<scheme>\((?:EU|EC|EF|EG|EEC|EØF|EEG|CFSP|GBVB|FUSP|Euratom)(?:,\s*Euratom)?\))\s*)?"
        r"(?:No\.?|nr\.?)?\s*(?P<a>\d{1,4})/(?P<b>\d{1,4})(?:/(?P<suffix>[A-Za-zØ]{2,8}))?",
        re.IGNORECASE,
    )


@cache
def _resolution() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<body>CND|UNGA|A/RES|WHA|ECOSOC)(?:['’]?s)?[\s-]+)?"
        rf"(?:{every('resolution')})\s+(?P<list>(?:A/RES/)?\d{{1,4}}/\d{{1,3}}"
        rf"(?:(?:\s*,\s*|\s*,?\s+(?:{every('and')})\s+)\d{{1,4}}/\d{{1,3}})*)",
        re.IGNORECASE,
    )


def _un_body(text: str) -> str:
    """Whose resolution it is, by acronym or by name."""
    names = by_code("un_bodies")
    for code in dict.fromkeys(names.values()):
        if re.search(rf"\b{code}\b", text):
            return code
    low = text.lower()
    return next((code for name, code in names.items() if name in low), "")


def _year_and_number(first: str, second: str, letter: str, scheme: str) -> tuple[int, int]:
    """Until 2014 regulations put the number first; everything else, and all since, the year."""
    a, b = int(first), int(second)
    is_number_first = letter == "R" and bool(scheme) and not 2015 <= a <= 2099
    if is_number_first or (not 1950 <= a <= 2099 and a > 99):
        a, b = b, a
    return (a if a > 99 else 1900 + a), b


def _journals(text: str) -> list[tuple[int, Reference]]:
    found = []
    for match in _OJ.finditer(text):
        if match["eli"]:
            where = match["series"] + match["eli"].replace(" ", "").replace(",", ", ")
        else:
            where = f"{match['series']} {match['issue'].replace(' ', '')}"
        where += f", {match['date']}" + (f", p. {match['page']}" if match["page"] else "")
        found.append((match.start(), Reference(match.group(), "journal", f"OJ {where}", oj=where)))
    return found


def _resolutions(text: str) -> list[tuple[int, Reference]]:
    found = []
    for match in _resolution().finditer(text):
        body = (match["body"] or "").upper()
        if not body:
            near = text[max(0, match.start() - 80) : match.end() + 60]
            body = _un_body(near) or _un_body(text) or "UN"
        for one in _NUMBERED.finditer(match["list"]):
            name = f"{body} {one.group()}"
            at = match.start("list") + one.start()
            found.append((at, Reference(f"{body} resolution {one.group()}", "resolution", name)))
    return found


def _documents(text: str) -> list[tuple[int, Reference]]:
    found: list[tuple[int, Reference]] = []
    matches = list(_COUNCIL.finditer(text))
    taken = (
        [m.span() for pattern in (_act(), _OJ) for m in pattern.finditer(text)] if matches else []
    )
    for match in matches:
        if any(first <= match.start("number") < last for first, last in taken):
            continue
        number = match["number"]
        year = int(number.rsplit("/", 1)[1])
        if 1 <= year <= 40 or year >= 93:
            found.append(
                (match.start(), Reference(match.group(), "council", number, council=number))
            )
    return found


def _named(text: str, lexicon: Lexicon) -> list[tuple[int, Reference]]:
    low, found = text.lower(), []
    taken: list[tuple[int, int, str]] = []
    for name, key in lexicon.acts:
        at = low.find(name)
        if at < 0 or any(a <= at < b and n != name for a, b, n in taken):
            continue
        taken.append((at, at + len(name), name))
        known = acts()[key]
        identifier, written = key, text[at : at + len(name)]
        if known.get("year"):
            year = _YEAR_AFTER.match(text, at + len(name)) or _YEAR_BEFORE.search(
                text[max(0, at - 12) : at]
            )
            if not year:
                continue
            identifier, written = f"{key}-{year.group(1)}", f"{written} {year.group(1)}"
        numbers = {kind: known[kind] for kind in ("celex", "oj", "council") if kind in known}
        identifier = numbers.get("celex") or numbers.get("council") or identifier
        if "oj" in numbers:
            identifier = f"OJ {numbers['oj']}"
        found.append((at, Reference(written, known["type"], identifier, **numbers)))
    return found
