"""A small plan that is followed up, for tests of pages and of the API."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from tests.unit.response.policy.documents import plan_text
from vedette.response.policy import actions, following, rounds
from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text


def follow_a_plan(people: dict[str, Any], *, at: datetime) -> Any:
    """Keep the plan; one country has answered, with a document to show; a round is open."""
    text, by = plan_text(), people["officer"]
    plan = actions.keep(
        register=read_text([Page(1, text)], file="plan.txt"),
        content=sha256(text.encode()).hexdigest(), by=by, at=at,
    ).instrument  # fmt: skip
    entry, day = plan.entries.get(code="A2"), timezone.localdate(at)
    asked = rounds.open_round(
        instrument=plan, title="First half", due_on=day + timedelta(days=60),
        countries=["IE", "MT"], by=by, at=at,
    )  # fmt: skip
    proof = following.add_evidence(
        entry=entry, kind="document", title="Course list 2026", country="IE", valid_on=day, by=by,
        at=at,
    )  # fmt: skip
    following.report(
        entry=entry, status="on_track", country="IE", evidence=proof, round=asked,
        note="Two courses were held.", valid_on=day, by=by, at=at,
    )  # fmt: skip
    following.set_milestone(
        entry=entry, title="First course", due_on=day + timedelta(days=10), valid_on=day, by=by,
        at=at,
    )  # fmt: skip
    return plan


EARLIER = """EU plan on early notice (2021-2025)

A) SEEING EARLY
Strategic priority 1. Hear of it soon
Actions
Timetable
Responsible

\tAction no. 1. Open a mailbox for laboratories.
1.1
2021-2023
EUDA

\tAction no. 2. Teach customs officers: i) at ports; ii) at airports.
1.1
2022-2025
Member States

\tAction no. 3. Print a handbook in every language.
1.1
ongoing
Commission

\tAction no. 4. Count how often the mailbox is used.
1.1
by 2024
EUDA
"""


def keep_an_earlier_plan(people: dict[str, Any], *, at: datetime) -> Any:
    """Keep a plan of four actions whose last period ended with 2025."""
    return actions.keep(
        register=read_text([Page(1, EARLIER)], file="earlier.txt"),
        content=sha256(EARLIER.encode()).hexdigest(), by=people["officer"], at=at,
    ).instrument  # fmt: skip
