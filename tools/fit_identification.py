#!/usr/bin/env python
"""Fit what `science/spectra/confidence.py` ships, leaving out one laboratory at a time.

    python tools/fit_identification.py MSMS.parquet EI.parquet

Every spectrum asks all laboratories but its own. Folds of whole laboratories give figures
that nothing was fitted on; the coefficients printed last are fitted on all. Laboratories
with many spectra are weighed down by the root of their number.
"""

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

from vedette.science.spectra import confidence as shipped
from vedette.science.spectra.libraries import build_library
from vedette.science.spectra.parquet import read_parquet
from vedette.science.spectra.search import Searcher
from vedette.science.spectra.spectrum import Spectrum

FOLDS = 5
SHRINK = 0.5
ALIKE = 0.4  # composite of one compound measured in the same form, at least
# At unit resolution the published composite alone ranks best in laboratories not fitted on.
RANKED_BY = {"electron": ("composite",)}
OPEN_SAMPLE = 6  # every so-many-th spectrum is also asked without its precursor


def asked(searcher, spectra, way):
    """Ask the library about each spectrum; return what was found and what is right."""
    library = searcher.references
    sources = {name: number for number, name in enumerate(library.sources)}
    compounds = {}
    laboratories = {}
    for row in range(len(library)):
        key = library.about(row).inchikey[:14]
        compounds[key] = int(library.arrays["compound"][row])
        laboratories.setdefault(key, set()).add(int(library.arrays["source"][row]))
    found = []
    for spectrum in spectra:
        key, own = spectrum.about.inchikey[:14], sources[spectrum.about.laboratory]
        if way != "precursor":
            spectrum = Spectrum(spectrum.mz, spectrum.intensity, None, spectrum.about)
        elif spectrum.precursor_mz is None:
            continue
        peaks = searcher.prepare(spectrum)
        search = searcher.identity if way == "precursor" else searcher.open_compounds
        answer = search(spectrum, peaks=peaks, left_out=own)
        right = library.arrays["compound"][answer.rows] == compounds[key]
        found.append((answer, right, own, bool(laboratories[key] - {own}), len(peaks)))
    return found


def weights_of(labs):
    sizes = np.bincount(labs)
    return 1 / np.sqrt(sizes[labs])


def fit_rank(tables, rights, weight, used):
    """Conditional logit: the right candidate against the others of the same query."""
    rows = np.concatenate(tables) * used
    y = np.concatenate(rights).astype(float)
    lengths = np.array([len(one) for one in tables])
    start = np.concatenate([[0], np.cumsum(lengths)[:-1]])

    def loss(b):
        v = rows @ b
        top = np.maximum.reduceat(v, start)
        e = np.exp(v - np.repeat(top, lengths))
        total = np.add.reduceat(e, start)
        gradient = rows.T @ ((e / np.repeat(total, lengths) - y) * np.repeat(weight, lengths))
        own = np.add.reduceat(v * y, start)
        return weight @ (top + np.log(total) - own) + SHRINK * b @ b, gradient + 2 * SHRINK * b

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x


def fit_confidence(x, y, weight):
    """Logistic regression with a small ridge, not on the intercept."""
    ridge = np.full(x.shape[1], SHRINK)
    ridge[0] = 0

    def loss(b):
        odds = x @ b
        p = 1 / (1 + np.exp(-odds))
        value = weight @ (np.logaddexp(0, odds) - y * odds) + ridge @ (b * b)
        return value, x.T @ (weight * (p - y)) + 2 * ridge * b

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x


def ranked(found, coefficients):
    """Return for each query: features of the first, whether right, rank of the right one."""
    features, right_first, places = [], [], []
    for answer, right, _, _, n_peaks in found:
        if not len(answer):
            features.append(np.zeros(len(shipped.CONFIDENCE_FEATURES)))
            right_first.append(False)
            places.append(999)
            continue
        odds = shipped.rank_features(answer) @ coefficients
        order = np.argsort(-odds, kind="stable")
        first = order[0]
        gap = odds[first] - odds[order[1]] if len(order) > 1 else shipped.WIDEST_GAP
        features.append(shipped.confidence_features(answer, first, gap, n_peaks, len(answer)))
        right_first.append(bool(right[first]))
        best = odds[right].max() if right.any() else np.inf
        places.append(int((odds[~right] >= best).sum()) if right.any() else 999)
    return np.array(features), np.array(right_first), np.array(places)


def auroc(score, positive):
    place = rankdata(score)
    n, m = positive.sum(), (~positive).sum()
    return (place[positive].sum() - n * (n + 1) / 2) / (n * m)


def usable(found):
    """Leave out what nothing can be learnt from: no rival, or another derivative of the compound.

    Two derivatives of one compound have hardly a fragment in common at unit resolution; a
    model that is to rank such a reference first learns to distrust likeness.
    """
    kept = []
    for i, (answer, right, *_) in enumerate(found):
        composite = answer.composite[right]
        if right.any() and len(right) > 1 and (not composite.any() or composite.max() >= ALIKE):
            kept.append(i)
    return kept


def fit_both(found, chosen, weight, used):
    train = [i for i in usable(found) if chosen[i]]
    b = fit_rank(
        [shipped.rank_features(found[i][0]) for i in train],
        [first_only(found[i][1]) for i in train], weight[train], used,
    )  # fmt: skip
    features, right, places = ranked(found, b)
    some = chosen & (features[:, 0] > 0)  # where nothing is found, nothing is to be believed
    c = fit_confidence(features[some], right[some].astype(float), weight[some])
    return b, c, features, right, places


def first_only(right):
    return right / right.sum()


def fit(name, found):
    labs = np.array([one[2] for one in found])
    inside = np.array([one[3] for one in found])
    weight = weights_of(labs)
    names = RANKED_BY.get(name, shipped.RANK_FEATURES)
    used = np.array([float(one in names) for one in shipped.RANK_FEATURES])
    sizes = np.bincount(labs)
    fold_of = np.empty(len(sizes), dtype=int)
    fold_of[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes)) % FOLDS
    fold = fold_of[labs]
    sure, right, places = np.zeros(len(found)), np.zeros(len(found), bool), np.zeros(len(found))
    for k in range(FOLDS):
        if not (fold == k).any():
            continue
        _, c, features, first, place = fit_both(found, fold != k, weight, used)
        test = fold == k
        sure[test] = features[test, 0] / (1 + np.exp(-features[test] @ c))
        right[test], places[test] = first[test], place[test]
    bins = np.digitize(sure, [0.1, 0.3, 0.5, 0.7, 0.9])
    calibration = [
        f"{sure[bins == k].mean():.2f}:{right[bins == k].mean():.2f}"
        for k in range(6)
        if (bins == k).any()
    ]
    by_lab = [np.mean(places[inside & (labs == k)] == 0) for k in np.unique(labs[inside])]
    print(
        f"# {name}: {len(found)} queries, {inside.sum()} in the library; top-1 "
        f"{(places[inside] == 0).mean():.4f}, top-3 {(places[inside] < 3).mean():.4f}, mean over "
        f"laboratories {np.mean(by_lab):.4f}; known/unknown AUROC {auroc(sure, inside):.4f}, "
        f"right/wrong AUROC {auroc(sure, right):.4f}; said:was {' '.join(calibration)}"
    )
    b, c, *_ = fit_both(found, np.ones(len(found), bool), weight, used)
    print(f'    "{name}": Coefficients(')
    print(f"        rank=({', '.join(f'{v:.3f}' for v in b)}),")
    print(f"        confidence=({', '.join(f'{v:.3f}' for v in c)}),\n    ),", flush=True)


def main():
    for path, ways in ((sys.argv[1], ("precursor", "fragments")), (sys.argv[2], ("electron",))):
        spectra = [one for one in read_parquet(Path(path)) if isinstance(one, Spectrum)]
        spectra = [one for one in spectra if one.about.inchikey]
        searcher = Searcher(build_library(spectra))
        for way in ways:
            sample = spectra[::OPEN_SAMPLE] if way == "fragments" else spectra
            fit(way, asked(searcher, sample, way))


if __name__ == "__main__":
    main()
