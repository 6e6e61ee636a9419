"""How well names resolve in four real files: shares by status, and what stays unread.

Run from the project root: ``PYTHONPATH=src python benchmarks/names_on_real_files.py ../shared``.
``--sample 50`` prints a seeded random sample of mentions to be checked by eye instead.
"""

import argparse
import ast
import collections
import csv
import gzip
import random
import time
from collections.abc import Iterator
from pathlib import Path

from vedette.catalogue.substances.registers import build_lexicon
from vedette.science.identity import Lexicon, Mention

SEED = 20261121
Row = dict[str, str]


def main() -> None:
    """Resolve every file and print what became of its mentions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the shared folder, usually ../shared")
    parser.add_argument("--sample", type=int, default=0, help="print so many mentions per file")
    parser.add_argument("--most", type=int, default=60, help="print so many unread strings")
    asked = parser.parse_args()
    lexicon = build_lexicon()
    for name, texts in sources(asked.shared / "data").items():
        if asked.sample:
            sample(name, texts, lexicon, asked.sample)
        else:
            report(name, texts, lexicon, asked.most)


def sources(data: Path) -> dict[str, list[str]]:
    """The texts of each file, grouped by how they were written."""
    checking, deaths = data / "drug_checking", data / "deaths"
    wedinos = list(rows(checking / "wedinos_uk_2024.csv.gz"))
    milwaukee = list(rows(deaths / "milwaukee_me_drug_2020_2024h1.csv.gz"))
    allegheny = list(rows(deaths / "allegheny_od_2007_2016.csv.gz"))
    ftir = list(rows(checking / "bc_ftir_2018_2020.csv.gz"))
    found = {
        "wedinos found (major, minor)": [row[c] for row in wedinos for c in ("major", "minor")],
        "milwaukee causes": [row[c] for row in milwaukee for c in ("cause_a", "cause_other")],
        "allegheny combined_od": [
            row[f"combined_od{place}"] for row in allegheny for place in range(1, 11)
        ],
        "bc ftir list": [text for row in ftir for text in listed(row["FTIR Spectrometer"])],
        "wedinos purchase intent": [row["purchase_intent"] for row in wedinos],
        "bc ftir expected": [row["Expected Substance"] for row in ftir],
    }
    return {name: [text for text in texts if text.strip()] for name, texts in found.items()}


def rows(path: Path) -> Iterator[Row]:
    """Rows of a compressed CSV file."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


def listed(text: str) -> list[str]:
    """The entries of a list written the Python way."""
    return [str(part) for part in ast.literal_eval(text)] if text.startswith("[") else [text]


def label(mention: Mention) -> str:
    """The status, with a stated non-result told apart from a word nobody knows."""
    if mention.status != "none":
        return mention.status
    return f"says: {mention.meaning}" if mention.meaning else "none"


def report(name: str, texts: list[str], lexicon: Lexicon, most: int) -> None:
    """Print shares, speed and the most frequent strings that stayed unread or doubtful."""
    started = time.perf_counter()
    mentions = [mention for text in texts for mention in lexicon.resolve(text).mentions]
    seconds = time.perf_counter() - started
    counts = collections.Counter(label(mention) for mention in mentions)
    print(f"\n== {name}: {len(texts):,} texts, {len(mentions):,} mentions")
    print(f"   {len(texts) / seconds:,.0f} texts/s, every text asked once or more")
    for status, count in counts.most_common():
        print(f"   {status:22} {count:6,}  {count / len(mentions):7.2%}")
    for status in ("none", "ambiguous", "family"):
        strings = collections.Counter(
            mention.text + shown(mention) for mention in mentions if label(mention) == status
        )
        print(f"   -- {status}:", "; ".join(f"{s} ({n})" for s, n in strings.most_common(most)))


def shown(mention: Mention) -> str:
    """The candidates behind a mention."""
    return f" -> {'|'.join(m.key for m in mention.matches)}" if mention.matches else ""


def sample(name: str, texts: list[str], lexicon: Lexicon, size: int) -> None:
    """Print a seeded random sample of mentions for a reader to judge."""
    mentions = [(text, m) for text in texts for m in lexicon.resolve(text).mentions]
    print(f"\n== {name}")
    for text, mention in random.Random(SEED).sample(mentions, size):
        print(f"{label(mention):20} | {mention.text}{shown(mention)} | in: {text[:110]}")


if __name__ == "__main__":
    main()
