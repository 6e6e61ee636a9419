"""Written spectra of known shape, as files and as numbers."""

FENTANYL = ("Fentanyl", "PJMPHNIQZUBGLI-UHFFFAOYSA-N", "C22H28N2O", 337.2274,
            {188.1434: 100, 105.0699: 85, 132.0808: 40, 216.1383: 20, 84.0808: 12})  # fmt: skip
CAFFEINE = ("Caffeine", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "C8H10N4O2", 195.0877,
            {138.0662: 100, 110.0713: 60, 123.0427: 30, 69.0447: 20})  # fmt: skip
UNKNOWN = {301.1547: 100, 244.0968: 70, 187.0753: 55, 100.1121: 90, 72.0808: 35, 44.0495: 20}
PRECURSOR = 427.2341


def record(name, key, precursor, peaks, **fields):
    lines = [f"Name: {name}", f"DB#: {key}", f"PrecursorMZ: {precursor}", "Ion_mode: positive"]
    lines += [f"{field}: {value}" for field, value in fields.items()]
    lines += [f"Num Peaks: {len(peaks)}", *(f"{mz} {share}" for mz, share in peaks.items())]
    return "\n".join(lines) + "\n\n"


def reference(compound, key, **fields):
    name, inchikey, formula, precursor, peaks = compound
    return record(name, key, precursor, peaks, InChIKey=inchikey, Formula=formula,
                  Precursor_type="[M+H]+", **fields)  # fmt: skip


def reference_file():
    """Three records: one under its own licence, one under that of the library, one damaged."""
    bad = reference(CAFFEINE, "L-3").replace("138.0662 100", "138.0662 nan")
    return reference(FENTANYL, "L-1", License="CC BY-SA") + reference(CAFFEINE, "L-2") + bad


def shifted(peaks, by):
    """The same peaks with other intensities, as another instrument gives them."""
    return {mz: share * (1 + by * (-1) ** place) for place, (mz, share) in enumerate(peaks.items())}
