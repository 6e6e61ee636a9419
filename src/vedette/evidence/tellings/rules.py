"""Codes that only their holder has, and what can be told. Nothing here writes."""

import hashlib
import hmac
import re
import secrets

from vedette.evidence.tellings.errors import TellingRefused

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none looks like another
LENGTH = 16  # 80 bits: nobody guesses one
LONGEST = 4_000  # characters
EFFECTS = (
    "slow_breathing", "not_waking", "seizure", "chest_pain", "overheating", "confusion",
    "agitation", "vomiting", "hallucinations", "weakness_lasting",
)  # fmt: skip
HELP = ("none", "naloxone", "ambulance", "hospital", "died")
TESTS = ("none", "test_strip", "drug_checking_service", "other")
WHO = ("self", "somebody_else", "service")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()/-]{8,}\d|https?://|www\.", re.I)


def new_code() -> str:
    """Return a code in groups of four letters."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def digest_of(code: str, *, key: bytes) -> str:
    """Return what is kept of a code: a keyed digest of its letters, however they were typed."""
    letters = re.sub(r"[\s-]", "", code.upper()).translate(str.maketrans("OIL", "011"))
    return hmac.new(key, f"telling:{letters}".encode(), hashlib.sha256).hexdigest()


def check_text(text: str) -> str:
    """Return words as they are kept.

    Raises
    ------
    TellingRefused
        If there are none or too many, or they hold what leads to a person or an offer.
    """
    text = text.replace("\x00", "").strip()
    if not text:
        raise TellingRefused("write something first")
    if len(text) > LONGEST:
        raise TellingRefused(f"this is longer than {LONGEST:,} characters")
    if _ADDRESS.search(text):
        raise TellingRefused("leave out telephone numbers, mail addresses and links")
    return text


def check_choice(value: str, among: tuple[str, ...], what: str) -> str:
    """Refuse a value that the form does not offer."""
    if value and value not in among:
        raise TellingRefused(f"{value!r} is no answer to: {what}")
    return value
