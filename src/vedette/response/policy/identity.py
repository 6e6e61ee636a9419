"""Which document a register is of: its number, act or content decide, never its title."""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import orjson

from vedette.response.policy.alignment import FEWEST_ALIKE, Entry, align, is_same_document
from vedette.response.policy.drafts import Draft
from vedette.response.policy.registers import Register
from vedette.response.policy.terms import fold

SAME_COPY = 0.5  # share of paragraphs word for word alike from which two copies are one text
_YEARS = re.compile(r"\b(20\d\d)\s*[-–—/]\s*(20\d\d)\b")
_NO_KEY = re.compile(r"[^a-z0-9]+")


def kind_of(register: Register) -> str:
    """Whether a register is of conclusions or of a plan."""
    return "plan" if register.actions or register.indicators else "conclusions"


def outcome_of(plain: dict[str, Any]) -> str:
    """Digest of a register as JSON: two readings alike have the same, whatever the file's name."""
    plain = {**plain, "document": {**plain["document"], "file": ""}}
    return sha256(orjson.dumps(plain, option=orjson.OPT_SORT_KEYS)).hexdigest()


def proposed_key(register: Register, content: str) -> str:
    """A short name: by the years of a plan, else by number, date, or the file's digest."""
    about, kind = register.document, kind_of(register)
    years = _YEARS.search(about.title or "")
    if kind == "plan" and years:
        return f"plan-{years[1]}-{years[2]}"
    if about.number:
        number = as_key(about.number)
        return number if number[:1].isalpha() else f"council-{number}"
    return f"{kind}-{about.date or content[:8]}"


def as_key(text: str) -> str:
    """Lower-case letters and digits with hyphens between."""
    return _NO_KEY.sub("-", text.lower()).strip("-")


def shape_of(register: Register) -> tuple[int, ...]:
    """How many entries of each kind there are: a quick look before texts are compared."""
    return (
        len(register.recitals), len(register.recommendations), len(register.actions),
        len(register.indicators),
    )  # fmt: skip


def is_shaped_alike(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Whether two documents have nearly as many entries of each kind."""
    return all(min(a, b) >= FEWEST_ALIKE * max(a, b) for a, b in zip(first, second, strict=True))


def is_same_text(first: Register, second: Register) -> bool:
    """Whether two registers are of one text: versions of it, or copies in one language."""
    numbers = {one.document.number for one in (first, second)} - {None}
    if len(numbers) > 1:
        return False
    if first.document.language != second.document.language:
        return is_same_document(first, second)
    texts = [{fold(one) for one in _texts(register)} for register in (first, second)]
    largest = max(map(len, texts))
    return bool(largest) and len(texts[0] & texts[1]) >= SAME_COPY * largest


def _texts(register: Register) -> list[str]:
    every: tuple[Entry, ...] = (*register.recitals, *register.recommendations, *register.actions,
             *register.indicators)  # fmt: skip
    return [one.text for one in every]


def common_codes(
    drafts: list[Draft], register: Register, first: Register, codes: Mapping[str, list[str]]
) -> dict[str, str]:
    """For each code of a further language, the code of the same entry in the first one.

    Parameters
    ----------
    codes : mapping
        Codes of the sub-points of each entry of the first language, in order.
    """
    found = align([first, register])
    language = register.document.language
    letters = {"recital": "R", "recommendation": "P", "action": "A", "indicator": "I"}
    same: dict[str, str] = {}
    for row in found[0].paragraphs if found else ():
        own, known = row.numbers[language], row.numbers[first.document.language]
        letter = letters[row.kind]
        if own is not None:
            same[f"{letter}{own}"] = (
                f"{letter}{known}" if known is not None else f"{letter}{own}-{language}"
            )
    parts: dict[str, list[str]] = {}
    for one in drafts:
        if one.kind == "sub_point":
            parts.setdefault(one.parent, []).append(one.code)
    for parent, own_parts in parts.items():
        above = same.get(parent, parent)
        known_parts = codes.get(above, [])
        for place, code in enumerate(own_parts):
            same[code] = (
                known_parts[place]
                if len(known_parts) == len(own_parts)
                else f"{above}.{code.partition('.')[2]}"
            )
    return same
