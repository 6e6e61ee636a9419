"""A row on its way from a file to the records: typed, but not yet stored."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson


@dataclass(slots=True)
class Mention:
    """A substance as a source wrote it, before anybody said which one it is."""

    raw: str
    role: str
    component: str = ""
    free_text: bool = False
    value: float | None = None
    unit: str = ""
    below_loq: bool = False
    method: str = ""  # where each substance was found by a method of its own
    identity: str = ""


@dataclass(slots=True)
class NewFinding:
    """A mention once it has been identified, or once that has failed honestly."""

    mention: Mention
    name: str
    status: str
    substance_id: int | None = None
    family_id: int | None = None
    question_id: int | None = None
    isomer: str = ""


@dataclass(slots=True)
class NewReport:
    """One row of evidence, typed."""

    line: int
    key: str
    occurred_on: date
    precision: str = "day"
    reported_at: date | None = None
    country: str = ""
    region: str = ""
    scheme: str = ""
    city: str = ""
    laboratory: str = ""
    person: str = ""
    age_band: str = ""
    sex: str = ""
    form: str = ""
    method: str = ""
    claimed: str = ""
    identity: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    findings: list[NewFinding] = field(default_factory=list)
    place_id: int | None = None
    laboratory_id: int | None = None
    digest: bytes = b""

    def seal(self) -> None:
        """Fix what this row says, so that the same content is known again.

        Identification is left out, and how sure it is too: a better register
        or a better rule must not turn an unchanged row into a correction.
        """
        day = None if self.precision == "undated" else self.occurred_on.isoformat()
        told = self.reported_at.isoformat() if self.reported_at else None
        content = (
            self.key, day, self.precision, told, self.country,
            self.region, self.city, self.laboratory, self.person, self.age_band, self.sex,
            self.form, self.method, self.claimed, sorted(self.details.items()),
            [
                (m.raw, m.role, m.component, m.value, m.unit, m.below_loq)
                + ((m.method,) if m.method else ())
                for m in self.mentions
            ],
        )  # fmt: skip
        self.digest = hashlib.blake2b(_canonical(content), digest_size=16).digest()


def _canonical(content: tuple[Any, ...]) -> bytes:
    """Return the same bytes for the same content, on every machine."""
    try:
        return orjson.dumps(content)
    except TypeError:  # half a character, as a wrong encoding leaves it
        return repr(content).encode("utf-8", "replace")
