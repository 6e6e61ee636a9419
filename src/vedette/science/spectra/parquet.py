"""Spectra in Parquet: one row a spectrum, lists of m/z and intensity beside its description."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette.errors import VedetteError
from vedette.science.spectra.description import described
from vedette.science.spectra.refusals import NotReadable, RefusedSpectrum
from vedette.science.spectra.spectrum import Spectrum, as_spectrum

PEAKS = ("mz", "intensity")
COLUMNS = (
    "accession", "name", "inchikey", "formula", "smiles", "instrument_type", "ms_type",
    "ion_mode", "ce", "precursor_mz", "precursor_type", "splash", "license", "project",
    "drug_class", *PEAKS,
)  # fmt: skip
BATCH = 2000


def read_parquet(path: Path) -> Iterator[Spectrum | RefusedSpectrum]:
    """Read the rows of a Parquet file, a few thousand at a time.

    Raises
    ------
    NotReadable
        If it is no Parquet, has no lists of peaks, or pyarrow is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise NotReadable(path.name, "reading Parquet needs pyarrow") from None
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (pyarrow.ArrowInvalid, OSError):
        raise NotReadable(path.name, "it is no Parquet file, or cut short") from None
    there = [name for name in COLUMNS if name in file.schema_arrow.names]
    if not set(PEAKS) <= set(there):
        raise NotReadable(path.name, "it has no columns mz and intensity")
    row = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=there):
        columns = {name: batch.column(name).to_pylist() for name in there if name not in PEAKS}
        mz, intensity = batch.column("mz"), batch.column("intensity")
        for i in range(batch.num_rows):
            row += 1
            fields = {name: values[i] for name, values in columns.items()}
            yield _one(path.name, row, fields, mz[i].values, intensity[i].values)


def _one(
    file: str, row: int, fields: dict[str, Any], mz: Any, intensity: Any
) -> Spectrum | RefusedSpectrum:
    words = {name: str(value) for name, value in fields.items() if value not in (None, "")}
    key = words.get("accession", f"row {row}")
    precursor = fields.get("precursor_mz")
    if precursor is not None and precursor != precursor:  # tables often write NaN for nothing
        precursor = None
    try:
        if mz is None or intensity is None:
            mz = intensity = ()
        else:
            mz, intensity = (
                one.to_numpy(zero_copy_only=False).astype(float) for one in (mz, intensity)
            )
        return as_spectrum(mz, intensity, precursor_mz=precursor, about=described(words, key=key))
    except VedetteError as error:
        return RefusedSpectrum(file, row, "row", key, str(error))
