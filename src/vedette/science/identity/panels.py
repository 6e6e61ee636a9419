"""Read the shorthand of rapid tests: "AMP- COC+ OPI- BZO+", "Urine: COC pos, THC neg".

Codes of two to four letters name a substance or a class only there; alone they may be anything.
"""

import re

from vedette.science.identity.lexicon import Lexicon
from vedette.science.identity.pieces import NAMING, Piece

FEWEST = 2  # results in a row; "BAR +" alone is no panel
SCORE = 0.8  # a panel's window says less than a name that is written out
# What each window of the common panels looks for. A class is not one substance of it.
CODES: dict[str, str] = {
    "amp": "amphetamine", "amf": "amphetamine", "met": "methamphetamine", "mamp": "methamphetamine",
    "coc": "cocaine", "coke": "cocaine", "opi": "opiate", "mop": "opiate", "mor": "morphine",
    "thc": "delta-9-thc", "bzo": "benzodiazepine", "bzd": "benzodiazepine",
    "benz": "benzodiazepine", "bdz": "benzodiazepine", "bar": "barbiturate", "barb": "barbiturate",
    "mtd": "methadone", "eddp": "eddp", "bup": "buprenorphine", "pcp": "pcp", "oxy": "oxycodone",
    "fen": "fentanyl", "fyl": "fentanyl", "fty": "fentanyl", "ftl": "fentanyl", "tra": "tramadol",
    "tml": "tramadol", "tram": "tramadol", "ket": "ketamine", "xtc": "mdma", "mdma": "mdma",
    "pgb": "pregabalin", "cot": "cotinine", "etg": "ethyl-glucuronide", "lsd": "lsd",
    "k2": "synthetic_cannabinoid", "zop": "zopiclone", "ghb": "ghb",
}  # fmt: skip
_RESULT = re.compile(
    r"(?<![\w-])([A-Za-z][A-Za-z0-9]{1,3})\s?(?:([+])|([-−–])|:?\s?(pos)\b|:?\s?(neg)\b)"
    r"\.?(?=[\s,;./)|]|$)",
    re.I,
)
# Beside figures, in a row of results: "BE 412 | MDMA 23 | KET 14".
MEASURED = CODES | {
    "be": "benzoylecgonine", "beg": "benzoylecgonine", "bze": "benzoylecgonine",
    "meth": "methamphetamine", "gbp": "gabapentin", "coet": "cocaethylene", "nket": "norketamine",
    "diaz": "diazepam", "alp": "alprazolam", "mdpv": "mdpv", "cod": "codeine",
}  # fmt: skip
FEWEST_MEASURED = 3
_FIGURE = re.compile(
    r"(?<![\w-])([A-Za-z][A-Za-z0-9]{1,3})[ :=]{1,2}\d+(?:[.,]\d+)?"
    r"(?=\s*(?:[|;/,\[\])–-]|[mnuµ]g|$))"
)
_FIGURES = re.compile(r"\d\s*[|;/,\[\])–-]|\d\s*[mnuµ]g")
_SIGN = re.compile(r"[+\-−–](?:[\s,;./)|]|$)|\b(?:pos|neg)\b", re.I)
_LEAVES_OUT = re.compile(r"\s*(?:,|und|oder|en|of|og|och|eller|ja|tai|and|or|et|i|a|és)\b", re.I)


def read_panel(text: str, pieces: list[Piece], lexicon: Lexicon) -> None:
    """Give the codes of a panel their meaning, and deny those with a minus."""
    if len(pieces) < FEWEST:
        return  # as of most texts
    if len(pieces) >= FEWEST_MEASURED and _FIGURES.search(text):
        _read_figures(text, pieces, lexicon)
    if not _SIGN.search(text):
        return
    results = [found for found in _RESULT.finditer(text) if found[1].lower() in CODES]
    if len(results) < FEWEST or _is_left_out(text, results):
        return
    at_start = {found.start(): found for found in results}
    for piece in pieces:
        if found := at_start.get(piece.span[0]):
            _give(piece, found, lexicon)


def _read_figures(text: str, pieces: list[Piece], lexicon: Lexicon) -> None:
    """Name the codes of a row of figures, if there are several of them."""
    rows = {found.start(): found[1].lower() for found in _FIGURE.finditer(text)}
    coded = {at: MEASURED[code] for at, code in rows.items() if code in MEASURED}
    if len(coded) < FEWEST_MEASURED:
        return
    for piece in pieces:
        key = coded.get(piece.span[0], "")
        known = piece.group in NAMING and not (piece.weak or piece.doubtful)
        if not known and key in lexicon.identities:
            piece.group, piece.keys, piece.score, piece.word = "substance", (key,), SCORE, key
            piece.doubtful = piece.weak = False


def _is_left_out(text: str, results: list[re.Match[str]]) -> bool:
    """Whether the hyphens leave out the end of a compound: "MDMA-, LSD- und Kokainkonsum"."""
    if any(found[2] or found[4] or found[5] for found in results):
        return False
    return _LEAVES_OUT.match(text, results[-1].end()) is not None


def _give(piece: Piece, found: re.Match[str], lexicon: Lexicon) -> None:
    key = CODES[found[1].lower()]
    piece.group = "substance" if key in lexicon.identities else "family"
    piece.keys, piece.doubtful, piece.weak = (key,), False, False
    piece.score = min(piece.score, SCORE)
    piece.negated = bool(found[3] or found[5])
