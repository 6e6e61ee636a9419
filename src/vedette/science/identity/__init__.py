"""Who is who among substances: identifiers that check themselves, and names resolved to keys."""

from vedette.science.identity.identifiers import (
    CasNumber,
    InChIKey,
    MalformedIdentifier,
    WrongCheckDigit,
)
from vedette.science.identity.lexicon import (
    Family,
    Identity,
    Lexicon,
    Mixture,
    Name,
    NonResult,
)
from vedette.science.identity.resolution import Match, Mention, Resolution, resolve
from vedette.science.identity.text import normalise, slugify

__all__ = [
    "CasNumber",
    "Family",
    "Identity",
    "InChIKey",
    "Lexicon",
    "MalformedIdentifier",
    "Match",
    "Mention",
    "Mixture",
    "Name",
    "NonResult",
    "Resolution",
    "WrongCheckDigit",
    "normalise",
    "resolve",
    "slugify",
]
