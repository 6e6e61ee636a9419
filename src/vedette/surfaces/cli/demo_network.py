"""The laboratories of the demonstration: directory, methods, standards, a round, two samples."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import actions, exchange
from vedette.catalogue.laboratories.models import Laboratory, LaboratoryRole
from vedette.catalogue.laboratories.queries import find
from vedette.catalogue.substances.models import Substance
from vedette.evidence.observations.models import Context
from vedette.evidence.samples import actions as samples
from vedette.evidence.samples.models import Sample
from vedette.science.simulation import TRUE_VALUE, UNIT, Facility, facilities

HOME = "NL"  # where the focal point of the demonstration sits
YEARS = timedelta(days=700)


@transaction.atomic
def equip(*, seed: int, officer: User, at: datetime) -> None:
    """Fill the directory by the same acts a person would use; a second call changes nothing."""
    if LaboratoryRole.objects.exists():
        return
    everybody = facilities(seed=seed)
    for facility in everybody:
        _enter(facility, officer, at)
    results = {one.code: one.measured for one in everybody if one.kind == "forensic"}
    actions.keep_round(
        key="simulated-1", title="Metonitazene in powder (simulated round)", unit=UNIT,
        held_on=timezone.localdate(at) - timedelta(days=40), results=results,
        substance=_substance("metonitazene"), assigned=TRUE_VALUE, by=officer, at=at,
    )  # fmt: skip
    _requests(everybody, officer, at)
    _samples(everybody, officer, at)


def _enter(facility: Facility, officer: User, at: datetime) -> None:
    since = timezone.localdate(at) - YEARS
    row = actions.enter(
        code=facility.code, name=facility.name, country=facility.country,
        body=officer.body if facility.country == HOME else None, by=officer, at=at,
    )  # fmt: skip
    kinds = [facility.kind] + (["national_representative"] if facility.is_national else [])
    for kind in kinds:
        actions.give_role(laboratory=row, kind=kind, since=since, by=officer, at=at)
    for method in facility.methods:
        actions.add_method(
            laboratory=row, technique=method.technique, matrix=method.matrix, since=since,
            is_accredited=method.is_accredited, by=officer, at=at,
        )  # fmt: skip
    for name in facility.standards:
        actions.hold_standard(
            laboratory=row, substance=_substance(name), since=since,
            may_share=facility.is_national, by=officer, at=at,
        )  # fmt: skip


def _requests(everybody: tuple[Facility, ...], officer: User, at: datetime) -> None:
    """One laboratory needs what another holds; one need nobody has answered yet."""
    wanted = "protonitazene"
    forensic = [one for one in everybody if one.kind == "forensic"]
    without = next(one for one in forensic if wanted not in one.standards)
    holder = next(one for one in forensic if wanted in one.standards)
    asked = exchange.ask(
        laboratory=find(without.code), substance=_substance(wanted),
        reason="to confirm what was screened", by=officer, at=at - timedelta(days=6),
    )  # fmt: skip
    exchange.offer(
        request=asked, laboratory=find(holder.code), by=officer, at=at - timedelta(days=4)
    )
    exchange.ask(
        laboratory=find(holder.code), substance=_substance("N-desethyl etonitazene"),
        reason="to tell it from its isomers", by=officer, at=at - timedelta(days=2),
    )  # fmt: skip


def _samples(everybody: tuple[Facility, ...], officer: User, at: datetime) -> None:
    """One sample screened, passed on and confirmed; one screened and on its way."""
    by_kind = {one.kind: find(one.code) for one in everybody if one.country == HOME}
    checking, forensic = by_kind["drug_checking"], by_kind["forensic"]
    first = _screened(checking, "protonitazene", officer, at - timedelta(days=9))
    _pass_on(first, forensic, "S-2041", officer, at - timedelta(days=7))
    samples.receive(
        sample=first, seal="S-2041", is_seal_intact=True, by=officer, at=at - timedelta(days=6)
    )
    pathway.report_on_sample(
        sample=first, kind="result", laboratory=forensic, names=["protonitazene"],
        method="GC-MS with reference standard; LC-HRMS with reference standard", by=officer,
        at=at - timedelta(days=5),
    )  # fmt: skip
    second = _screened(checking, "3-CMC", officer, at - timedelta(days=3))
    _pass_on(second, forensic, "S-2107", officer, at - timedelta(days=1))


def _screened(laboratory: Laboratory, name: str, officer: User, at: datetime) -> Sample:
    sample = samples.register(
        laboratory=laboratory, context=Context.DRUG_CHECKING, marking=marking_for("AMBER"),
        occurred_on=timezone.localdate(at) - timedelta(days=1), form="powder", by=officer, at=at,
    )  # fmt: skip
    pathway.report_on_sample(
        sample=sample, kind="result", laboratory=laboratory, names=[name], method="FTIR",
        by=officer, at=at,
    )  # fmt: skip
    return sample


def _pass_on(sample: Sample, to: Laboratory, seal: str, officer: User, at: datetime) -> None:
    samples.ask(sample=sample, laboratory=to, reason="confirm what is in it", by=officer, at=at)
    samples.accept(sample=sample, by=officer, at=at)
    samples.send(sample=sample, seal=seal, by=officer, at=at)


def _substance(name: str) -> Substance:
    return Substance.objects.get(name=name)
