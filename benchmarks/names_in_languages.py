"""Write every name the way seven languages would, and count what is made of it.

Run from the project root: ``PYTHONPATH=src python benchmarks/names_in_languages.py``. The spellings
follow rules of thumb, written without looking at how the resolver folds; many were never printed
anywhere. What counts is that none is taken for another substance. ``--near`` keeps to the pairs of
near names.
"""

import argparse
import collections
import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from vedette.catalogue.substances.registers import build_lexicon, read_substances
from vedette.science.identity.tokens import key_of

NEAR = Path(__file__).parents[1] / "tests" / "golden" / "identity" / "near_names.csv"
CODE = re.compile(r"[A-Z]{2}|[A-Z]\d|\d[A-Z]")

_SPANISH = (
    ("ph", "f"), ("th", "t"), ("y", "i"), ("mm", "m"), ("ll", "l"), ("ss", "s"), ("k", "c"),
    ("ine$", "ina"), ("one$", "ona"), ("ole$", "ol"), ("ene$", "eno"), ("ane$", "ano"),
    ("ate$", "ato"), ("yl$", "ilo"), ("il$", "ilo"), ("ide$", "ida"),
)  # fmt: skip
_POLISH = (
    ("ph", "f"), ("th", "t"), ("x", "ks"), ("qu", "kw"), ("v", "w"), ("ch", "ch"),
    ("c(?=[eiy])", "c"), ("c(?!h)", "k"), ("yl(?=[bcdfgklmnprst])", "ylo"), ("ine$", "yna"),
    ("one$", "on"), ("ole$", "ol"), ("ene$", "en"), ("ate$", "at"), ("e$", ""),
)  # fmt: skip
_FINNISH = (
    ("ph", "f"), ("th", "t"), ("x", "ks"), ("ch", "k"), ("c(?=[eiy])", "s"), ("c", "k"),
    ("z", "ts"), ("yl", "yyli"), ("ine$", "iini"), ("one$", "oni"), ("ole$", "oli"),
    ("ene$", "eeni"), ("am$", "aami"), ("al$", "aali"), ("ol$", "oli"), ("il$", "iili"),
    ("ate$", "aatti"), ("e$", "i"),
)  # fmt: skip
_DANISH = (("ine$", "in"), ("one$", "on"), ("ole$", "ol"), ("ene$", "en"), ("ate$", "at"),
           ("ph", "f"), ("th", "t"), ("c(?=[aou])", "k"), ("x", "x"))  # fmt: skip
_ITALIAN = (
    ("ph", "f"), ("th", "t"), ("y", "i"), ("x", "ss"), ("^h", ""), ("ine$", "ina"),
    ("one$", "one"), ("ole$", "olo"), ("ene$", "ene"), ("ol$", "olo"), ("al$", "ale"),
    ("am$", "am"), ("hl", "l"), ("hydr", "idr"), ("ate$", "ato"),
)  # fmt: skip
_RUSSIAN = (
    ("ph", "f"), ("th", "t"), ("x", "ks"), ("ch", "h"), ("c(?=[eiy])", "ц"), ("c", "k"),
    ("qu", "kv"), ("y", "i"), ("(ine|one|ene|ole|ate)$", lambda found: found[0][:-1]),
)  # fmt: skip
_CYRILLIC = str.maketrans("abcdefghijklmnoprstuvz", "абкдефгхийклмнопрстувз")
_GREEK = str.maketrans("abcdefghijklmnoprstuvxyz", "αβκδεφγχιικλμνοπρστυβξυζ")

Rule = tuple[str, str | Callable[[re.Match[str]], str]]


def main() -> None:
    """Print the outcome of every language and each name that became another substance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--near", action="store_true", help="only pairs of near names")
    asked = parser.parse_args()
    lexicon = build_lexicon()
    names = near_names() if asked.near else [(s.name, s.key) for s in read_substances()]
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name, key in names:
        for language, text in spellings(name):
            known = lexicon.entries.get(key_of(text), ())
            if any(entry.key != key for entry in known):
                continue  # by chance another known name
            found = lexicon.resolve(text)
            right = key in {match.key for match in found.matches}
            outcome = found.status if right or found.status != "resolved" else "SWAPPED"
            counts[language][outcome] += 1
            if outcome == "SWAPPED":
                print(f"{language}: {name} -> {text} -> {', '.join(found.keys)}")
    for language, outcomes in counts.items():
        total = outcomes.total()
        print(language, {outcome: f"{n / total:.1%}" for outcome, n in outcomes.most_common()})


def near_names() -> list[tuple[str, str]]:
    """Both names of every pair that is easily confused."""
    with NEAR.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    pairs = [(r["one"], r["one_key"]) for r in rows] + [(r["other"], r["other_key"]) for r in rows]
    return list(dict.fromkeys(pairs))


def spellings(name: str) -> Iterator[tuple[str, str]]:
    """A name in each language; codes are the same everywhere."""
    if CODE.search(name) or len(name) < 6:
        return
    word = name.lower()
    yield "Spanish", spelt(word, _SPANISH)
    yield (
        "Polish, genitive",
        re.sub(r"a$", "y", spelt(word, _POLISH))
        + ("u" if spelt(word, _POLISH)[-1] not in "aeiouy" else ""),
    )
    yield "Finnish, partitive", spelt(word, _FINNISH) + "a"
    yield "Danish", spelt(word, _DANISH)
    yield "Italian", spelt(word, _ITALIAN)
    yield "Russian", spelt(word, _RUSSIAN).translate(_CYRILLIC)
    yield (
        "Greek",
        spelt(word, (("ph", "f"), ("th", "θ"), ("ch", "χ"), ("e$", "η"))).translate(_GREEK),
    )


def spelt(name: str, rules: tuple[Rule, ...]) -> str:
    """A name after the rules of a language, each applied to every word of it."""
    words = re.split(r"([ -])", name)
    for pattern, into in rules:
        words = [re.sub(pattern, into, word) for word in words]
    return "".join(words)


if __name__ == "__main__":
    main()
