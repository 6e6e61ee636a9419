"""The demonstration's promises: documents of our own, invented answers of simulated countries."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.judgement.signals.queries import desk
from vedette.response.policy import (
    actions,
    carrying,
    following,
    publishing,
    queries,
    rounds,
    rules,
    unfinished,
)
from vedette.response.policy.board import asked_by
from vedette.response.policy.models import Instrument, PolicyEntry, ReportingRound, StatusReport
from vedette.response.policy.queries import Placed
from vedette.response.policy.reading import read_document
from vedette.response.policy.simulation import (
    EXAMPLE,
    NAMES,
    Answer,
    Promise,
    simulated_rounds,
)
from vedette.response.policy.statuses import statuses_of

KEPT_AGO = timedelta(days=700)
ROUNDS_AGO = tuple(timedelta(days=days) for days in (650, 470, 290, 110))
TIME_TO_ANSWER = timedelta(days=45)
OPEN_COUNTRIES, OPEN_ANSWERS = ("DK", "IE", "NL"), 30
PROGRESS = ("in_progress", "on_track", "completed", "continuous")


def promise(*, seed: int, officer: User, approver: User, at: datetime) -> list[Instrument]:
    """Keep the example documents, follow them through four rounds, tie what is on the desk."""
    made: dict[str, Instrument] = {}
    for path in sorted(EXAMPLE.glob("*.txt"), key=lambda one: (one.name not in NAMES, one.name)):
        kept = actions.keep(
            register=read_document(path), content=sha256(path.read_bytes()).hexdigest(),
            key=NAMES.get(path.name, ""), simulated=True, by=officer, at=at - KEPT_AGO,
        )  # fmt: skip
        made[kept.instrument.key] = kept.instrument
    for number, instrument in enumerate(made.values()):
        if not instrument.rounds.exists():
            _follow(instrument, seed + number, officer, approver, at)
    _tie(made["example-plan"], officer, at)
    _publish(made["example-plan"], officer, approver, at)
    _decide(made["example-plan"], made["example-conclusions"], officer, approver, at)
    return list(made.values())


def _follow(instrument: Instrument, seed: int, officer: User, approver: User, at: datetime) -> None:
    readings = queries.newest_readings(instrument)
    placed = queries.placed_entries(instrument, readings, kinds=rules.FOLLOWED[:2])
    entries = {one.entry.code: one.entry for one in placed}
    countries = rules.reporting_countries()
    said = simulated_rounds([_plain(one) for one in placed], countries, rounds=4, seed=seed)
    _plan_ahead(placed, officer, at)
    for number, (ago, answers) in enumerate(zip(ROUNDS_AGO, said, strict=True), start=1):
        opened = at - ago
        asked = rounds.open_round(
            instrument=instrument, title=f"Round {number} (simulated)",
            due_on=timezone.localdate(opened + TIME_TO_ANSWER), countries=countries, by=officer,
            at=opened,
        )  # fmt: skip
        _answer(entries, answers, asked, officer, approver, opened + timedelta(days=30))
        rounds.remind(at=opened + TIME_TO_ANSWER + timedelta(days=1))


def _plain(one: Placed) -> Promise:
    return Promise(
        one.entry.code, rules.EVERY_STATE in asked_by(one), bool(one.said and one.said.ongoing)
    )


def _answer(
    entries: dict[str, PolicyEntry],
    answers: list[Answer],
    asked: ReportingRound,
    officer: User,
    approver: User,
    at: datetime,
) -> None:
    proofs = {
        code: following.add_evidence(
            entry=entries[code], kind="document", title=f"Simulated report, {asked.title}",
            valid_on=timezone.localdate(at), by=officer, at=at,
        )
        for code in sorted({one.code for one in answers if one.status in PROGRESS})
    }  # fmt: skip
    reports = following.report_many(
        said=[
            following.Said(
                entries[one.code], one.status, one.country,
                proofs.get(one.code) if one.status in PROGRESS else None,
                "Simulated answer.", asked, timezone.localdate(at),
            )
            for one in answers
        ],
        by=officer, at=at,
    )  # fmt: skip
    for report in reports:
        if not report.country and report.pk % 3:
            following.validate(
                report=report, verdict="accepted", by=approver, at=at + timedelta(days=5)
            )


def _plan_ahead(placed: list[Placed], officer: User, at: datetime) -> None:
    """Give every fourth promise a milestone in the middle of its period."""
    kept = at - KEPT_AGO + timedelta(days=1)
    for one in placed[::4]:
        said = one.said
        if said and said.starts_on and said.ends_on:
            middle = said.starts_on + (said.ends_on - said.starts_on) / 2
            following.set_milestone(
                entry=one.entry, title="First results (simulated)", due_on=middle,
                valid_on=timezone.localdate(kept), by=officer, at=kept,
            )  # fmt: skip
        leader = next(iter(asked_by(one)), "")
        body = (
            next((a.body for a in said.asked.all() if a.body.code == leader), None)
            if said
            else None
        )
        if body is not None and leader != rules.EVERY_STATE:
            following.lead(
                entry=one.entry, body=body, valid_on=timezone.localdate(kept), by=officer, at=kept
            )


def _publish(plan: Instrument, officer: User, approver: User, at: datetime) -> None:
    """Show everybody how far the plan is; a few countries agreed to be named."""
    if publishing.shown(plan) is not None:
        return
    answers = StatusReport.objects.filter(entry__instrument=plan, country__in=OPEN_COUNTRIES)
    for report in answers.order_by("-at", "pk")[:OPEN_ANSWERS]:
        publishing.mark_answer(report=report, tlp="CLEAR", by=officer, at=at)
    proposal = publishing.propose(instrument=plan, by=officer, at=at)
    publishing.publish(publication=proposal, by=approver, at=at)


def _decide(
    plan: Instrument, other: Instrument, officer: User, approver: User, at: datetime
) -> None:
    """Decide about three promises whose period is over; the others stay open."""
    table = unfinished.table(plan, as_of=at, statuses=statuses_of(Path(settings.VEDETTE_HOME)))
    day = timezone.localdate(at)
    if table.decided:
        return
    late = [one.entry for one in table.open if one.ends_on and one.ends_on < day]
    target = other.entries.filter(kind=PolicyEntry.Kind.RECOMMENDATION).order_by("position").first()
    outcomes = (("carry_over", target), ("carry_over", None), ("drop", None))
    for entry, (outcome, to) in zip(late, outcomes, strict=False):
        decision = carrying.decide(
            entry=entry, outcome=outcome, target=to, decided_on=day, by=officer, at=at,
            reason="Agreed at a meeting of the working party (simulated).",
        )  # fmt: skip
        if to is not None:
            carrying.confirm(decision=decision, by=approver, at=at)


def _tie(plan: Instrument, officer: User, at: datetime) -> None:
    """Tie the first signals of the desk to the promise to look for rises."""
    entry = plan.entries.get(code="A13")
    if entry.ties.exists():
        return
    for signal in desk(person=officer, as_of=at)[:3]:
        following.tie(
            entry=entry, subject=signal, by=officer, at=at,
            reason="Found by the weekly look that this action asks for (simulated).",
        )  # fmt: skip
        following.add_evidence(
            entry=entry, kind="signal", record_id=signal.pk, by=officer, at=at,
            title="A rise that chance does not explain", valid_on=timezone.localdate(at),
        )  # fmt: skip
