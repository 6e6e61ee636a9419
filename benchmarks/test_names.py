"""Resolving names: strings per second, beside a plain fuzzy search over the same names.

The peer only picks the nearest of the known names for a whole string: it neither takes lists
apart nor refuses, so it answers an easier question.
"""

import random

import numpy as np
import pytest

from vedette.catalogue.substances.registers import build_lexicon, read_names, read_substances
from vedette.science.identity.folding import fold
from vedette.science.identity.resolution import resolve_afresh

distance = pytest.importorskip("rapidfuzz.distance")
process = pytest.importorskip("rapidfuzz.process")

SEED = 20261121
LEXICON = build_lexicon()
KNOWN = sorted({name.name.lower() for name in read_names()})


def strings(count: int) -> list[str]:
    """Labels as laboratories write them: names, salts, pairs, one in ten misspelt."""
    rng = random.Random(SEED)
    names = [substance.name for substance in read_substances()]
    made = []
    for number in range(count):
        text = rng.choice(names)
        if number % 10 == 0 and len(text) > 7:
            at = rng.randrange(2, len(text) - 2)
            text = text[:at] + text[at + 1 :]
        made.append(rng.choice((text, text.upper(), f"{text} HCl", f"{text}, caffeine")))
    return made


def rate(benchmark, count: int) -> None:
    """Note strings per second, if anything was measured."""
    if benchmark.stats:
        benchmark.extra_info["strings_per_second"] = round(count / benchmark.stats.stats.mean)


@pytest.mark.benchmark(group="names")
def test_vedette_on_strings_seen_before(benchmark):
    texts = strings(5_000)
    found = benchmark(lambda: [LEXICON.resolve(text) for text in texts])
    assert sum(one.status == "resolved" for one in found) > 4_000
    rate(benchmark, len(texts))


@pytest.mark.benchmark(group="names")
def test_vedette_on_strings_never_seen(benchmark):
    texts = strings(2_000)

    def afresh() -> int:
        LEXICON.speller.forget()
        fold.cache_clear()
        answers = (resolve_afresh(text, LEXICON, language=None) for text in texts)
        return sum(answer.status == "resolved" for answer in answers)

    assert benchmark(afresh) > 1_600
    rate(benchmark, len(texts))


@pytest.mark.benchmark(group="names")
def test_rapidfuzz_extract_one(benchmark):
    texts = [text.lower() for text in strings(100)]
    found = benchmark(lambda: [process.extractOne(text, KNOWN, score_cutoff=80) for text in texts])
    assert len(found) == len(texts)
    rate(benchmark, len(texts))


@pytest.mark.benchmark(group="names")
def test_rapidfuzz_blocked_cdist(benchmark):
    texts = [text.lower() for text in strings(200)]

    def nearest() -> list[int]:
        blocks = (texts[at : at + 100] for at in range(0, len(texts), 100))
        scores = (process.cdist(block, KNOWN, scorer=distance.OSA.distance) for block in blocks)
        return [int(best) for block in scores for best in np.argmin(block, axis=1)]

    assert len(benchmark(nearest)) == len(texts)
    rate(benchmark, len(texts))


@pytest.mark.benchmark(group="lexicon")
def test_building_the_lexicon(benchmark):
    rows = read_substances(), read_names()
    built = benchmark(lambda: build_lexicon(*rows))
    assert len(built.entries) > 15_000
