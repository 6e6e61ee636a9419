"""What the desk wants to hear about: every knob of detection in one place."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

Catalogue = Mapping[str, tuple[str, str | None, float]]


@dataclass(frozen=True, slots=True)
class Policy:
    """Knobs of detection; times in weeks unless the name says days. Severity runs 0 to 1."""

    learning_weeks: int = 26
    lookback_days: int = 28
    novelty_weeks: int = 26
    emerging_weeks: int = 52
    silence_weeks: int = 52
    episode_weeks: int = 8
    spread_weeks: int = 26
    family_story: int = 3
    new_per_week: int = 10
    judged_weeks: int = 4
    records_for_first_ever: int = 1
    records_for_first: int = 3
    records_for_combination: int = 3
    false_share: float = 0.05
    pattern_false_share: float = 0.005  # overlapping weeks are looked at again and again
    least_observed: int = 3
    least_ratio: float = 1.5
    enough_tested: int = 20
    always_there: float = 0.8
    watch_severity: float = 0.7
    opioid_families: frozenset[str] = frozenset(
        {"nitazene", "nitazenes", "fentanyl", "fentanyls", "opioid", "opioids",
         "synthetic-opioid", "synthetic-opioids", "orphine", "orphines"}
    )  # fmt: skip
    cutting_agents: frozenset[str] = frozenset(
        {"caffeine", "paracetamol", "phenacetin", "lactose", "mannitol", "levamisole",
         "lidocaine", "procaine", "benzocaine", "noscapine", "papaverine", "creatine"}
    )  # fmt: skip
    watched: frozenset[str] = frozenset()
    first_on_desk: frozenset[str] = frozenset()

    def is_opioid(self, substance: str, catalogue: Catalogue) -> bool:
        """Whether a substance belongs to a watched opioid family."""
        entry = catalogue.get(substance)
        return bool(entry and entry[1] in self.opioid_families)

    def is_watched(self, substance: str, catalogue: Catalogue) -> bool:
        """Whether one record of a new substance suffices to raise it."""
        entry = catalogue.get(substance)
        grave = bool(entry and entry[2] >= self.watch_severity)
        named = _names(self.watched, substance, catalogue)
        return grave or named or self.is_opioid(substance, catalogue)

    def is_first_on_desk(self, substance: str, catalogue: Catalogue) -> bool:
        """Whether the first records ever of a substance come before any weekly budget."""
        named = _names(self.first_on_desk, substance, catalogue)
        return named or self.is_opioid(substance, catalogue)


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the largest value that a knob of detection takes."""

    low: float
    high: float


# Which knobs a rule of the desk may turn, and how far; sets of keys have no figures. The two
# sets that rules of the kind "watch" fill are not among them.
LIMITS: dict[str, Limits | None] = {
    "learning_weeks": Limits(1, 260), "lookback_days": Limits(7, 365),
    "novelty_weeks": Limits(4, 260), "emerging_weeks": Limits(4, 520),
    "silence_weeks": Limits(4, 520), "episode_weeks": Limits(1, 52),
    "spread_weeks": Limits(1, 104), "family_story": Limits(2, 50),
    "new_per_week": Limits(1, 200), "judged_weeks": Limits(1, 26),
    "records_for_first_ever": Limits(1, 50), "records_for_first": Limits(1, 50),
    "records_for_combination": Limits(1, 50), "false_share": Limits(0.001, 0.5),
    "pattern_false_share": Limits(0.0001, 0.5), "least_observed": Limits(1, 100),
    "least_ratio": Limits(1, 20),
    "enough_tested": Limits(1, 1_000), "always_there": Limits(0.1, 1),
    "watch_severity": Limits(0, 1), "opioid_families": None, "cutting_agents": None,
}  # fmt: skip


def _names(keys: frozenset[str], substance: str, catalogue: Catalogue) -> bool:
    """Whether keys hold a substance or one of its families; most often there are none."""
    return bool(keys) and not keys.isdisjoint((substance, *kin(substance, catalogue)))


def kin(key: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Families to which a substance or family belongs, the nearest first."""
    above: list[str] = []
    entry = catalogue.get(key)
    while entry and entry[1] and entry[1] not in above:
        above.append(entry[1])
        entry = catalogue.get(entry[1])
    return tuple(above)


def policy_from(values: Mapping[str, Any]) -> Policy:
    """The policy of a run, from the plain values that the run kept."""
    known: dict[str, Any] = {
        one.name: frozenset(values[one.name])
        if isinstance(values[one.name], list)
        else values[one.name]
        for one in fields(Policy)
        if one.name in values
    }
    return Policy(**known)
