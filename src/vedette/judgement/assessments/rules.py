"""What an assessment must say, on what it rests, and what may follow. Nothing here writes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.base.markings.models import Marking
from vedette.base.markings.rules import strictest_marking
from vedette.evidence.observations.models import Report
from vedette.judgement.assessments import queries
from vedette.judgement.assessments.definitions import Kind, Question, Transition
from vedette.judgement.assessments.errors import EntryUnfit, NotReady, StepUnfit, TextFixed
from vedette.judgement.assessments.models import (
    Assessment,
    BlockAnswer,
    ExpertRound,
    Level,
    Rating,
)
from vedette.judgement.drills.models import Drill
from vedette.judgement.signals.models import Signal


def evidence_of(signal: Signal, *, seen: list[int]) -> list[Report]:
    """Return the rows behind a signal whose markings are among those seen."""
    rows = Report.objects.filter(pk__in=signal.report_ids, marking_id__in=seen)
    return list(rows.select_related("marking", "source"))


def marking_of(evidence: list[Report]) -> Marking:
    """Return the strictest marking among the rows: a product is no freer than its parts."""
    if not evidence:
        raise Refused("an assessment rests on rows, and this signal has none left")
    return strictest_marking(row.marking for row in evidence)


def title_of(signal: Signal) -> str:
    """Return a working title."""
    subject = signal.substance or signal.family
    place = signal.place or signal.country
    return f"{subject}, {place}" if place else str(subject)


def check_level(*levels: str) -> None:
    """Refuse a rating that is not on the scale; empty means not yet said."""
    for level in levels:
        if level and level not in Level.values:
            raise Refused(f"{level!r} is not on the scale {', '.join(Level.values)}")


def check_complete(assessment: Assessment) -> None:
    """Refuse to conclude what leaves a question open, naming all of them."""
    missing = [
        words
        for field, words in (
            ("likelihood", "the likelihood"),
            ("likelihood_why", "why that likelihood"),
            ("impact", "the impact"),
            ("impact_why", "why that impact"),
            ("confidence", "the confidence"),
            ("confidence_why", "why that confidence"),
            ("summary", "the summary"),
        )
        if not getattr(assessment, field)
    ]
    if missing:
        raise Refused(f"still to be said: {', '.join(missing)}")


def carried(name: str, earlier: Assessment, later: Assessment) -> str:
    """Return what a later assessment takes over from the short form: its words, or its rows.

    Rows are told without a language: place, how many, first and last day, a place a line.
    """
    if name == "rows":
        return "\n".join(_told(later))
    if name == "summary":
        return earlier.summary
    level, why = getattr(earlier, name), getattr(earlier, f"{name}_why")
    return f"{Level(level).label}: {why}" if level and why else ""


def _told(row: Assessment) -> Iterator[str]:
    by_place: dict[str, list[Report]] = {}
    for report in row.evidence.select_related("place"):
        place = report.place
        where = f"{place.name} ({place.code})" if place else report.country or "?"
        by_place.setdefault(where, []).append(report)
    for where, reports in sorted(by_place.items(), key=lambda one: -len(one[1])):
        days = sorted(one.occurred_on for one in reports)
        when = " – ".join(dict.fromkeys(day.isoformat() for day in (days[0], days[-1])))
        yield f"{where}: {len(reports)}; {when}"


def drill_of(drill: Drill | None, earlier: Assessment | None) -> Drill | None:
    """Return the drill that an assessment is in; what goes on from real work is in none.

    Raises
    ------
    EntryUnfit
        If it were to lead out of a drill, into one, or from one into another.
    """
    if earlier is None:
        return drill
    if drill is not None and drill.pk != earlier.drill_id:
        raise EntryUnfit("an assessment goes on in the drill of the one before it, or in none")
    return earlier.drill


def is_round_closed(row: ExpertRound, *, at: datetime) -> bool:
    """Answer whether a round of experts is over; before that nobody sees an opinion."""
    return at >= row.closes_at or (row.closed_at is not None and at >= row.closed_at)


def last_day_of(row: ExpertRound) -> date:
    """Return the last day on which a round takes opinions, by the clock of the node."""
    return timezone.localdate(row.closes_at) - timedelta(days=1)


UNKNOWN = "unknown"


def counts_as(scale: str, said: str) -> str:
    """Return the level that a rating counts as.

    What nobody knows goes to the higher level: an unknown likelihood or impact counts as
    high until somebody knows better. Confidence that is unknown is very low, for the
    same caution. Ratings are never joined into one number.
    """
    if said != UNKNOWN:
        return said
    return Level.VERY_LOW if scale == Rating.Scale.CONFIDENCE else Level.HIGH


def check_role(person: User, roles: frozenset[str]) -> None:
    """Refuse a person whose role is none of those a kind names."""
    if not (person.is_authenticated and person.is_active and person.role in roles):
        raise Refused(f"this needs one of the roles {', '.join(sorted(roles))}")


def check_writable(assessment: Assessment, kind: Kind) -> None:
    """Refuse a change to what is with a second reader, fixed or given up."""
    state = kind.state(assessment.state)
    if state is None or state.stage != "writing":
        words = state.title["en"] if state else assessment.state
        raise TextFixed(f"its text is not changed any more: it is {words}")


def step_of(kind: Kind, assessment: Assessment, act: str, person: User) -> Transition:
    """Return the step that an act means from where an assessment stands.

    Raises
    ------
    Refused
        If no such act is in the table for the person's role.
    StepUnfit
        If it does not follow on the state.
    """
    named = [one for one in kind.transitions if one.act == act]
    can = kind.after(assessment.state)
    if not named:
        raise StepUnfit(act, assessment.state, tuple(one.act for one in can))
    check_role(person, frozenset().union(*(one.roles for one in named)))
    found = next((one for one in named if assessment.state in one.origins), None)
    if found is None:
        raise StepUnfit(act, assessment.state, tuple(one.act for one in can))
    check_role(person, found.roles)
    return found


def check_needs(
    assessment: Assessment, kind: Kind, step: Transition, *, person: User, reason: str
) -> None:
    """Refuse a step before all it needs is there, naming everything that is missing."""
    if "form" in step.needs:
        check_complete(assessment)
    if missing := tuple(_missing(assessment, kind, step, person, reason)):
        raise NotReady(missing)


def _missing(
    assessment: Assessment, kind: Kind, step: Transition, person: User, reason: str
) -> list[str]:
    missing = []
    if "reason" in step.needs and not reason.strip():
        missing.append("say why")
    if "sections" in step.needs:
        texts = queries.current_texts(assessment)
        missing += [
            f"write {one.title['en']!r}"
            for one in kind.sections
            if one.is_required and not (one.key in texts and texts[one.key].text.strip())
        ]
    if "ratings" in step.needs:
        rated = queries.current_ratings(assessment)
        missing += [f"rate {scale}" for scale in Rating.Scale.values if scale not in rated]
    if "answers" in step.needs:
        answers = queries.current_answers(assessment)
        missing += [
            why
            for one in kind.questions
            if step.act in one.blocks and (why := blocked_by(one, answers.get(one.key)))
        ]
    if "second_person" in step.needs and person.pk in _writers(assessment):
        missing.append("another person than its writers must do this")
    return missing


def blocked_by(question: Question, answer: BlockAnswer | None) -> str:
    """Say why a question blocks; the empty text if it does not.

    An open question blocks, and so does an answer that nobody knows.
    """
    if answer is None:
        return f"answer {question.title['en']!r}"
    if answer.said not in (question.blocks_if, UNKNOWN):
        return ""
    if question.may_be_excepted and answer.excepted:
        return ""
    return f"{question.title['en']!r} was answered {answer.said!r}, which rules this out"


def _writers(assessment: Assessment) -> set[int]:
    texts = queries.current_texts(assessment).values()
    return {assessment.author_id} | {text.by_id for text in texts}


def check_substances(kind: Kind, number: int) -> None:
    """Refuse a number of substances that a kind is not about."""
    if kind.least <= number <= kind.most:
        return
    if kind.least == kind.most:
        raise EntryUnfit(f"this kind is about exactly {kind.least} substances, not {number}")
    raise EntryUnfit(f"this kind is about {kind.least} to {kind.most} substances, not {number}")


def check_follows(kind: Kind, earlier: Assessment | None) -> None:
    """Refuse to go on from an assessment of a kind that this one does not follow."""
    if earlier is not None and earlier.kind not in kind.follows:
        raise EntryUnfit(f"{kind.title['en']!r} does not follow on a {earlier.kind!r}")


def check_said(text: str, what: str, *, at_most: int = 20_000) -> str:
    """Return a text without its margins, or refuse one that is empty or endless."""
    text = text.strip()
    if not text:
        raise EntryUnfit(f"{what} is missing")
    if len(text) > at_most:
        raise EntryUnfit(f"{what} has {len(text)} characters; at most {at_most} are kept")
    return text


POINTER_LENGTH = 400  # enough for a file number and an office, too little for a recipe


def check_pointer(text: str) -> None:
    """Refuse more than a pointer where only a pointer to a restricted file belongs."""
    if len(text) > POINTER_LENGTH:
        raise EntryUnfit(
            "here belongs only where the restricted file is kept and who may ask for it, "
            f"in at most {POINTER_LENGTH} characters"
        )
