"""Compute indicators: each colour by itself, nothing twice, every difference a revision."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction
from django.utils import timezone

from vedette.base.journal import actions as journal
from vedette.base.locks import alone
from vedette.base.markings.models import Tlp
from vedette.base.markings.rules import ORDER
from vedette.response.indicators.computing import Computed, colours_of, compute
from vedette.response.indicators.definitions import Indicator, Part, shared_cells
from vedette.response.indicators.errors import IndicatorUnknown
from vedette.response.indicators.evidence import COUNTED, Evidence, read_evidence
from vedette.response.indicators.methods import METHODS
from vedette.response.indicators.models import Computation, Figure, IndicatorValue
from vedette.response.indicators.queries import every_indicator, figures_held

BATCH = 2_000


def compute_indicators(
    *, keys: Iterable[str] = (), as_of: datetime, by: Any, at: datetime
) -> list[Computation]:
    """Compute some or all indicators from what was known at a moment.

    Returns the computations that were made; where definition, methods and evidence are
    those of the newest one under the same ceiling, none is.

    Raises
    ------
    IndicatorUnknown
        If a key names none.
    """
    known = every_indicator()
    wanted = list(keys) or list(known)
    if strange := next((one for one in wanted if one not in known), None):
        raise IndicatorUnknown(strange)
    contexts = {one for key in wanted for part in known[key].parts for one in _contexts(part)}
    evidence = read_evidence(as_of=as_of, contexts=contexts & set(COUNTED))
    shared = shared_cells(known.values())
    made = []
    with alone("indicators"):  # two at once would both make the next revision
        for key in wanted:
            made += _compute_one(known[key], evidence, shared, by=by, at=at)
    return made


def _contexts(part: Part) -> tuple[str, ...]:
    return METHODS[part.method].contexts(part.parameters) if part.method else ()


def _kinds(part: Part) -> tuple[str, ...]:
    return METHODS[part.method].acts(part.parameters) if part.method else ()


@transaction.atomic
def _compute_one(
    indicator: Indicator, evidence: Evidence, shared: dict[str, tuple[str, ...]], *,
    by: Any, at: datetime,
) -> list[Computation]:  # fmt: skip
    parts = indicator.parts
    mine = evidence.of(
        {one for part in parts for one in _contexts(part)},
        {one for part in parts for one in _kinds(part)},
    )
    figures = {
        part.series: list(figures_held(part.series, as_of=evidence.as_of))
        for part in parts if part.series
    }  # fmt: skip
    every = [one for some in figures.values() for one in some]
    earlier = Computation.objects.filter(indicator=indicator.key)
    used = set(earlier.values_list("ceiling", flat=True).distinct())
    there = set(colours_of(mine, every)) | used or {str(Tlp.CLEAR)}
    made = []
    for ceiling in (str(one) for one in ORDER if str(one) in there):
        allowed = [str(one) for one in ORDER[: ORDER.index(Tlp(ceiling)) + 1]]
        open_figures = {
            series: [one for one in some if one.marking.tlp in allowed]
            for series, some in figures.items()
        }
        row = _keep(indicator, ceiling, mine.under(ceiling), open_figures, shared, by=by, at=at)
        made += [row] if row else []
    return made


def _keep(
    indicator: Indicator, ceiling: str, evidence: Evidence, figures: dict[str, list[Figure]],
    shared: dict[str, tuple[str, ...]], *, by: Any, at: datetime,
) -> Computation | None:  # fmt: skip
    read = _digest([evidence.digest(), sorted(one.pk for some in figures.values() for one in some)])
    labels = [METHODS[part.method].label for part in indicator.parts if part.method]
    tables = {one: shared.get(one, ()) for part in indicator.parts for one in _contexts(part)}
    year = timezone.localdate(evidence.as_of).year
    mark = _digest([indicator.digest, labels, read, tables, year])
    earlier = Computation.objects.filter(indicator=indicator.key, ceiling=ceiling)
    newest = earlier.filter(as_of__lte=evidence.as_of).order_by("-as_of", "-id").first()
    if newest is not None and newest.fingerprint == mark:
        return None
    found = compute(indicator, evidence, figures, shared=shared)
    last = earlier.order_by("-revision").values_list("revision", flat=True).first() or 0
    row = Computation.objects.create(
        indicator=indicator.key, ceiling=ceiling, revision=last + 1, as_of=evidence.as_of,
        computed_at=at, by=by, definition=indicator.digest, evidence=read,
        methods=dict(found.methods), missing=[asdict(one) for one in found.missing],
        fingerprint=mark,
    )  # fmt: skip
    _keep_values(row, found)
    journal.record("indicator.computed", subject=row, by=by, at=at, indicator=indicator.key,
                   ceiling=ceiling, revision=row.revision)  # fmt: skip
    return row


def _keep_values(row: Computation, found: Computed) -> None:
    IndicatorValue.objects.bulk_create(
        (
            IndicatorValue(
                computation=row, part=one.part, country=one.country, period=one.period,
                cell=one.cell, numerator=one.numerator, denominator=one.denominator,
                value=one.value, low=one.low, high=one.high, unit=one.unit, hidden=one.hidden,
                flags=list(one.flags), note=one.note,
            )
            for one in found.cells
        ),
        batch_size=BATCH,
    )  # fmt: skip


def _digest(value: Any) -> str:
    return hashlib.sha256(orjson.dumps(value)).hexdigest()
