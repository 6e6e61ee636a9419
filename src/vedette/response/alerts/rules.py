"""How an alert moves, and who may move it. Nothing here writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, check_may
from vedette.base.markings.models import Tlp
from vedette.judgement.drills import rules as drills
from vedette.response.alerts import evidence, wording
from vedette.response.alerts.models import Alert, Release

Status = Alert.Status
CANCELLED = "cancelled"  # how a published cancellation stands; it has no status of its own


@dataclass(frozen=True, slots=True)
class Act:
    """What may be done with a warning: which right it takes, and how the warning must stand.

    Attributes
    ----------
    to : str
        The status that it leads to; empty: it stays as it is.
    by_another : bool
        Whoever wrote the text as it stands may not do it.
    """

    right: str
    standings: frozenset[str]
    to: str = ""
    by_another: bool = False


_DRAFT, _SIGNED = frozenset({Status.DRAFT.value}), frozenset({Status.APPROVED.value})
_PUBLIC = frozenset({Status.PUBLISHED.value})
# Who may do what with a warning, and when; asked by every action, printed in the reference.
ACTS: dict[str, Act] = {
    "edit": Act("draft", _DRAFT),
    "approve": Act("sign", _DRAFT, Status.APPROVED, by_another=True),
    "send_back": Act("sign", _SIGNED, Status.DRAFT),
    "publish": Act("draft", _SIGNED, Status.PUBLISHED),
    "update": Act("draft", _PUBLIC),
    "cancel": Act("draft", _PUBLIC),
    "stand_by": Act("sign", _PUBLIC),
    "ask_release": Act("ask_release", _DRAFT),
    "grant_release": Act("grant_release", _DRAFT),
    "judge": Act("judge", _PUBLIC | {CANCELLED}),
}
NEXT: dict[str, frozenset[str]] = {
    status: frozenset(act.to for act in ACTS.values() if act.to and status in act.standings)
    for status in Status.values
}
NAMED = frozenset({Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED})  # go to bodies by name alone
SCALES: dict[str, Any] = {
    "urgency": Alert.Urgency, "severity": Alert.Severity, "certainty": Alert.Certainty,
}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class ActUnfit(Refused):
    """Something was to be done with a warning that does not stand as it must for that."""

    def __init__(self, act: str, standing: str) -> None:
        super().__init__(act, standing)
        self.act, self.standing = act, standing

    def __str__(self) -> str:
        can = ", ".join(name for name, act in ACTS.items() if self.standing in act.standings)
        said = self.act.replace("_", " ")
        return f"a warning that is {self.standing} is past {said}; what can follow: {can}"


class SignerGone(Refused):
    """The account that signed a warning was closed before it was published."""

    def __str__(self) -> str:
        return "the account that signed it was closed since; send it back and have it signed anew"


class RestsOnKept(Refused):
    """A warning rests on rows whose markings keep them from every warning."""

    def __init__(self, counted: int, usable: int) -> None:
        super().__init__(counted, usable)
        self.counted, self.usable = counted, usable

    def __str__(self) -> str:
        return (
            f"its providers leave {self.usable} of the rows behind this warning open to it, "
            f"and it counts {self.counted}; keep the draft anew, or have a release granted"
        )


class AlreadyMoved(Refused):
    """Somebody else changed the alert since it was read."""


def standing_of(alert: Alert) -> str:
    """Return how a warning stands: its status, or that it is a published cancellation."""
    if alert.status == Status.PUBLISHED and alert.message == Alert.Message.CANCEL:
        return CANCELLED
    return alert.status


def check_act(act: str, alert: Alert, person: User) -> None:
    """Refuse what the person's role may not do, or what a warning that stands so cannot take.

    Raises
    ------
    Refused
        If the role may not, or the act takes another person than the writer.
    ActUnfit
        If it does not follow on how the warning stands.
    """
    asked = ACTS[act]
    check_may(person, asked.right)
    if standing_of(alert) not in asked.standings:
        raise ActUnfit(act, standing_of(alert))
    if asked.by_another:
        check_approver(alert, person)


def check_signer(alert: Alert) -> None:
    """Refuse to publish on the signature of an account that was closed since."""
    if alert.approved_by is not None and not alert.approved_by.is_active:
        raise SignerGone


def check_approver(alert: Alert, person: User) -> None:
    """Refuse a signature by whoever drafted the alert or wrote its text as it stands."""
    if person.pk in (alert.drafted_by_id, alert.changed_by_id):
        raise Refused("the author of an alert cannot sign it")


def check_drill(alert: Alert) -> None:
    """Refuse to publish in a drill that is over; a cancellation may still go out."""
    if alert.message != Alert.Message.CANCEL:
        drills.check_runs(alert.assessment.drill)


def check_rests_on_open(alert: Alert, at: datetime) -> None:
    """Refuse what rests on rows that their providers keep, and nobody has released for it."""
    if alert.message == Alert.Message.CANCEL:
        return
    usable = evidence.rows_for(alert.assessment, number=alert.number, at=at).count()
    if alert.report_count > usable or (not usable and alert.assessment.evidence.exists()):
        raise RestsOnKept(alert.report_count, usable)


def check_release_fits(
    alert: Alert, *, reason: str, until: datetime, longest: timedelta, at: datetime
) -> None:
    """Refuse to ask for a release that says no danger, never ends, or comes too late to be used."""
    if alert.message == Alert.Message.CANCEL:
        raise Refused("a cancellation takes back a warning; it needs no release")
    if not reason.strip():
        raise Refused("say which life is in danger, and why it cannot wait for the provider")
    if not at < until <= at + longest:
        raise Refused(f"a release ends, and at most {longest.days} days from now")


def check_grant(release: Release, *, person: User, reason: str, at: datetime) -> None:
    """Refuse to grant alone, without a reason, too late, or for somebody who has gone."""
    if person.pk == release.asked_by_id:
        raise Refused("whoever asks for a release cannot grant it")
    if not release.asked_by.is_active:
        raise Refused("the account that asked for this was closed; somebody else must ask anew")
    if not reason.strip():
        raise Refused("say why you grant it")
    if release.until <= at:
        raise AlreadyMoved("the time it was asked for has run out")


def check_scales(fields: Mapping[str, Any]) -> None:
    """Refuse a value that CAP's scales do not have: no receiver could read it."""
    for name, scale in SCALES.items():
        if fields.get(name, scale.UNKNOWN) not in scale.values:
            raise Refused(f"{fields[name]!r} is no {name}; they are {', '.join(scale.values)}")


def check_marking(fields: Mapping[str, Any]) -> None:
    """Refuse a marking that the traffic light does not have."""
    if fields.get("tlp", Tlp.CLEAR) not in Tlp.values:
        raise Refused(f"{fields['tlp']!r} is no marking; they are {', '.join(Tlp.values)}")


def check_recipients(alert: Alert) -> None:
    """Refuse to sign what goes to named bodies and names none."""
    if alert.tlp in NAMED and not alert.recipients.exists():
        raise Refused(f"TLP:{alert.tlp} goes to named bodies; name at least one")


def check_language(code: str) -> None:
    """Refuse what is no language tag: it goes into CAP, addresses and headers as it stands."""
    if not _LANGUAGE.fullmatch(code):
        raise Refused(f"{code!r} is no language; write it as en, nl or pt-BR")


def check_expiry(expires_at: datetime, at: datetime) -> None:
    """Refuse a warning that never ends, or has ended before it begins."""
    if expires_at <= at:
        raise Refused("the day on which the warning ends lies in the past")


def check_words(language: str, text: Mapping[str, str]) -> None:
    """Refuse a text that lacks what it must say, or says what no warning says; name the words."""
    if not text["headline"].strip() or not text["instruction"].strip():
        raise Refused(f"{language}: a warning needs a headline and what to do")
    check_phrase(" ".join(text.values()), language)


def check_phrase(text: str, language: str) -> None:
    """Refuse praise, price, dose, links and shame, and a text in another language than it says."""
    for fault in wording.faults_of(text, language):
        raise Refused(f"{language}: {fault}")
    if other := wording.language_fault(text, language):
        raise Refused(f"{language}: {other}")


def check_complete(alert: Alert) -> None:
    """Refuse to sign what says nothing, or nothing of where."""
    texts = list(alert.texts.all())
    if not texts:
        raise Refused("the warning has no text yet")
    for text in texts:
        check_words(text.language, text.words())
        check_phrase(text.note, text.language)
