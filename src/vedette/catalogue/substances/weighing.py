"""What weighs formulae and ions, loaded when first needed.

It lives among the spectra, whose package brings a compiler that pages and
commands must not wait for.
"""

from typing import Any


def masses() -> Any:
    """Return the module of masses."""
    from vedette.science.spectra import masses

    return masses
