"""Texts as terms to search by: no accents, no capitals, no signs, the same on every database."""

import re
import unicodedata

_SIGNS = re.compile(r"[\W_]+")
# Letters that do not come apart into a plain one and an accent.
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                        "ħ": "h", "ı": "i", "ŋ": "n"})  # fmt: skip


def fold(text: str) -> str:
    """Words of a text, folded, with one blank between."""
    if text.isascii():  # most texts are, in whole or nearly
        return _SIGNS.sub(" ", text.lower()).strip()
    # Taken apart before and after: some capitals only show once their form is plain.
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    bare = text if text.isascii() else "".join(c for c in text if not unicodedata.combining(c))
    return _SIGNS.sub(" ", bare).strip()


def terms_of(text: str, *, most: int = 12) -> list[str]:
    """Terms of a question, each once, no more than an index should be asked."""
    return list(dict.fromkeys(fold(text).split()))[:most]
