"""Resolve the names of spectra libraries and compare with the structures that they give.

Run from the project root: ``PYTHONPATH=src python benchmarks/names_by_structure.py ../shared``. The
libraries hold 15,000 names, most of them of compounds that no register of ours knows: whatever is
resolved to another skeleton (first block of the InChIKey) is an error that no reader had to judge.
"""

import argparse
import collections
from functools import partial
from pathlib import Path

import pyarrow.parquet

from vedette.catalogue.substances import nomenclature
from vedette.catalogue.substances.registers import build_lexicon


def main() -> None:
    """Print counts by outcome for each library, and the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the shared folder, usually ../shared")
    parser.add_argument("--errors", action="store_true", help="list every error")
    parser.add_argument("--structures", action="store_true", help="read systematic names too")
    asked = parser.parse_args()
    lexicon = build_lexicon()
    read = partial(nomenclature.resolve, lexicon=lexicon) if asked.structures else lexicon.resolve
    ours = {found.inchikey[:14] for found in lexicon.identities.values() if found.inchikey}
    for library in ("msms_library", "ei_library"):
        path = asked.shared / "data" / "spectra" / f"{library}.parquet"
        table = pyarrow.parquet.read_table(path, columns=["name", "inchikey"]).to_pylist()
        pairs = {(row["name"], row["inchikey"][:14]) for row in table if row["inchikey"]}
        counts: collections.Counter[str] = collections.Counter()
        for name, skeleton in sorted(pairs):
            outcome = outcome_of(read(name), skeleton, skeleton in ours)
            counts[outcome] += 1
            if asked.errors and outcome.startswith(("another", "not read")):
                found = read(name)
                print(f"{outcome:34} {name} -> {'|'.join(m.key for m in found.matches)}")
        print(library, dict(counts.most_common()))


def outcome_of(found, skeleton: str, known: bool) -> str:
    """What became of one name."""
    whose = "known" if known else "strange"
    keys = {match.inchikey[:14] for match in found.matches}
    if found.status != "resolved":
        return f"{'not read' if known else 'left alone'}: {whose}, {found.status}"
    if keys == {skeleton}:
        return "right"
    return f"another substance: {whose}"


if __name__ == "__main__":
    main()
