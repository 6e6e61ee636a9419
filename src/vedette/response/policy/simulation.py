"""Invented answers to an example document: pure, and the same for the same seed."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

EXAMPLE = Path(__file__).parent / "example"  # documents in our own words, of no institution
NAMES = {"plan.en.txt": "example-plan", "conclusions.en.txt": "example-conclusions"}
# From where to where a promise may move between two rounds, and how likely.
_STEPS: dict[str, tuple[tuple[str, float], ...]] = {
    "": (("not_started", 0.45), ("in_progress", 0.4), ("not_assessed", 0.15)),
    "not_started": (("not_started", 0.45), ("in_progress", 0.45), ("delayed", 0.1)),
    "not_assessed": (("not_assessed", 0.4), ("in_progress", 0.6)),
    "in_progress": (("in_progress", 0.3), ("on_track", 0.4), ("delayed", 0.2), ("completed", 0.1)),
    "on_track": (("on_track", 0.45), ("completed", 0.4), ("delayed", 0.15)),
    "delayed": (("delayed", 0.5), ("in_progress", 0.5)),
    "completed": (("completed", 1.0),),
    "continuous": (("continuous", 1.0),),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one country says of one promise in one round; empty: the promise as a whole."""

    code: str
    country: str
    status: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the simulation needs to know of a promise."""

    code: str
    asks_states: bool
    ongoing: bool


def simulated_rounds(
    promises: Sequence[Promise], countries: Sequence[str], *, rounds: int, seed: int
) -> Iterator[list[Answer]]:
    """Answers of each round in turn: some countries answer all, some little, none for ever.

    Parameters
    ----------
    rounds : int
        How many there are; more countries answer in later ones.
    """
    chance = random.Random(seed)  # noqa: S311 - a simulation
    diligence = {country: chance.uniform(0.1, 0.95) for country in countries}
    known: dict[tuple[str, str], str] = {}
    for number in range(rounds):
        said = []
        for promise in promises:
            places = [""] + (list(countries) if promise.asks_states else [])
            for country in places:
                share = 0.75 if not country else diligence[country] * (0.5 + number / rounds / 2)
                if chance.random() > share:
                    continue
                status = _next(known.get((promise.code, country), ""), promise, chance)
                known[promise.code, country] = status
                said.append(Answer(promise.code, country, status))
        yield said


def _next(now: str, promise: Promise, chance: random.Random) -> str:
    names, weights = zip(*_STEPS[now], strict=True)
    status: str = chance.choices(names, weights)[0]
    return "continuous" if promise.ongoing and status in ("on_track", "completed") else status
