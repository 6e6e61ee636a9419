"""Who is right: every measured spectrum asks all laboratories but its own.

    python benchmarks/spectra_accuracy.py [FOLDER] [quick]

FOLDER holds `msms_library.parquet`, `ei_library.parquet` and `fentanyl_family_library.msp`.
The shipped coefficients were fitted on the first two; `tools/fit_identification.py` prints
the figures of laboratories that its fit had not seen.
"""

import numpy as np
from measuring import QUICK, measured_spectra, say
from scipy.stats import rankdata

from vedette.science.spectra import About, Identifier, Spectrum, build_library, read

EVERY = 20 if QUICK else 1


def auroc(score, positive):
    place = rankdata(score)
    n, m = positive.sum(), (~positive).sum()
    return float((place[positive].sum() - n * (n + 1) / 2) / (n * m))


def blind(query):
    """Keep of a query what an instrument knows: no name, no formula."""
    about = About(key=query.about.key, ion=query.about.ion, mode=query.about.mode)
    return Spectrum(query.mz, query.intensity, query.precursor_mz, about)


def asked(library, queries, *, leave_out):
    """Return place of the right compound, confidence, and whether others measured it."""
    identifier = Identifier(build_library(library))
    sources = {name: number for number, name in enumerate(identifier.references.sources)}
    measured_by = {}
    for one in library:
        measured_by.setdefault(one.about.inchikey[:14], set()).add(one.about.laboratory)
    places, sure, inside = [], [], []
    for query in queries:
        key, own = query.about.inchikey[:14], query.about.laboratory if leave_out else None
        answer = identifier.identify(blind(query), left_out=sources.get(own, -2))
        keys = [match.about.inchikey[:14] for match in answer.matches]
        places.append(keys.index(key) if key in keys else 999)
        sure.append(answer.confidence)
        inside.append(bool(measured_by.get(key, set()) - {own}))
    return np.array(places), np.array(sure), np.array(inside)


def report(name, figures, *, promised=False):
    places, sure, inside = figures
    bars = {"at_least": 0.88}, {"at_least": 0.95}, {"at_least": 0.93}
    top1, top3, area = bars if promised else ({}, {}, {})
    n = int(inside.sum())
    say("spectra", f"{name}: top-1 of {n:,}", float((places[inside] == 0).mean()), "share", **top1)
    say("spectra", f"{name}: top-3 of {n:,}", float((places[inside] < 3).mean()), "share", **top3)
    if not inside.all():
        say("spectra", f"{name}: known/unknown of {len(inside):,}", auroc(sure, inside), "AUROC",
            **area)  # fmt: skip
    error = abs(sure - (places == 0))
    say("spectra", f"{name}: Brier score", float((error**2).mean()), "")


def main():
    library = measured_spectra("msms_library.parquet")
    if library is None:
        return
    folder = library.parent
    msms, electron, family = (
        [one for one in read(folder / name) if isinstance(one, Spectrum)]
        for name in ("msms_library.parquet", "ei_library.parquet", "fentanyl_family_library.msp")
    )
    report("MS/MS, leaving out a laboratory", asked(msms, msms[::EVERY], leave_out=True),
           promised=True)  # fmt: skip
    report("EI, leaving out a laboratory", asked(electron, electron[::EVERY], leave_out=True))
    lists = [one for one in family if one.about.laboratory == "HighResNPS"]
    whole = [one for one in family if one.about.laboratory != "HighResNPS"]
    report("fentanyls against lists of three ions", asked(lists, whole, leave_out=False))
    report("fentanyls against MS/MS", asked(msms, family, leave_out=False))


if __name__ == "__main__":
    main()
