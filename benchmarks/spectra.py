"""Searching 100,000 spectra: alone, and with the whole answer, on one core.

    python benchmarks/spectra.py [MSMS.parquet] [quick]

The library is the file given, or the one beside this project, repeated with other masses and
intensities until it is large enough. The libraries ms_entropy and matchms are measured in the
same run where they are installed; nothing else needs them.
"""

import os
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from measuring import QUICK, measured_spectra, on_one_core, say, talk

from vedette.science.spectra import About, Identifier, Searcher, Spectrum, read
from vedette.science.spectra.libraries import build_library, open_library

SIZE = 10_000 if QUICK else 100_000
QUERIES = 300 if QUICK else 1500
MATCHMS_QUERIES = 4
DA = 0.01  # for the peer, which knows no ppm


def perturbed(spectra, size):
    """Repeat spectra; each repetition is measured a little differently and named otherwise."""
    random = np.random.default_rng(1)
    for number, one in enumerate(islice(cycle(spectra), size)):
        if number < len(spectra):
            yield one
            continue
        mz = one.mz * (1 + random.normal(0, 3e-6, len(one)))
        intensity = one.intensity * random.lognormal(0, 0.3, len(one))
        about = one.about
        yield Spectrum(
            np.sort(mz), intensity, one.precursor_mz,
            About(key=f"{about.key}-{number}", name=about.name, inchikey=about.inchikey,
                  formula=about.formula, ion=about.ion, mode=about.mode, laboratory="again"),
        )  # fmt: skip


def per_second(ask, queries):
    for query in queries[:3]:
        ask(query)
    begun = time.perf_counter()
    for query in queries:
        ask(query)
    return len(queries) / (time.perf_counter() - begun)


def resident_megabytes():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def peer_figures(library, queries):
    try:
        from ms_entropy import FlashEntropySearch
    except ImportError:
        talk("ms_entropy is not installed; its figures are left out")
        return {}
    peer = FlashEntropySearch(max_ms2_tolerance_in_da=DA)
    rows = range(library.n_precursors)
    peer.build_index(
        [
            {"precursor_mz": float(library.arrays["precursor"][row]),
             "peaks": np.column_stack([one.mz, one.intensity]).astype(np.float32)}
            for row in rows for one in [library.cleaned(row)]
        ],
        max_indexed_mz=2000, min_ms2_difference_in_da=2.5 * DA,
    )  # fmt: skip
    cleaned = [
        (q.precursor_mz, peer.clean_spectrum_for_search(
            q.precursor_mz, np.column_stack([q.mz, q.intensity]).astype(np.float32),
            min_ms2_difference_in_da=2.5 * DA))
        for q in queries
    ]  # fmt: skip
    return {
        "identity": per_second(lambda q: peer.identity_search(q[0], q[1], DA, DA), cleaned),
        "open": per_second(lambda q: peer.open_search(q[1], DA), cleaned),
        "hybrid": per_second(lambda q: peer.hybrid_search(q[0], q[1], DA), cleaned),
    }


def matchms_figure(spectra, queries):
    """Return identity searches a second of matchms: precursor and cosine of every reference.

    It compares a query with all references at once; a sample of queries says how fast.
    """
    try:
        from matchms import Spectrum as Theirs
        from matchms.similarity import CosineGreedy, PrecursorMzMatch
    except ImportError:
        talk("matchms is not installed; its figure is left out")
        return None

    def theirs(one):
        return Theirs(
            mz=one.mz.astype("float64"), intensities=one.intensity / one.intensity.max(),
            metadata={"precursor_mz": one.precursor_mz},
        )  # fmt: skip

    references = [theirs(one) for one in spectra if one.precursor_mz is not None]
    asked = [theirs(one) for one in queries[:MATCHMS_QUERIES]]
    near, cosine = PrecursorMzMatch(tolerance=DA), CosineGreedy(tolerance=DA)

    def ask(query):
        for reference in references:
            if near.pair(reference, query):
                cosine.pair(reference, query)

    ask(asked[0])
    begun = time.perf_counter()
    for query in asked[1:]:
        ask(query)
    return (len(asked) - 1) / (time.perf_counter() - begun)


def main():
    on_one_core()
    path = measured_spectra("msms_library.parquet")
    if path is None:
        return
    spectra = [one for one in read(path) if isinstance(one, Spectrum)]
    random = np.random.default_rng(2)
    queries = [one for one in spectra if one.precursor_mz is not None and len(one) > 1]
    queries = [queries[i] for i in random.choice(len(queries), QUERIES, replace=False)]
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        build_library(perturbed(spectra, SIZE)).save(Path(folder) / "index")
        say("spectra", f"index {SIZE:,} spectra", time.perf_counter() - begun, "s")
        slow = matchms_figure(list(perturbed(spectra, SIZE)), queries)
        del spectra
        before = resident_megabytes()
        begun = time.perf_counter()
        library = open_library(Path(folder) / "index")
        identifier = Identifier(library)
        say("spectra", "open the index", time.perf_counter() - begun, "s", at_most=2)
        searcher = Searcher(library)
        ready = [(q, searcher.prepare(q)) for q in queries]
        ours = {
            "identity": per_second(lambda q: searcher.identity(q[0], peaks=q[1]), ready),
            "open": per_second(lambda q: searcher.open(q[0], peaks=q[1]), ready),
            "hybrid": per_second(lambda q: searcher.hybrid(q[0], peaks=q[1]), ready),
        }
        answer = per_second(identifier.identify, queries)
        stranger = per_second(
            lambda q: identifier.identify(
                Spectrum(q.mz, q.intensity, q.precursor_mz + 0.3, q.about)
            ),
            queries,
        )
        say("spectra", "memory of the opened index", resident_megabytes() - before, "MB",
            at_most=1024)  # fmt: skip
        peer = peer_figures(library, queries)
    bars = {"identity": 4000, "open": 2500, "hybrid": 800}
    for kind, figure in ours.items():
        say("spectra", f"{kind} search alone", figure, "queries/s", peer="ms_entropy",
            peer_value=peer.get(kind), at_least=max(peer.get(kind, 0), bars[kind]))  # fmt: skip
    if slow is not None:
        say("spectra", "identity search beside matchms", ours["identity"], "queries/s",
            peer="matchms", peer_value=slow)  # fmt: skip
    say("spectra", "whole answer", answer, "queries/s", at_least=300)
    say("spectra", "whole answer, unknown compounds", stranger, "queries/s", at_least=300)


if __name__ == "__main__":
    main()
