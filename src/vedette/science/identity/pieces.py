"""A stretch of a text and what it may mean."""

from dataclasses import dataclass

NAMING = frozenset({"substance", "family", "mixture"})


@dataclass(slots=True)
class Piece:
    """A stretch of the text and what it may mean."""

    group: str  # substance family mixture nothing unknown form filler link either role ...
    span: tuple[int, int]
    glue: str = ""
    keys: tuple[str, ...] = ()
    score: float = 1.0
    doubtful: bool = False
    weak: bool = False
    tight: bool = False
    joined: bool = False
    word: str = ""
    meaning: str = ""
    role: str | None = None
    negated: bool = False
    measured: bool = False  # a strength or share stands beside it


def take_back(piece: Piece) -> None:
    """Make a word again of what was read as a name."""
    piece.group, piece.keys, piece.doubtful, piece.weak = "filler", (), False, False
