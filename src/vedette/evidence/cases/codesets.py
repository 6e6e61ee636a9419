"""Sets of cause-of-death codes, named and versioned, and whether a death falls under one."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ICD10 = re.compile(r"[A-Z]\d{2}(\.\d{1,2})?")
_ICD11 = re.compile(r"[0-9A-Z][A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,2})?([/&][0-9A-Z.]{3,8})*")


@dataclass(frozen=True, slots=True)
class CodeSet:
    """A named rule that says which coded deaths count.

    ``alone`` are categories that count as the underlying cause by themselves; each pair of
    ``paired`` counts as underlying cause only with one of its codes beside it.
    """

    key: str
    version: str
    title: str
    classification: str
    alone: tuple[str, ...]
    paired: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

    @property
    def name(self) -> str:
        """Return the set as it is cited: name and version."""
        return f"{self.title} ({self.version})"


@dataclass(frozen=True, slots=True)
class Selected:
    """Whether a death falls under a set of codes: counted, outside, or without its pair."""

    state: str
    needs: tuple[str, ...] = ()

    @property
    def is_counted(self) -> bool:
        """Tell whether the death counts."""
        return self.state == "counted"


def is_icd10(code: str) -> bool:
    """Tell whether a text has the form of a code of ICD-10, as in X42 or T40.4."""
    return bool(_ICD10.fullmatch(code))


def is_code(text: str, version: str) -> bool:
    """Tell whether a text has the form of a code of a version of the classification."""
    if version.startswith("ICD-11"):
        return bool(_ICD11.fullmatch(text))
    return is_icd10(text)


def select(underlying: str, beside: Sequence[str], code_set: CodeSet) -> Selected:
    """Say whether a death with these codes falls under a set.

    Parameters
    ----------
    underlying : str
        Code of the underlying cause, in capitals.
    beside : sequence of str
        The other codes on the certificate.
    """
    if _falls_under(underlying, code_set.alone):
        return Selected("counted")
    for categories, needed in code_set.paired:
        if _falls_under(underlying, categories):
            if any(_falls_under(code, needed) for code in beside):
                return Selected("counted")
            return Selected("unpaired", needed)
    return Selected("outside")


def _falls_under(code: str, categories: Sequence[str]) -> bool:
    return any(code == one or code.startswith(f"{one}.") or
               ("." in one and code.startswith(one)) for one in categories)  # fmt: skip


@cache
def selection_b() -> CodeSet:
    """Return the set that general mortality registers use, with its strict pairing."""
    text = (files("vedette.evidence.cases") / "data" / "selection_b.toml").read_text("utf-8")
    return read_code_set(text)


def read_code_set(text: str) -> CodeSet:
    """Return the set of codes that a TOML text describes."""
    told = tomllib.loads(text)
    pairs = tuple((tuple(one["underlying"]), tuple(one["beside"])) for one in told["paired"])
    return CodeSet(
        key=told["key"], version=told["version"], title=told["title"],
        classification=told["classification"], alone=tuple(told["alone"]), paired=pairs,
    )  # fmt: skip
