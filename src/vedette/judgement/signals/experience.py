"""What earlier decisions teach about new signals: used to order them, never to hide a first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

UNKNOWN = 0.5
WEIGHT = 6.0  # decisions that what is not known yet weighs as much as
Lesson = tuple[str, str, str | None, bool]  # detector, country, family, was it worth it


@dataclass(frozen=True, slots=True)
class Experience:
    """Share of signals that were worth a person's time, by detector, country and family.

    Each share leans on one half, as :data:`WEIGHT` decisions would, so that one
    discarded signal does not silence a laboratory.
    """

    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, lessons: Iterable[Lesson]) -> "Experience":
        """Learn from decided signals."""
        told: dict[tuple[str, str], list[bool]] = {}
        for detector, country, family, was_real in lessons:
            for group in (("detector", detector), ("country", country), ("family", family or "")):
                if group[1]:
                    told.setdefault(group, []).append(was_real)
        return cls(
            {
                group: (sum(real) + UNKNOWN * WEIGHT) / (len(real) + WEIGHT)
                for group, real in told.items()
            }
        )

    def expects(self, kind: str, *, detector: str, country: str, family: str | None) -> float:
        """How likely such a signal is worth a look, 0 to 1; a first is never below one half."""
        groups = (("detector", detector), ("country", country), ("family", family or ""))
        known = [self.shares[group] for group in groups if group in self.shares]
        share = sum(known) / len(known) if known else UNKNOWN
        is_first = kind.startswith("first_") or kind == "family_firsts"
        return max(share, UNKNOWN) if is_first else share
