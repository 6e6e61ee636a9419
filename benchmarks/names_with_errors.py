"""Damage every preferred name by one random edit, three times, and count what is made of it.

Run from the project root: ``PYTHONPATH=src python benchmarks/names_with_errors.py``. Damaged
strings that are by chance another known name are left out: nobody could tell.
"""

import collections
import random

from vedette.catalogue.substances.registers import build_lexicon, read_substances
from vedette.science.identity.tokens import key_of

LETTERS = "abcdefghijklmnoprstuvxyz"
SEED = 3


def main() -> None:
    """Print counts by outcome and every string that became another substance."""
    rng = random.Random(SEED)
    lexicon = build_lexicon()
    counts: collections.Counter[str] = collections.Counter()
    for substance in read_substances():
        for _ in range(3 if len(substance.name) >= 6 else 0):
            text = damaged(substance.name, rng)
            if key_of(text) in lexicon.entries:
                continue
            found = lexicon.resolve(text)
            right = substance.key in {match.key for match in found.matches}
            counts[f"{found.status}, {'among' if right else 'not among'} the candidates"] += 1
            if found.status == "resolved" and not right:
                print(f"{substance.name} -> {text} -> {', '.join(found.keys)}")
    for outcome, count in counts.most_common():
        print(f"{outcome:40} {count:6,}  {count / counts.total():6.1%}")


def damaged(name: str, rng: random.Random) -> str:
    """The name with a letter lost, added or changed, or two neighbours exchanged."""
    at, way = rng.randrange(len(name)), rng.randrange(4)
    if way == 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[:at] + rng.choice(LETTERS) + name[at:]
    if way == 2:
        return name[:at] + rng.choice(LETTERS) + name[at + 1 :]
    return name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :]


if __name__ == "__main__":
    main()
