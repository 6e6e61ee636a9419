"""Methods by name and version: what each needs of the evidence, and its expression."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from vedette.science.tables import indicators as expressions

TABLES = ("reports", "findings", "acts")


@dataclass(frozen=True, slots=True)
class Method:
    """A named expression over evidence.

    Attributes
    ----------
    version : int
        Raised whenever the same evidence would give other figures.
    tables : tuple of str
        Which tables it takes, in order.
    contexts, acts : callable
        Which contexts and acts it looks at, given the parameters: without any such row it
        has nothing to say, and says which it lacks.
    """

    name: str
    version: int
    express: Callable[..., ir.Table]
    tables: tuple[str, ...]
    contexts: Callable[[Mapping[str, Any]], tuple[str, ...]]
    acts: Callable[[Mapping[str, Any]], tuple[str, ...]]

    @property
    def label(self) -> str:
        """Return name and version, as values keep it."""
        return f"{self.name}/{self.version}"


def _context(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    return (parameters["context"],)


def _any(_parameters: Mapping[str, Any]) -> tuple[str, ...]:
    return ("drug_checking", "collected_sample", "seizure", "death", "emergency",
            "wastewater", "syringe_residue")  # fmt: skip


def _none(_parameters: Mapping[str, Any]) -> tuple[str, ...]:
    return ()


def _kind(parameters: Mapping[str, Any]) -> tuple[str, ...]:
    return (parameters["kind"],)


METHODS: dict[str, Method] = {
    one.name: one
    for one in (
        Method("count_reports", 1, expressions.count_reports, ("reports",), _context, _none),
        Method("share_of_reports", 1, expressions.share_of_reports, ("reports",), _context, _none),
        Method("identified_share", 1, expressions.identified_share, ("reports", "findings"),
               _context, _none),
        Method("count_by_drug", 1, expressions.count_by_drug, ("findings",), _context, _none),
        Method("seizures_by_size", 1, expressions.seizures_by_size, ("findings",),
               lambda _p: ("seizure",), _none),
        Method("mean_loads", 1, expressions.mean_loads, ("findings",),
               lambda _p: ("wastewater",), _none),
        Method("first_detections", 1, expressions.first_detections, ("findings",), _any, _none),
        Method("acts_per_year", 1, expressions.acts_per_year, ("acts",), _none, _kind),
        Method("days_to_act", 1, expressions.days_to_act, ("findings", "acts"), _any, _kind),
        Method("counterfeit_share", 1, expressions.counterfeit_share, ("findings",),
               lambda p: tuple(p["contexts"]), _none),
    )
}  # fmt: skip


def parameters_of(name: str) -> tuple[set[str], set[str]]:
    """Return which parameters a method takes, and which of them it must be given."""
    found = inspect.signature(METHODS[name].express).parameters.values()
    tunable = [one for one in found if one.kind is inspect.Parameter.KEYWORD_ONLY]
    needed = {one.name for one in tunable if one.default is inspect.Parameter.empty}
    return {one.name for one in tunable}, needed
