"""The minimum scheme, the levels of high-resolution mass spectrometry, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.science.identification.techniques import (
    TECHNIQUES,
    Category,
    Compared,
    MethodUse,
)

# From not said to analytically confirmed.
LEVELS = ("", "presumptive", "probable", "confirmed")
_STRUCTURAL = (Compared.STANDARD, Compared.LIBRARY)
_SCHYMANSKI = {
    Compared.LIBRARY: 2,
    Compared.CANDIDATES: 3,
    Compared.FORMULA: 4,
    Compared.MASS: 5,
}


@dataclass(frozen=True, slots=True)
class Identification:
    """How sure an identification is, and why.

    ``tests`` are the independent tests that count, by principle; ``reason``
    names the rule that decided.
    """

    level: str
    reason: str
    schymanski: int | None
    meets_scheme: bool
    tests: tuple[tuple[str, Category], ...]

    @property
    def is_confirmed(self) -> bool:
        """Tell whether the identification is analytically confirmed."""
        return self.level == "confirmed"


def identify(uses: Iterable[MethodUse]) -> Identification:
    """Say how sure an identification is from the methods used; no word of anybody is needed.

    Parameters
    ----------
    uses : iterable of MethodUse
        Every method whose result agrees with the identification.

    Returns
    -------
    Identification
        ``level`` is "confirmed" if the minimum scheme is met or a reference
        standard matched in retention and high-resolution spectrum, "probable"
        with one structural test or two independent separations, "presumptive"
        with less, and empty without any method. More methods never lower it.

    Notes
    -----
    The minimum scheme asks for one test of category A and another, independent
    one of any category; or for three independent tests of which two are of
    category B [1]_. Tests on the same principle count once. The parts of a
    coupled technique count apart, but a retention time is a test only beside a
    reference standard in the same system. A mass spectrum that gives a mass, a
    formula or several candidates is no structural test and counts as C.
    Levels 1 to 5 are those of Schymanski and others [2]_; 1 needs the standard
    in retention and spectrum, so that a spectrum alone is 2 at best.

    References
    ----------
    .. [1] SWGDRUG Recommendations, part III B, minimum identification scheme.
    .. [2] Environ. Sci. Technol. 48, 2097-2098 (2014).
       https://doi.org/10.1021/es5002105
    """
    uses = tuple(uses)
    tests = _independent(uses)
    count = {one: sum(category is one for category in tests.values()) for one in Category}
    structural, total = count[Category.A], sum(count.values())
    level_of_mass = _schymanski(uses)
    by_a = structural >= 1 and total >= 2
    by_b = structural + count[Category.B] >= 2 and total >= 3
    if level_of_mass == 1:
        level, reason = "confirmed", "standard"
    elif by_a or by_b:
        level, reason = "confirmed", "structural_and_another" if by_a else "three_tests"
    elif structural:
        level, reason = "probable", "one_structural"
    elif count[Category.B] >= 2:
        level, reason = "probable", "two_separations"
    elif uses:
        level, reason = "presumptive", "screening"
    else:
        level, reason = "", "no_method"
    return Identification(level, reason, level_of_mass, by_a or by_b, tuple(tests.items()))


def _independent(uses: tuple[MethodUse, ...]) -> dict[str, Category]:
    """Return the best category of each principle that counts as a test."""
    best: dict[str, Category] = {}
    for use in uses:
        technique = TECHNIQUES[use.technique]
        for part in technique.parts:
            if part.is_separation and use.compared is not Compared.STANDARD:
                continue
            category = part.category if use.compared in _STRUCTURAL else Category.C
            if part.principle not in best or category.value < best[part.principle].value:
                best[part.principle] = category
    return best


def _schymanski(uses: tuple[MethodUse, ...]) -> int | None:
    """Return the best level of the high-resolution measurements; none without one."""
    levels = []
    for use in uses:
        technique = TECHNIQUES[use.technique]
        if not technique.high_resolution:
            continue
        separated = any(part.is_separation for part in technique.parts)
        if use.compared is Compared.STANDARD:
            levels.append(1 if separated else 2)
        else:
            levels.append(_SCHYMANSKI[use.compared])
    return min(levels, default=None)


def weaker(one: str, other: str) -> str:
    """Return the less sure of two levels."""
    return min(one, other, key=LEVELS.index)


def at_most(level: str, claimed: str) -> str:
    """Return a level lowered to what a source claims; a source without a claim lowers nothing."""
    return weaker(level, claimed) if claimed else level
