"""The words of each language, as patterns: verbs, bodies, acts, labels of tables."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FOLDER = resources.files("vedette.response.policy")
BULLET = "\x1e"  # marks the start of a listed line inside a joined paragraph


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """One way to ask: its head, the parts that stand apart, and the shade it has."""

    norm: str
    head: str
    tail: str


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each: identity is enough
class Lexicon:
    """What one language needs to be read."""

    language: str
    words: dict[str, Any]
    operative: dict[str, tuple[VerbPattern, ...]]  # by first word, the longest first
    recital: dict[str, tuple[VerbPattern, ...]]
    passive: tuple[tuple[str, str], ...]
    body_codes: dict[str, str]
    body: re.Pattern[str]
    continued: dict[str, str]
    separator: re.Pattern[str]
    skipped: re.Pattern[str]
    labels: dict[str, re.Pattern[str]]
    acts: tuple[tuple[str, str], ...]  # lower-case name, key; the longest first

    def months(self) -> dict[str, int]:
        """Number of each month by its name."""
        return {name: number for number, name in enumerate(self.words["months"], start=1)}


def languages() -> tuple[str, ...]:
    """Codes of the languages that can be read."""
    names = (item.name for item in (FOLDER / "languages").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def lexicon(language: str) -> Lexicon:
    """Read the data file of a language; patterns are made once."""
    words = tomllib.loads((FOLDER / "languages" / f"{language}.toml").read_text("utf-8"))
    codes = {name: code for code, names in words["bodies"].items() for name in names}
    codes |= {_plain(name): code for name, code in codes.items()}
    acts = [(name.lower(), key) for key, names in words["acts"].items() for name in names]
    separators = any_of(word for word in words["separators"] if word[0].isalpha())
    return Lexicon(
        language,
        words,
        operative=_by_first_word(words["operative"]),
        recital=_by_first_word(words["recital"]),
        passive=tuple(
            (phrase, norm) for norm, phrases in words["passive"].items() for phrase in phrases
        ),
        body_codes=codes,
        body=re.compile(rf"(?<![\w-])(?:{any_of(codes)})(?![\w])", re.IGNORECASE),
        continued={name: code for code, names in words["continued"].items() for name in names},
        separator=re.compile(
            rf"\s*(?:(?:[,/&;()]|\b(?:{separators})(?!\w))\s*)+",
            re.IGNORECASE,
        ),
        skipped=re.compile(rf"(?:(?:{any_of(words['skipped'])})(?!\w)\s*)*", re.IGNORECASE),
        labels=_labels(words["labels"]),
        acts=tuple(sorted(acts, key=lambda act: -len(act[0]))),
    )


@cache
def acts() -> dict[str, dict[str, Any]]:
    """Identifiers of the acts that texts cite by name."""
    return tomllib.loads((FOLDER / "acts.toml").read_text("utf-8"))


@cache
def all_body_codes() -> tuple[re.Pattern[str], dict[str, str]]:
    """Names of bodies in every language at once: tables mix them."""
    codes = {n: c for code in languages() for n, c in lexicon(code).body_codes.items()}
    return re.compile(rf"(?<![\w-])(?:{any_of(codes)})(?![\w])", re.IGNORECASE), codes


@cache
def every(kind: str) -> str:
    """The words of one kind in all languages, as alternatives of a pattern."""
    return any_of({word for code in languages() for word in lexicon(code).words[kind]})


@cache
def by_code(table: str) -> dict[str, str]:
    """A table of all languages turned round: the code of each of its words."""
    return {
        word.lower(): code
        for language in languages()
        for code, words in lexicon(language).words[table].items()
        for word in words
    }


def _plain(name: str) -> str:
    return name.replace("’", "'").replace("—", "-")


def any_of(names: Any) -> str:
    """Alternatives of a pattern, the longest first, with any white space between words."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)


def _by_first_word(verbs: dict[str, list[str]]) -> dict[str, tuple[VerbPattern, ...]]:
    found: dict[str, list[VerbPattern]] = {}
    for norm, phrases in verbs.items():
        for phrase in phrases:
            head, _, tail = (part.strip() for part in phrase.partition("…"))
            found.setdefault(head.split()[0], []).append(VerbPattern(norm, head, tail))
    return {
        word: tuple(sorted(patterns, key=lambda p: (-len(p.head), -len(p.tail))))
        for word, patterns in found.items()
    }


def _labels(labels: dict[str, list[str]]) -> dict[str, re.Pattern[str]]:
    number = rf"(?:(?:{any_of(labels['number'])})\.?\s*)?"
    made = {
        kind: re.compile(
            rf"((?:{any_of(labels[kind])})\s*{number}(\d{{1,3}})(?![\d.]\d|\d)\s*[.:)–—-]?)\s*(.*)",
            re.IGNORECASE | re.DOTALL,
        )
        for kind in ("action", "priority", "indicator")
    }
    made["area"] = re.compile(rf"(?:{any_of(labels['area'])})\s*{number}(?=\d+\.\d)", re.IGNORECASE)
    return made
