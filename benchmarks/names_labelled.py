"""Score the resolver on strings a person read and labelled, the tuned part and the held out third.

Run from the project root: ``PYTHONPATH=src python benchmarks/names_labelled.py ../shared``. Strings
of others are not part of this project: their labels are kept by a fingerprint, and the strings are
read where they lie. ``--errors`` lists what went wrong in the part that may be looked at.
"""

import argparse
import collections
import csv
import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from vedette.catalogue.substances.registers import build_lexicon
from vedette.science.identity.scoring import Labelled, Tally, digest, read_expected, score

LATER = "written later"
FRESH = "written fresh"  # of the kinds that an independent hand found read badly
GOLDEN = Path(__file__).parents[1] / "tests" / "golden" / "names"


def main() -> None:
    """Print precision and recall overall, by source and by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the shared folder, usually ../shared")
    parser.add_argument("--errors", action="store_true", help="list errors of the tuned part")
    parser.add_argument("--held-out", action="store_true", help="list the held out part as well")
    parser.add_argument("--language", action="store_true", help="tell the resolver the language")
    asked = parser.parse_args()
    lexicon = build_lexicon()
    labelled = [*written(lexicon), *read_in_place(asked.shared / "data", lexicon)]
    for held_out in (False, True):
        part = [one for one in labelled if is_held_out(one) is held_out]
        tally = score(part, lexicon, use_language=asked.language)
        show("held out" if held_out else "tuned", tally)
        if not held_out or asked.held_out:
            for name, ones in grouped(part).items():
                show(f"  {name}", score(ones, lexicon, use_language=asked.language))
            for text, error in tally.errors if asked.errors else ():
                print(f"    {error:50} | {text[:110]}")


def is_held_out(one: Labelled) -> bool:
    """Whether nobody looked at it; what was written later was written to find errors."""
    return one.is_held_out and one.source not in {LATER, FRESH}


def show(name: str, tally: Tally) -> None:
    """Print one line of figures."""
    print(
        f"{name:42} {tally.texts:5} strings {tally.right + tally.missed:5} mentions"
        f"  precision {tally.precision:.4f}  recall {tally.recall:.4f}  swapped {tally.swapped}"
    )


def grouped(labelled: list[Labelled]) -> dict[str, list[Labelled]]:
    """The strings by source, those written for the purpose by language."""
    groups: dict[str, list[Labelled]] = collections.defaultdict(list)
    for one in labelled:
        groups[f"{one.source} {one.language}".strip()].append(one)
    return dict(sorted(groups.items()))


def written(lexicon) -> list[Labelled]:
    """Strings written for this purpose."""
    return [
        Labelled(
            row["text"], read_expected(row["expected"], lexicon), source, row["language"]
        )
        for name, source in (
            ("written.csv", "written"),
            ("written_later.csv", LATER),
            ("written_fresh.csv", FRESH),
        )
        for row in rows(GOLDEN / name)
    ]  # fmt: skip


def read_in_place(data: Path, lexicon) -> list[Labelled]:
    """Strings of others, found again by their fingerprints; those no longer there are left out."""
    return [
        Labelled(text, read_expected(row["expected"], lexicon), row["file"])
        for row in rows(GOLDEN / "read_in_place.csv")
        if (text := strings(data / row["file"], row["column"]).get(row["digest"]))
    ]


@cache
def strings(path: Path, column: str) -> dict[str, str]:
    """The distinct strings of one column by fingerprint."""
    if not path.exists():
        return {}
    texts: Iterator[str]
    if path.suffix == ".msp":
        texts = iter(re.findall(rf"(?im)^{column}:\s*(.+)$", path.read_text("utf-8", "replace")))
    elif path.suffix == ".parquet":
        import pyarrow.parquet

        texts = iter(pyarrow.parquet.read_table(path, columns=[column])[column].to_pylist())
    else:
        columns = [f"{column}{n}" for n in range(1, 11)] if column.endswith("_od") else [column]
        texts = (row[name] for row in rows(path) for name in columns)
    whole = {digest(text): text for text in texts if text}
    listed = {
        digest(part): part
        for text in whole.values()
        if text.startswith("['")
        for part in re.findall(r"'([^']*)'", text)
    }
    return whole | listed


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


if __name__ == "__main__":
    main()
