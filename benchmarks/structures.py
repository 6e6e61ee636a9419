"""How long a search by structure takes over the register, beside plain matching by RDKit.

The register is made ready once a process; after that a search must not be felt on a page.
"""

import os
import tempfile
import time
from statistics import median

import measuring
from measuring import say

os.environ.setdefault("VEDETTE_HOME", tempfile.mkdtemp())
measuring.start_django()

from vedette.catalogue.substances import structures  # noqa: E402 - models need Django first
from vedette.catalogue.substances.registers import read_substances  # noqa: E402

PROMISE = "structures"
PARTS = ("c1ccc2[nH]cnc2c1", "Cc1nc2cc([N+](=O)[O-])ccc2n1CCN", "[#6]1~[#6]~[#6]~1", "C(F)(F)F")
WHOLES = (
    "CCOc1ccc(Cc2nc3cc([N+](=O)[O-])ccc3n2CCN(CC)CC)cc1",
    "CCC(=O)N(c1ccccc1)C1CCN(CCc2ccccc2)CC1",
)
# Made to be tried everywhere and to fit nowhere.
HOSTILE = "*" + "~*" * 20 + "~[!#6;!#7;!#8;!#9;!#17;!#35;!#53;!#16;!#15;!#5;!#14;!#11;!#12;!#3]"
READY, MOST_MILLISECONDS, HOSTILE_SECONDS = 5, 100, 5


def main():
    measuring.on_one_core()
    rows = tuple((s.key, s.name, s.smiles, s.inchikey) for s in read_substances() if s.smiles)
    begun = time.perf_counter()
    library = structures._library(rows)
    ready = time.perf_counter() - begun
    say(PROMISE, f"{len(library.rows):,} structures made ready", ready, "s", at_most=READY)
    part = median(timed(held, library, text) for text in PARTS for _ in range(5))
    plain = median(timed(plainly, library, text) for text in PARTS for _ in range(5))
    say(PROMISE, "a part looked for in all of them", part * 1_000, "ms",
        peer="matching every one by RDKit", peer_value=plain * 1_000,
        at_most=MOST_MILLISECONDS)  # fmt: skip
    alike = median(timed(like, library, text) for text in WHOLES for _ in range(5))
    say(PROMISE, "those alike", alike * 1_000, "ms", at_most=MOST_MILLISECONDS)
    hostile = timed(held, library, HOSTILE)
    say(PROMISE, "a pattern made to take for ever", hostile, "s", at_most=HOSTILE_SECONDS)


def timed(search, library, text):
    begun = time.perf_counter()
    search(library, text)
    return time.perf_counter() - begun


def held(library, text):
    until = time.monotonic() + structures.SECONDS
    return structures._holding(library, structures.read_pattern(text), until)


def plainly(library, text):
    pattern = structures.read_pattern(text)
    return [m.GetSubstructMatch(pattern) for m in library.molecules]


def like(library, text):
    return structures._like(library, structures.read_smiles(text), 0.5)


if __name__ == "__main__":
    main()
