"""Register samples, pass them on, keep what laboratories say of them."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, check_may
from vedette.base.journal import actions as journal
from vedette.base.markings.models import Marking
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import check_acts_for
from vedette.catalogue.places.models import Place
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Context, Report
from vedette.evidence.samples import rules
from vedette.evidence.samples.models import CustodyStep, Result, Sample

# Told apart when read aloud or badly printed: no I, L, O, U, 0, 1.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
Kind = CustodyStep.Kind


@transaction.atomic
def register(
    *,
    laboratory: Laboratory,
    context: str,
    occurred_on: date,
    marking: Marking,
    country: str = "",
    place: Place | None = None,
    form: str = "",
    reference: str = "",
    by: User,
    at: datetime,
) -> Sample:
    """Give a physical sample its token; the laboratory holds it from now on."""
    check_acts_for(by, laboratory)
    if context not in Context.values:
        raise Refused(f"no context is called {context!r}")
    if occurred_on > timezone.localdate(at):
        raise Refused(f"{occurred_on} lies ahead")
    token = "".join(secrets.choice(_LETTERS) for _ in range(10))
    sample = Sample.objects.create(
        token=token, context=context, occurred_on=occurred_on, place=place,
        country=(country or (place.country if place else "") or laboratory.country).upper(),
        form=form.strip().casefold(), reference=reference.strip()[:100], registered_at=at,
        marking=marking,
    )  # fmt: skip
    CustodyStep.objects.create(
        sample=sample, number=1, kind=Kind.REGISTERED, holder=laboratory, at=at, by=by
    )
    journal.record("sample.registered", subject=sample, by=by, at=at, token=token)
    return sample


def ask(
    *, sample: Sample, laboratory: Laboratory, reason: str, by: User, at: datetime
) -> CustodyStep:
    """Ask another laboratory to examine a sample."""
    last = _last(sample)
    check_acts_for(by, last.holder)
    if laboratory.pk == last.holder_id:
        raise Refused("the laboratory that holds a sample cannot refer it to itself")
    if not reason.strip():
        raise Refused("a request says what is to be examined")
    return _step(last, Kind.ASKED, other=laboratory, reason=reason.strip(), by=by, at=at)


def accept(*, sample: Sample, by: User, at: datetime) -> CustodyStep:
    """Agree to examine a sample."""
    last = _asked(sample, by)
    return _step(last, Kind.ACCEPTED, other=last.other, by=by, at=at)


def decline(*, sample: Sample, reason: str, by: User, at: datetime) -> CustodyStep:
    """Refuse to examine a sample, and say why; its holder may ask elsewhere."""
    last = _asked(sample, by)
    if not reason.strip():
        raise Refused("whoever declines says why")
    return _step(last, Kind.DECLINED, other=last.other, reason=reason.strip(), by=by, at=at)


def withdraw(*, sample: Sample, reason: str, by: User, at: datetime) -> CustodyStep:
    """Take a request back before the sample is sent."""
    last = _last(sample)
    check_acts_for(by, last.holder)
    if not reason.strip():
        raise Refused("whoever withdraws a request says why")
    return _step(last, Kind.WITHDRAWN, other=last.other, reason=reason.strip(), by=by, at=at)


def send(*, sample: Sample, seal: str, condition: str = "", by: User, at: datetime) -> CustodyStep:
    """Hand a sample over under a seal to the laboratory that has agreed."""
    last = _last(sample)
    check_acts_for(by, last.holder)
    if not seal.strip():
        raise Refused("a sample is sent under a seal; write the token on it")
    return _step(
        last, Kind.SENT, other=last.other, seal=seal.strip(), condition=condition.strip(),
        by=by, at=at,
    )  # fmt: skip


def receive(
    *,
    sample: Sample,
    seal: str,
    is_seal_intact: bool,
    condition: str = "",
    by: User,
    at: datetime,
) -> CustodyStep:
    """Take a sample over; the seal on it is the one it was sent under, or it is said so.

    Raises
    ------
    Refused
        If another seal is on it and it is called intact, or a broken seal or
        another seal comes without a word on the sample's condition.
    """
    last = _last(sample)
    rules.check_step(last, Kind.RECEIVED)
    receiver = last.other
    if receiver is None:  # cannot be: who sends names whom
        raise Refused("nobody was asked to take this sample")
    check_acts_for(by, receiver)
    is_same = seal.strip() == last.seal
    if is_seal_intact and not is_same:
        raise Refused("the seal is not the one the sample was sent under; it is not intact")
    if not is_seal_intact and not condition.strip():
        raise Refused("a seal that is broken or another needs a word on the sample's condition")
    return _step(
        last, Kind.RECEIVED, holder=receiver, other=last.holder, seal=seal.strip(),
        is_seal_intact=is_seal_intact, condition=condition.strip(), by=by, at=at,
    )  # fmt: skip


def _asked(sample: Sample, by: User) -> CustodyStep:
    last = _last(sample)
    if last.kind == Kind.ASKED and last.other is not None:
        check_acts_for(by, last.other)
    else:
        check_may(by, "handle_samples")
    return last


def _last(sample: Sample) -> CustodyStep:
    rows = sample.custody.select_related("holder__body", "other__body")
    return rows.order_by("-number")[:1].get()


@transaction.atomic
def _step(
    last: CustodyStep, kind: str, *, by: User, at: datetime, holder: Laboratory | None = None,
    **facts: Any,
) -> CustodyStep:  # fmt: skip
    """Add one step after the last one read; whoever comes second is told so."""
    rules.check_step(last, kind)
    try:
        with transaction.atomic():
            step = CustodyStep.objects.create(
                sample_id=last.sample_id, number=last.number + 1, kind=kind,
                holder=holder or last.holder, at=at, by=by, **facts,
            )  # fmt: skip
    except IntegrityError:
        raise rules.Overtaken("somebody else has moved this sample meanwhile; look again") from None
    journal.record(f"sample.{kind}", subject=last.sample, by=by, at=at, seal=step.seal)
    return step


def place_of(code: str) -> Place | None:
    """Return a place by its code, none for an empty one, or refuse."""
    if not code.strip():
        return None
    row = Place.objects.filter(code__iexact=code.strip()).first()
    if row is None:
        raise Refused(f"no place is known as {code!r}")
    return row


def source_of(sample: Sample) -> Source:
    """Return the source under which results on samples of one context are counted."""
    row, _ = Source.objects.get_or_create(
        name=f"{rules.SOURCE}{sample.context}",
        defaults={
            "title": f"Samples between laboratories: {sample.get_context_display()}",
            "context": sample.context,
            "marking": sample.marking,
        },
    )
    return row


def say(
    *,
    sample: Sample,
    kind: str,
    number: int,
    laboratory: Laboratory,
    of: Result | None,
    names: Sequence[str],
    used: str,
    method: str,
    level: str,
    because: str,
    reason: str,
    report: Report,
    through: Laboratory | None = None,
    by: User,
    at: datetime,
) -> Result:
    """Keep what a laboratory says of a sample, inside the caller's transaction.

    People of the laboratory say it, or of that through which it comes: the one that asked
    for it and confirmed it.
    """
    check_acts_for(by, through or laboratory)
    try:
        with transaction.atomic():
            row = Result.objects.create(
                sample=sample, number=number, kind=kind, laboratory=laboratory, of=of,
                names=list(names), used=used, method=method, level=level, because=because,
                reason=reason.strip(), report=report, at=at, by=by,
            )  # fmt: skip
    except IntegrityError:
        raise rules.Overtaken(
            "somebody else has reported on this sample meanwhile; look again"
        ) from None
    journal.record(
        f"sample.{kind}", subject=sample, by=by, at=at, laboratory=laboratory.code, level=level
    )
    return row


def move(
    *,
    sample: Sample,
    kind: str,
    laboratory: Laboratory | None = None,
    reason: str = "",
    seal: str = "",
    is_seal_intact: bool = True,
    condition: str = "",
    by: User,
    at: datetime,
) -> CustodyStep:
    """Take the step of custody that is named; each takes of the facts what it needs."""
    if kind == Kind.ASKED:
        if laboratory is None:
            raise Refused("name the laboratory that is asked")
        return ask(sample=sample, laboratory=laboratory, reason=reason, by=by, at=at)
    if kind == Kind.ACCEPTED:
        return accept(sample=sample, by=by, at=at)
    if kind == Kind.DECLINED:
        return decline(sample=sample, reason=reason, by=by, at=at)
    if kind == Kind.WITHDRAWN:
        return withdraw(sample=sample, reason=reason, by=by, at=at)
    if kind == Kind.SENT:
        return send(sample=sample, seal=seal, condition=condition, by=by, at=at)
    if kind == Kind.RECEIVED:
        return receive(
            sample=sample, seal=seal, is_seal_intact=is_seal_intact, condition=condition,
            by=by, at=at,
        )  # fmt: skip
    raise Refused(f"no step is called {kind!r}")
