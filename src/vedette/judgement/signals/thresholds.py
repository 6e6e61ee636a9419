"""What the desk wants to hear about: every knob of detection in one place."""

from collections.abc import Mapping
from dataclasses import dataclass

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

    def is_opioid(self, substance: str, catalogue: Catalogue) -> bool:
        """Whether a substance belongs to a watched opioid family."""
        entry = catalogue.get(substance)
        return bool(entry and entry[1] in self.opioid_families)

    def is_watched(self, substance: str, catalogue: Catalogue) -> bool:
        """Whether one record of a new substance suffices to raise it."""
        entry = catalogue.get(substance)
        grave = bool(entry and entry[2] >= self.watch_severity)
        return grave or self.is_opioid(substance, catalogue)
