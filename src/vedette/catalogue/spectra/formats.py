"""References as they leave: MSP records, each with its licence, and what had to stay."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from vedette.catalogue.spectra import rules
from vedette.catalogue.spectra.models import ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.spectra.points import unpacked

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Export:
    """What leaves a library and what stays, as numbers of records by licence."""

    source: SpectrumLibrary
    leaving: dict[str, int]
    staying: dict[str, int]

    @property
    def why(self) -> str:
        """Say what was left out, and why; empty if nothing was."""
        if not self.staying:
            return ""
        count = sum(self.staying.values())
        named = ", ".join(f"{licence} ({n:,})" for licence, n in self.staying.items())
        who = "the library" if not self.source.may_export else "these licences"
        return f"{count:,} records stay, for {who} may not be passed on: {named}"


def plan_export(library: SpectrumLibrary) -> Export:
    """Count by licence what may leave a library and what may not."""
    rows = library.references.values("licence").annotate(n=Count("id")).order_by("-n", "licence")
    counted = {row["licence"]: row["n"] for row in rows}
    leaving = {one: n for one, n in counted.items() if rules.may_leave(library, one)}
    staying = {one: n for one, n in counted.items() if one not in leaving}
    return Export(library, leaving, staying)


def exported(export: Export) -> Iterator[str]:
    """Yield the records that may leave, as MSP."""
    rows = export.source.references.filter(licence__in=list(export.leaving)).order_by("number")
    for row in rows.iterator(chunk_size=BATCH):
        yield as_msp(row)


def as_msp(row: ReferenceSpectrum) -> str:
    """Write one record as MSP, with its own licence."""
    fields = {
        "Name": row.name or row.key or f"{row.kept_in_id}-{row.number}", "DB#": row.key,
        "InChIKey": row.inchikey, "Formula": row.formula, "SMILES": row.smiles,
        "PrecursorMZ": "" if row.precursor_mz is None else f"{row.precursor_mz:.6f}",
        "Precursor_type": row.ion, "Ion_mode": row.mode, "Instrument_type": row.instrument,
        "Collision_energy": row.energy, "Laboratory": row.laboratory, "License": row.licence,
        "Family": row.family,
    }  # fmt: skip
    lines = [f"{name}: {' '.join(value.split())}" for name, value in fields.items() if value]
    mz, intensity = unpacked(row.points)
    lines.append(f"Num Peaks: {len(mz)}")
    lines += [f"{m:.10g} {i:.10g}" for m, i in zip(mz, intensity, strict=True)]
    return "\n".join(lines) + "\n\n"
