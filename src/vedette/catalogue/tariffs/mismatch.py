"""Do the goods that were declared fit what was found? Regulatory facts only; nothing is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from vedette.catalogue.tariffs.codes import TariffCode
from vedette.catalogue.tariffs.registers import TariffRegister


class Reason(Enum):
    """Why goods as declared and goods as found do not fit."""

    OTHER_CODE = "other_code"  # a listed precursor has a tariff code of its own
    PRECURSOR_NOT_NAMED = "precursor_not_named"
    WATCHED_NOT_NAMED = "watched_not_named"  # voluntary list, or pending
    DRUG_NOT_NAMED = "drug_not_named"
    GOODS_UNLIKE_CODE = "goods_unlike_code"


OF_PRECURSORS = frozenset({Reason.OTHER_CODE, Reason.PRECURSOR_NOT_NAMED, Reason.WATCHED_NOT_NAMED})

# Goods of everyday trade, free inside the Union: their own code names them well enough.
NAMED_BY_CODE = frozenset({"3"})


class Fit(Enum):
    """How a declaration and a finding fit together."""

    OPEN = "open"  # not everything was identified, or the law of that day is not known
    FITS = "fits"
    DIFFERS = "differs"
    MASKED = "masked"  # a hint at a masked precursor, never a proof of one


@dataclass(frozen=True, slots=True)
class Declared:
    """What papers say of a consignment: a code, and the kind of goods."""

    code: TariffCode
    goods: str


@dataclass(frozen=True, slots=True)
class Found:
    """A substance that was found, with what the law says of it on that day.

    ``category`` is that of a listed precursor and ``codes`` are its tariff codes as digits;
    ``is_watched`` marks one of the voluntary list or of pending rules; ``schedules`` name
    the lists of drugs that hold it. ``is_untold`` marks one that is listed, but of which
    nobody can say whether it was on that day.
    """

    name: str
    category: str = ""
    codes: tuple[str, ...] = ()
    is_watched: bool = False
    schedules: tuple[str, ...] = ()
    is_untold: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """One reason, the substance it is about, and the fact it rests on."""

    reason: Reason
    substance: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a declaration fits what was found, with every reason against it."""

    fit: Fit
    hints: tuple[Hint, ...] = ()


def compare(
    declared: Declared, found: Sequence[Found], *, unknown: int = 0, register: TariffRegister
) -> Comparison:
    """Hold a declaration against what was found.

    Codes are compared on the six digits that are the same everywhere, because the last two
    are renumbered by the year. A heading or kind of goods that the register does not hold
    speaks neither for nor against. `unknown` names were found that nobody knows: they may
    be anything, so that with one of them nothing is said to fit.
    """
    hints = [*_of_goods(declared, register)]
    for one in found:
        hints += _of_substance(declared, one, register)
    if any(hint.reason in OF_PRECURSORS for hint in hints):
        return Comparison(Fit.MASKED, tuple(hints))
    if hints:
        return Comparison(Fit.DIFFERS, tuple(hints))
    is_told = bool(found) and not unknown and not any(one.is_untold for one in found)
    return Comparison(Fit.FITS if is_told else Fit.OPEN)


def _of_goods(declared: Declared, register: TariffRegister) -> Iterable[Hint]:
    heading = register.heading_of(declared.code)
    if heading and declared.goods in register.goods and declared.goods not in heading.goods:
        yield Hint(Reason.GOODS_UNLIKE_CODE, fact=heading.code)


def _of_substance(declared: Declared, found: Found, register: TariffRegister) -> Iterable[Hint]:
    kind = register.goods.get(declared.goods)
    is_named = kind is not None and kind.names_controlled
    if found.category or found.is_watched:  # the voluntary list knows no categories
        own = [code for code in found.codes if code]
        has_own_code = declared.code.subheading in {code[:6] for code in own}
        if own and not has_own_code:
            yield Hint(Reason.OTHER_CODE, found.name, ", ".join(own))
        if not is_named and not (has_own_code and found.category in NAMED_BY_CODE):
            why = Reason.WATCHED_NOT_NAMED if found.is_watched else Reason.PRECURSOR_NOT_NAMED
            yield Hint(why, found.name, found.category)
    if found.schedules and not is_named:
        yield Hint(Reason.DRUG_NOT_NAMED, found.name, ", ".join(found.schedules))
