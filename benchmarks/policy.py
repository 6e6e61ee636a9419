"""How many documents of 300 paragraphs are read a second on one core; written here, not stored.

Run `python benchmarks/policy.py`; promised are 20 documents a second.
"""

import random
import time

from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text

DOCUMENTS, RECITALS, ITEMS, WORDS = 1_000, 120, 180, 45
PROMISED = 20.0
WIDTH = 95
WORD_LIST = [
    "laboratories",
    "share",
    "what",
    "they",
    "have",
    "found",
    "with",
    "those",
    "who",
    "must",
    "act",
    "and",
    "say",
    "how",
    "sure",
    "they",
    "are",
    "Member",
    "States",
    "Europol",
    "results",
    "(EU)",
    "2031/44",
    "samples",
    "new",
    "substances",
    "in",
    "2030",
    "early",
    "warning",
]


def document(seed: int) -> str:
    """A document of 300 paragraphs, wrapped, with page footers and footnotes."""
    random_ = random.Random(seed)
    lines = ["The Council of the European Union", ""]
    note = 0
    for number in range(1, RECITALS + ITEMS + 1):
        words = random_.choices(WORD_LIST, k=WORDS)
        head = (
            random_.choice(["Noting that", "Recalling that", "Stressing that"])
            if number <= RECITALS
            else f"{number - RECITALS}. "
            + random_.choice(["Invites Member States to", "Urges the Commission and the EUDA to"])
        )
        if number % 10 == 0:
            note += 1
            words[-1] = f"found{note}"
        text = f"{head} {' '.join(words)}."
        while text:
            cut = text.rfind(" ", 0, WIDTH) if len(text) > WIDTH else len(text)
            lines.append(text[:cut])
            text = text[cut:].lstrip()
        lines += ["", ""]
        if number % 10 == 0:
            lines += [f"{note} Document {10_000 + note}/30.", f"10003/30    {note}", "ANNEX   EN"]
    return "\n".join(lines)


def main() -> None:
    """Read every document once and print the rate per second of processor time, on one core."""
    texts = [document(seed) for seed in range(50)]
    started = time.process_time()
    for index in range(DOCUMENTS):
        register = read_text([Page(1, texts[index % len(texts)])], file="own.txt")
        assert len(register.recitals) == RECITALS
        assert len(register.recommendations) == ITEMS
    rate = DOCUMENTS / (time.process_time() - started)
    size = sum(map(len, texts)) / len(texts) / 1000
    print(
        f"{rate:.1f} documents/s of {RECITALS + ITEMS} paragraphs, {size:.0f} kB each;"
        f" promised {PROMISED}"
    )


if __name__ == "__main__":
    main()
