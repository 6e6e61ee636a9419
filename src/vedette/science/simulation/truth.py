"""What was injected into a simulation, so that whoever watches it can be judged."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class TruthEvent:
    """One injected event, as it can be known from the records."""

    id: str
    title: str
    kind: str  # must_notice | must_not_alarm
    substances: tuple[str, ...]
    related: tuple[str, ...]  # noticing these there and then is noticing the event
    countries: tuple[str, ...]
    regions: tuple[str, ...]
    contexts: tuple[str, ...]
    start: date
    first_record: date | None  # by reported date; None if nothing was reported yet
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """All injected events of a simulation and the period it covers."""

    seed: int
    start: date
    end: date
    events: tuple[TruthEvent, ...]

    def event(self, id: str) -> TruthEvent:  # noqa: A002 - it is called id in the file too
        """The event with that id; KeyError if there is none."""
        return {e.id: e for e in self.events}[id]

    def to_json(self) -> str:
        """Readable by ``from_json``; says that it is simulated."""
        facts = {"simulated": "yes", **asdict(self)}
        return json.dumps(facts, indent=1, default=date.isoformat, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Truth":
        """The truth that ``to_json`` wrote."""
        facts = json.loads(text)
        return cls(
            seed=facts["seed"],
            start=date.fromisoformat(facts["start"]),
            end=date.fromisoformat(facts["end"]),
            events=tuple(_event(e) for e in facts["events"]),
        )


def _event(facts: Mapping[str, Any]) -> TruthEvent:
    first = facts["first_record"]
    values: dict[str, Any] = {
        f.name: tuple(facts[f.name]) if isinstance(facts[f.name], list) else facts[f.name]
        for f in fields(TruthEvent)
    }
    values["start"] = date.fromisoformat(facts["start"])
    values["first_record"] = date.fromisoformat(first) if first else None
    return TruthEvent(**values)
