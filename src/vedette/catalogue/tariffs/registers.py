"""Headings and kinds of goods that matter here, read from the file beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from vedette.catalogue.tariffs.codes import TariffCode
from vedette.errors import VedetteError

SHIPPED = files("vedette.catalogue.tariffs") / "register.toml"
LOCAL = "tariff-register.toml"


class RegisterMalformed(VedetteError, ValueError):
    """The register of headings cannot be read: which file, which entry, and why."""

    def __init__(self, file: str, entry: str, why: str) -> None:
        super().__init__(file, entry, why)
        self.file, self.entry, self.why = file, entry, why

    def __str__(self) -> str:
        return f"{self.file}, {self.entry or 'as a whole'}: {self.why}"


@dataclass(frozen=True, slots=True)
class Goods:
    """A kind of goods that a declaration may name; `names_controlled`: it says it is one."""

    key: str
    title: Mapping[str, str]
    names_controlled: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the nomenclature in own words, and the kinds of goods found under it."""

    code: str
    title: Mapping[str, str]
    goods: frozenset[str]
    since: int
    until: int | None


@dataclass(frozen=True, slots=True)
class TariffRegister:
    """What is known of headings and goods; whatever is not listed is not judged."""

    goods: Mapping[str, Goods]
    headings: tuple[Heading, ...]
    source: str
    certainty: str

    def heading_of(self, code: TariffCode) -> Heading | None:
        """Return the heading of a code in the nomenclature of its year."""
        for one in self.headings:
            holds = one.since <= code.year and (one.until is None or code.year <= one.until)
            if holds and code.digits.startswith(one.code):
                return one
        return None


def read_register(home: Path | None = None) -> TariffRegister:
    """Return the register as shipped; entries of the instance's own file win.

    Raises
    ------
    RegisterMalformed
        If a file is no TOML, or an entry lacks something or names unknown goods.
    """
    own = home / LOCAL if home else None
    try:
        changed = own.stat().st_mtime_ns if own else None
    except OSError:
        changed = None
    return _shipped() if own is None or changed is None else _with_own(own, changed)


@lru_cache(maxsize=4)
def _with_own(own: Path, _changed: int) -> TariffRegister:
    """Read the instance's own file once for each time it was changed."""
    shipped = tomllib.loads(SHIPPED.read_text("utf-8"))
    try:
        said = tomllib.loads(own.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RegisterMalformed(own.name, "", str(error)) from None
    for name in ("goods", "heading"):
        rows = said.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
            raise RegisterMalformed(own.name, name, f"write each one under [[{name}]]")
    merged = {
        **shipped,
        "goods": _joined(shipped["goods"], said.get("goods", ()), ("key",)),
        "heading": _joined(shipped["heading"], said.get("heading", ()), ("code", "since")),
    }
    return _build(merged, own.name)


@cache
def _shipped() -> TariffRegister:
    return _build(tomllib.loads(SHIPPED.read_text("utf-8")), "register.toml")


def _joined(shipped: Any, own: Any, key: tuple[str, ...]) -> list[Any]:
    rows = {tuple(str(one.get(k)) for k in key): one for one in (*shipped, *own)}
    return list(rows.values())


def _build(data: Mapping[str, Any], file: str) -> TariffRegister:
    entry = ""
    try:
        goods = {}
        for one in data["goods"]:
            entry = f"goods {one.get('key')}"
            _check_types(one, _GOODS_TYPES, file, entry)
            goods[one["key"]] = Goods(one["key"], one["title"], one.get("names_controlled", False))
        headings = []
        for one in data["heading"]:
            entry = f"heading {one.get('code')}"
            _check_types(one, _HEADING_TYPES, file, entry)
            headings.append(_heading(one, goods, file, entry))
    except (KeyError, TypeError, AttributeError) as error:
        raise RegisterMalformed(file, entry, f"{error} is missing or malformed") from None
    # The longest code that fits says most, so that it is met first.
    headings.sort(key=lambda one: (-len(one.code), one.code, one.since))
    return TariffRegister(goods, tuple(headings), data["source"], data["certainty"])


_GOODS_TYPES = {"key": str, "title": dict, "names_controlled": bool}
_HEADING_TYPES = {"code": str, "title": dict, "goods": list, "since": int, "until": int}
_SAID = {str: "a text", dict: "titles by language", bool: "true or false", list: "a list",
         int: "a year"}  # fmt: skip


def _check_types(one: Mapping[str, Any], types: Mapping[str, type], file: str, entry: str) -> None:
    for name, kind in types.items():
        if name in one and type(one[name]) is not kind:
            raise RegisterMalformed(file, entry, f"{name} is {_SAID[kind]}, not {one[name]!r}")
    title = one["title"]
    if not all(isinstance(text, str) for text in title.values()) or not title.get("en"):
        raise RegisterMalformed(file, entry, "its title is said in English (en) at least")
    if not all(isinstance(key, str) for key in one.get("goods", ())):
        raise RegisterMalformed(file, entry, "goods are named by their keys")


def _heading(one: Any, goods: Mapping[str, Goods], file: str, entry: str) -> Heading:
    unknown = sorted(set(one["goods"]) - set(goods))
    if unknown:
        raise RegisterMalformed(file, entry, f"no goods are called {unknown[0]!r}")
    if not (one["code"].isascii() and one["code"].isdecimal() and len(one["code"]) in (2, 4, 6, 8)):
        raise RegisterMalformed(file, entry, "a code has two, four, six or eight digits")
    return Heading(
        one["code"], one["title"], frozenset(one["goods"]), int(one["since"]), one.get("until")
    )
