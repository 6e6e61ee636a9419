"""Pseudonyms, and figures too small to show."""

import hashlib
import hmac


def pseudonym(text: str, *, key: bytes, domain: str) -> str:
    """Return a token that only the holder of the key can link to ``text``.

    Parameters
    ----------
    text : str
        What identifies a person at the source.
    key : bytes
        The node's secret, at least 16 bytes.
    domain : str
        Keeps tokens of different sources apart.

    Returns
    -------
    str
        26 letters and digits (130 bits); empty for an empty text.

    Notes
    -----
    HMAC-SHA256 (RFC 2104): without the key a list of all case numbers cannot
    be turned back into tokens, which a plain hash would allow.
    """
    if not text:
        return ""
    digest = hmac.new(key, f"{domain}\x1f{text}".encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:17], "big") >> 6
    letters = []
    for _ in range(26):
        number, position = divmod(number, 32)
        letters.append("0123456789abcdefghjkmnpqrstvwxyz"[position])
    return "".join(letters)


def suppress(count: int, *, smallest: int = 5) -> int | None:
    """Return a count fit to show, or None for one to four.

    Zero is shown: nobody is behind it.
    """
    return None if 0 < count < smallest else count
