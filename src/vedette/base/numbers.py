"""Numbers of rows as addresses name them."""

# An address may name any number; a database knows none above this.
LARGEST_ID = 2**63 - 1


def number_in(text: str) -> int | None:
    """Return the number that somebody typed, at most ``LARGEST_ID``; None if it is none.

    Python itself refuses to read a number of more than a few thousand digits.
    """
    text = text.strip()
    if not text.isdecimal():
        return None
    digits = text.lstrip("0") or "0"
    return LARGEST_ID if len(digits) > len(str(LARGEST_ID)) else min(int(digits), LARGEST_ID)
