"""Indicators as expressions over evidence: one row a country, year and cell.

Every function takes tables of reports, findings or acts and returns a table with the columns
``COLUMNS``. ``country`` is "" for all countries together and ``ZZ`` where it was not
reported; ``cell`` is "" for the total, else ``name=value`` pairs joined by ";".
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from vedette.science.tables.overview import COUNTED_ROLES

COLUMNS = (
    "country", "period", "cell", "numerator", "denominator", "value", "low", "high", "flag",
)  # fmt: skip
EVERYWHERE, NOT_REPORTED = "", "ZZ"
OTHER = "other"
Z95 = 1.959963984540054  # two-sided 95 per cent of the normal distribution
GRAMS: Mapping[str, float] = {"kg": 1000.0, "g": 1.0, "mg": 0.001, "t": 1_000_000.0}
TABLETS = ("{tbl}", "{tablet}", "{capsule}", "{blotter}", "{dose}", "1")

Drugs = Mapping[str, Sequence[str]]


def count_reports(reports: ir.Table, *, context: str, cells: Sequence[str] = ()) -> ir.Table:
    """Count the reports of a context, in all and by each of some columns."""
    rows = _dated(reports.filter(reports.context == context))
    counted = {"numerator": _.report_id.nunique()}
    return _counts(_grouped(rows, counted, [(one,) for one in cells]))


def share_of_reports(
    reports: ir.Table, *, context: str, column: str, positive: Sequence[str],
    known: Sequence[str] = (),
) -> ir.Table:  # fmt: skip
    """Return the share of reports whose column says one of some words, in per cent.

    The denominator is the reports in which the column says one of ``known``, or anything
    at all if that is empty: what is not known is neither yes nor no.
    """
    rows = _dated(reports.filter(reports.context == context))
    said = rows[column].isin(list(known)) if known else rows[column].fill_null("") != ""
    rows = rows.filter(said)
    yes = rows[column].isin(list(positive))
    return _shares(_grouped(rows.mutate(yes=yes), {
        "numerator": _.report_id.nunique(where=_.yes), "denominator": _.report_id.nunique(),
    }))  # fmt: skip


def identified_share(
    reports: ir.Table, findings: ir.Table, *, context: str, identity: Sequence[str]
) -> ir.Table:
    """Return the share of a context's reports with a substance identified so surely."""
    sure = findings.filter(
        findings.context == context,
        findings.identity.isin(list(identity)),
        findings.role.isin(COUNTED_ROLES),
    )
    known = sure.select("report_id").distinct().mutate(sure=True)
    rows = _dated(reports.filter(reports.context == context)).left_join(known, "report_id")
    return _shares(_grouped(rows, {
        "numerator": _.report_id.nunique(where=_.sure.fill_null(False)),
        "denominator": _.report_id.nunique(),
    }))  # fmt: skip


def count_by_drug(
    findings: ir.Table, *, context: str, drugs: Drugs, roles: Sequence[str] = COUNTED_ROLES,
    only_named: bool = False, crossed: bool = False,
) -> ir.Table:  # fmt: skip
    """Count a context's reports by groups of drugs; a report counts once in each it names.

    Parameters
    ----------
    drugs : mapping of str to list of str
        Keys of substances, ``family:…``, or ``new`` for what was ever notified as new; a
        substance belongs to the first group that names it, else to ``other``.
    only_named : bool
        Leave out what belongs to no group, from the total as well.
    crossed : bool
        Also by country and drug together.
    """
    rows = _dated(findings.filter(findings.context == context, findings.role.isin(list(roles))))
    rows = rows.mutate(drug=drug_of(rows, drugs))
    if only_named:
        rows = rows.filter(rows.drug != OTHER)
    counted = {"numerator": _.report_id.nunique()}
    return _counts(_grouped(rows, counted, [("drug",)], crossed=crossed))


def seizures_by_size(
    findings: ir.Table, *, drugs: Drugs, large_grams: Mapping[str, float], large_tablets: float,
    measure: str = "number",
) -> ir.Table:  # fmt: skip
    """Count seizures, or add up their kilograms, by drug and by small or large.

    A seizure is large from so many grams of a drug on (``large_grams``, with ``other`` for
    the rest), or from so many tablets; what is given in neither is ``not_sized``.
    Kilograms are of masses alone: no tablet is weighed here.
    """
    rows = _dated(findings.filter(findings.context == "seizure", findings.role == "found"))
    rows = rows.mutate(drug=drug_of(rows, drugs), grams=rows.value * _factor(rows.unit))
    limit = _choice(rows.drug, large_grams, large_grams[OTHER])
    rows = rows.mutate(size=ibis.cases(
        (rows.grams.notnull(), (rows.grams >= limit).ifelse("large", "small")),
        (rows.unit.isin(TABLETS) & rows.value.notnull(),
         (rows.value >= large_tablets).ifelse("large", "small")),
        else_="not_sized",
    ))  # fmt: skip
    cells: list[tuple[str, ...]] = [("size",), ("drug",), ("drug", "size")]
    if measure == "number":
        return _counts(_grouped(rows, {"numerator": _.report_id.nunique()}, cells, crossed=True))
    weighed = rows.filter(rows.grams.notnull())
    sums = {"numerator": _.grams.sum() / 1000, "denominator": _.report_id.nunique()}
    found = _grouped(weighed, sums, cells, crossed=True)
    return _finished(found.mutate(value=found.numerator, numerator=ibis.null("float64")))


def mean_loads(findings: ir.Table, *, residues: Sequence[str] = ()) -> ir.Table:
    """Return the mean load of each residue in wastewater: of plants, each the mean of its days.

    ``low`` and ``high`` are the lowest and the highest plant, ``denominator`` how many
    plants there were. Days below the limit of quantification enter as neither zero nor
    half the limit; where they are most days of a cell it says so and has no value.
    """
    rows = _dated(findings.filter(findings.context == "wastewater", findings.role == "load"))
    rows = rows.mutate(residue=rows.substance)
    if residues:
        rows = rows.filter(rows.residue.isin(list(residues)))
    plants = rows.group_by("period", "country", "plant", "residue").agg(
        load=_.value.mean(), days=_.count(), below=_.below_loq.cast("int64").sum()
    )
    parts = []
    for place in ((), ("country",)):
        keys = ["period", *place, "residue"]
        got = plants.group_by(keys).agg(
            mean=_.load.mean(), least=_.load.min(), most=_.load.max(), plants=_.plant.nunique(),
            days=_.days.sum(), below=_.below.sum(),
        )  # fmt: skip
        faint = got.below * 2 > got.days
        nothing = ibis.null("float64")
        parts.append(got.select(
            country=got.country if place else ibis.literal(EVERYWHERE), period=got.period,
            cell=ibis.literal("residue=") + got.residue, numerator=nothing,
            denominator=got.plants.cast("float64"), value=faint.ifelse(nothing, got["mean"]),
            low=faint.ifelse(nothing, got.least), high=faint.ifelse(nothing, got.most),
            flag=faint.ifelse("mostly_below_limit", ""),
        ))  # fmt: skip
    return ibis.union(*parts)


def first_detections(findings: ir.Table, *, warm_up_days: int = 365) -> ir.Table:
    """Count substances by the year of their first detection in all the evidence.

    Whatever is met in the first ``warm_up_days`` is not new: nobody had looked before.
    """
    firsts = _firsts(findings)
    since = firsts.day.min().as_scalar() + ibis.interval(days=warm_up_days)
    new = firsts.filter(firsts.day >= since).mutate(period=_.day.year().cast("string"))
    met = new.group_by("period").agg(met=_.substance.nunique())
    # A year in which much was looked at and nothing was new has none, which is a figure too.
    looked = _dated(findings).filter(_.occurred_on >= since)
    flag = (looked.occurred_on.year() == since.year()).ifelse("begins_in_this_year", "")
    years = looked.mutate(flag=flag).group_by("period").agg(flag=_.flag.max())
    found = years.left_join(met, "period").mutate(numerator=_.met.fill_null(0))
    return _finished(
        found.mutate(country=ibis.literal(EVERYWHERE), cell=ibis.literal(""), value=found.numerator)
    )


def acts_per_year(acts: ir.Table, *, kind: str, substances: bool = False) -> ir.Table:
    """Count the acts of a kind by year, or the different substances that they are about."""
    rows = acts.filter(acts.kind == kind)
    rows = rows.mutate(period=rows.day.year().cast("string"), country=ibis.literal(EVERYWHERE))
    counted = (rows.substance if substances else rows.number).nunique()
    found = rows.group_by("period").agg(numerator=counted)
    return _finished(found.mutate(
        country=ibis.literal(EVERYWHERE), cell=ibis.literal(""), value=found.numerator,
    ))  # fmt: skip


def days_to_act(findings: ir.Table, acts: ir.Table, *, kind: str) -> ir.Table:
    """Return the median days from a substance's first detection to the first act about it.

    By the year of the act; ``low`` and ``high`` are the quartiles, ``denominator`` the
    substances. A substance whose act came before it was met here is left out.
    """
    firsts = _firsts(findings)
    done = acts.filter(acts.kind == kind, acts.substance.notnull())
    done = done.group_by("substance").agg(act=_.day.min())
    both = firsts.join(done, "substance")
    both = both.filter(both.act >= both.day)
    days = (both.act.epoch_days() - both.day.epoch_days()).cast("float64")
    rows = both.mutate(period=both.act.year().cast("string"), days=days)
    found = rows.group_by("period").agg(
        value=_.days.quantile(0.5), low=_.days.quantile(0.25), high=_.days.quantile(0.75),
        denominator=_.substance.nunique(),
    )  # fmt: skip
    return _finished(found.mutate(
        country=ibis.literal(EVERYWHERE), cell=ibis.literal(""), numerator=ibis.null("float64"),
    ))  # fmt: skip


def counterfeit_share(
    findings: ir.Table, *, contexts: Sequence[str], claimed: Sequence[str]
) -> ir.Table:
    """Return the share of samples sold as some substances in which none of these was found.

    Out of the samples in which anything was found; ``claimed`` as in :func:`count_by_drug`.
    """
    rows = _dated(findings.filter(findings.context.isin(list(contexts))))
    is_claimed = _belongs(rows, claimed)
    seen = rows.group_by("report_id", "country", "period").agg(
        sold=(is_claimed & (rows.role == "sold_as")).any(),
        held=(is_claimed & (rows.role == "found")).any(),
        anything=(rows.role == "found").any(),
    )
    seen = seen.filter(seen.sold & seen.anything)
    return _shares(_grouped(seen, {
        "numerator": _.report_id.nunique(where=~_.held), "denominator": _.report_id.nunique(),
    }))  # fmt: skip


def drug_of(rows: ir.Table, drugs: Drugs) -> ir.StringValue:
    """Return the group of drugs that each row's substance belongs to."""
    return ibis.cases(
        *((_belongs(rows, members), name) for name, members in drugs.items()), else_=OTHER
    )


def _belongs(rows: ir.Table, members: Iterable[str]) -> ir.BooleanValue:
    members = list(members)
    families = [one.removeprefix("family:") for one in members if one.startswith("family:")]
    keys = [one for one in members if not one.startswith("family:") and one != "new"]
    held = rows.substance.isin(keys) if keys else ibis.literal(False)
    if families:
        held = held | rows.family.isin(families)
    if "new" in members:
        held = held | rows.is_new
    return held.fill_null(False)


def _dated(table: ir.Table) -> ir.Table:
    """Keep rows dated to the year at least, with their year and a country for each."""
    rows = table.filter(table.precision != "undated")
    country = rows.country.fill_null("").nullif("").fill_null(NOT_REPORTED)
    return rows.mutate(period=rows.occurred_on.year().cast("string"), country=country)


def _firsts(findings: ir.Table) -> ir.Table:
    rows = findings.filter(
        findings.role.isin(COUNTED_ROLES), findings.substance.notnull(),
        findings.precision.isin(("day", "week", "month")),
    )  # fmt: skip
    return rows.group_by("substance").agg(day=_.occurred_on.min())


def _grouped(
    rows: ir.Table, aggregates: Mapping[str, Any], cells: Iterable[tuple[str, ...]] = (), *,
    crossed: bool = False,
) -> ir.Table:  # fmt: skip
    """Aggregate for all, by country, by each cell, and if asked by both together."""
    cells = list(cells)
    wanted: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((), ()), (("country",), ())]
    wanted += [((), cell) for cell in cells]
    wanted += [(("country",), cell) for cell in cells] if crossed else []
    parts = []
    for place, cell in wanted:
        got = rows.group_by("period", *place, *cell).agg(**aggregates)
        said: ir.StringValue = ibis.literal("")
        for number, name in enumerate(cell):
            value = got[name].fill_null("").nullif("").fill_null("unknown")
            said = said + ibis.literal(f"{';' if number else ''}{name}=") + value
        figures = {name: got[name].cast("float64") for name in aggregates}
        parts.append(got.select(
            country=got.country if place else ibis.literal(EVERYWHERE), period=got.period,
            cell=said, **figures,
        ))  # fmt: skip
    return ibis.union(*parts)


def _counts(found: ir.Table) -> ir.Table:
    return _finished(found.mutate(value=found.numerator))


def _shares(found: ir.Table) -> ir.Table:
    """Add per cent and the Wilson interval at 95 per cent."""
    n = found.denominator.nullif(0)
    p, z2 = found.numerator / n, Z95**2
    middle, spread = p + z2 / (2 * n), Z95 * ((p * (1 - p) + z2 / (4 * n)) / n).sqrt()
    scale = 100 / (1 + z2 / n)
    return _finished(found.mutate(
        value=100 * p, low=(scale * (middle - spread)).clip(0, 100),
        high=(scale * (middle + spread)).clip(0, 100),
    ))  # fmt: skip


def _finished(found: ir.Table) -> ir.Table:
    """Return all columns in order; what a method does not give is null."""
    given = set(found.columns)
    numbers = ("numerator", "denominator", "value", "low", "high")
    return found.select(
        country=found.country, period=found.period, cell=found.cell,
        **{name: found[name].cast("float64") if name in given else ibis.null("float64")
           for name in numbers},
        flag=found.flag if "flag" in given else ibis.literal(""),
    )  # fmt: skip


def _factor(unit: ir.StringValue) -> ir.FloatingValue:
    return ibis.cases(*((unit == name, factor) for name, factor in GRAMS.items()), else_=None)


def _choice(column: ir.StringValue, values: Mapping[str, float], other: float) -> ir.FloatingValue:
    named = [(column == name, float(n)) for name, n in values.items() if name != OTHER]
    return ibis.cases(*named, else_=float(other)) if named else ibis.literal(float(other))
