"""The customs laboratory, reference centres, group, trials and courses of the demonstration."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.practice import actions as practice
from vedette.catalogue.substances.models import Family, Substance
from vedette.catalogue.working_groups import actions as groups
from vedette.catalogue.working_groups.models import WorkingGroup
from vedette.catalogue.working_groups.rules import Name
from vedette.evidence.customs import actions as customs
from vedette.evidence.observations.models import Context
from vedette.evidence.reference_analyses import actions as references
from vedette.evidence.reference_analyses.models import ReferenceAnalysis
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples.models import Sample

HOME = "NL"
DAY = timedelta(days=1)
STANDARD = "GC-MS with reference standard"
Goods = tuple[int, str, str, str, tuple[str, ...], str]
# Goods as declared, and what was found: a hint, a drug that is not named, papers that fit.
GOODS: tuple[Goods, ...] = (
    (9, "2914 11 00", "industrial_chemical", "import", ("1-phenyl-2-propanone",), "liquid"),
    (15, "9503 00 95", "household", "post", ("3-CMC",), "powder"),
    (22, "2902 30 00", "industrial_chemical", "export", ("toluene",), "liquid"),
    (4, "3824 99 96", "industrial_chemical", "transit", (), "powder"),
)
# Days ago, what the centre answered, and what became of it.
ANALYSES = ((60, "protonitazene", "confirmed"), (45, "ketamine", "disputed"), (40, "", "late"))
# Two names of the simulated set that the register cannot have.
NAMES = ("protonitazene", "metonitazene", "ketamine", "3-CMC", "simulated unknown A",
         "simulated unknown B")  # fmt: skip


def equip(*, officer: User, approver: User, at: datetime) -> None:
    """Show a customs laboratory and its partners at work; a second call changes nothing.

    Each act is a transaction of its own, for firsts are told outside every other one.
    """
    if WorkingGroup.objects.exists():
        return
    port = _laboratory("customs-nl", "Customs laboratory (simulated)", "customs", officer, at)
    centre = _laboratory("reference-eu", "Reference centre (simulated)", "reference", officer, at)
    _methods((port, centre), officer, at)
    found = [_goods(port, one, officer, at) for one in GOODS]
    _ask(found[-1], centre, officer, at - 2 * DAY)  # the open one: help was asked
    _analyses(port, centre, officer, approver, at)
    _learn((port, centre), officer, at)


def _laboratory(code: str, name: str, role: str, officer: User, at: datetime) -> Laboratory:
    row = directory.enter(code=code, name=name, country=HOME, body=officer.body, by=officer, at=at)
    since = timezone.localdate(at) - 700 * DAY
    directory.give_role(laboratory=row, kind=role, since=since, by=officer, at=at)
    return row


def _methods(laboratories: Sequence[Laboratory], officer: User, at: datetime) -> None:
    """Two methods for nitazenes in blood, neither of which sees a tenth of a nanogram."""
    nitazenes = Family.objects.filter(key__startswith="nitazene")
    for row, limit, unit in zip(laboratories, (5.0, 0.5), ("ng/mL", "ug/L"), strict=True):
        directory.add_method(
            laboratory=row, technique="lc-hrms", matrix="blood", families=nitazenes,
            detection_limit=limit, unit=unit, is_accredited=unit == "ug/L",
            since=timezone.localdate(at) - 300 * DAY, by=officer, at=at,
        )  # fmt: skip


def _sample(holder: Laboratory, form: str, officer: User, at: datetime) -> Sample:
    return samples.register(
        laboratory=holder, context=Context.SEIZURE, marking=marking_for("AMBER"), form=form,
        occurred_on=timezone.localdate(at) - DAY, by=officer, at=at,
    )  # fmt: skip


def _goods(port: Laboratory, one: Goods, officer: User, now: datetime) -> Sample:
    days, code, goods, flow, names, form = one
    at = now - days * DAY
    row = _sample(port, form, officer, at)
    customs.declare(sample=row, code=code, year=at.year, goods=goods, flow=flow, by=officer, at=at)
    if names:
        pathway.report_on_sample(
            sample=row, kind="result", laboratory=port, names=names, method=STANDARD,
            by=officer, at=at + DAY / 2,
        )  # fmt: skip
    return row


def _ask(sample: Sample, centre: Laboratory, officer: User, at: datetime) -> ReferenceAnalysis:
    return pathway.ask_reference(
        sample=sample, centre=centre, question="what is it", by=officer, at=at,
        wanted_by=timezone.localdate(at) + 20 * DAY,
    )  # fmt: skip


def _bring(sample: Sample, seal: str, officer: User, at: datetime) -> None:
    samples.accept(sample=sample, by=officer, at=at)
    samples.send(sample=sample, seal=seal, by=officer, at=at)
    samples.receive(sample=sample, seal=seal, is_seal_intact=True, by=officer, at=at + 2 * DAY)


def _analyses(
    port: Laboratory, centre: Laboratory, officer: User, approver: User, now: datetime
) -> None:
    """One answer confirmed, one disputed, one that should have come by now."""
    for number, (days, name, fate) in enumerate(ANALYSES, start=1):
        at = now - days * DAY
        row = _sample(port, "powder", officer, at)
        analysis = _ask(row, centre, officer, at)
        _bring(row, f"R-{number}", officer, at + DAY)
        if fate == "late":
            continue
        references.analysed(analysis=analysis, by=officer, at=at + 9 * DAY)
        pathway.answer_reference(
            analysis=analysis, names=[name], method="NMR; LC-HRMS with reference standard",
            confidence=0.97, by=officer, at=at + 11 * DAY,
        )  # fmt: skip
        if fate == "confirmed":
            pathway.confirm_reference(analysis=analysis, by=approver, at=at + 13 * DAY)
        else:
            references.dispute(
                analysis=analysis, reason="melts elsewhere than our own sample", by=approver,
                at=at + 13 * DAY,
            )  # fmt: skip


def _learn(laboratories: Sequence[Laboratory], officer: User, at: datetime) -> None:
    """A working group with a set, a trial with its counts, a practice, a course."""
    today = timezone.localdate(at)
    group = groups.enter_group(
        key="drugs-group", name="Drugs working group (simulated)", by=officer, at=at
    )
    groups.keep_set(
        group=group, title="Reference names (simulated)", version="2026",
        licence="members of the group only",
        names=[Name(line, name) for line, name in enumerate(NAMES, start=2)], by=officer, at=at,
    )  # fmt: skip
    groups.keep_record(
        group=group, kind="meeting", title="Spring meeting (simulated)", dated=today - 200 * DAY,
        marking=marking_for("GREEN"), by=officer, at=at,
    )  # fmt: skip
    groups.keep_record(
        group=group, kind="document", title="Minutes (simulated)", dated=today - 190 * DAY,
        place="minutes.pdf", marking=marking_for("AMBER"), by=officer, at=at,
    )  # fmt: skip
    groups.keep_contact(
        group=group, function="secretariat", institute="Institute (simulated)", country=HOME,
        mailbox="secretariat@example.org", since=today - 300 * DAY, by=officer, at=at,
    )  # fmt: skip
    trial = practice.open_trial(
        key="raman-2026", title="Raman at the border (simulated)", technique="raman",
        reference="GC-MS", matrix="powder", started_on=today - 120 * DAY,
        substance=Substance.objects.filter(name="metonitazene").first(), by=officer, at=at,
    )  # fmt: skip
    for row, counts in zip(laboratories, ((18, 2, 25, 5), (9, 0, 12, 3)), strict=True):
        practice.count(
            trial=trial, laboratory=row, true_positive=counts[0], false_positive=counts[1],
            true_negative=counts[2], false_negative=counts[3], by=officer, at=at,
        )  # fmt: skip
    practice.offer(
        key="nitazenes-in-blood", title="Nitazenes in blood (simulated)", language="en",
        licence="CC BY 4.0", offered_by="Institute (simulated)", place="nitazenes.pdf",
        summary="What to screen for, and at which level.", by=officer, at=at,
    )  # fmt: skip
    practice.announce(
        title="Spectra of unknowns (simulated)", organiser="Institute (simulated)",
        starts_on=today + 90 * DAY, ends_on=today + 92 * DAY, where="online", language="en",
        by=officer, at=at,
    )  # fmt: skip
