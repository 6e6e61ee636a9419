"""What a change of the register reaches: reports, signals and warnings that name a substance."""

from dataclasses import dataclass

from vedette.base.accounts.models import User
from vedette.catalogue.substances.models import Proposal, Substance
from vedette.catalogue.substances.queries import records_of
from vedette.evidence.ingest.queries import capped_count
from vedette.evidence.observations.queries import reports_seen_by
from vedette.judgement.signals.queries import signals_seen_by
from vedette.response.alerts.queries import alerts_seen_by


@dataclass(frozen=True, slots=True)
class Reach:
    """How much that a person may see names a substance; counts end at a thousand."""

    substance: Substance
    reports: int
    signals: int
    alerts: int
    names: int


def reach_of(substance: Substance, *, person: User) -> Reach:
    """Count what names a substance, under its own key or one that counts as it."""
    ids = records_of(substance)
    reports = reports_seen_by(person).filter(findings__substance__in=ids).distinct()
    return Reach(
        substance,
        reports=capped_count(reports),
        signals=capped_count(signals_seen_by(person).filter(substance__in=ids)),
        alerts=capped_count(alerts_seen_by(person).filter(substances__in=ids).distinct()),
        names=substance.names.count(),
    )


def reach_of_proposal(proposal: Proposal, *, person: User) -> tuple[Reach, ...]:
    """Return what the substances that a proposal speaks of reach; nothing is changed."""
    touched = [row for row in (proposal.substance, proposal.same_as) if row is not None]
    return tuple(reach_of(row, person=person) for row in touched)
