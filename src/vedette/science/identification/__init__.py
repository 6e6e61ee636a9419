"""How sure an identification is, worked out from the methods that were used."""

from vedette.science.identification.scheme import (
    LEVELS,
    Identification,
    at_most,
    identify,
    weaker,
)
from vedette.science.identification.techniques import (
    TECHNIQUES,
    Category,
    Compared,
    MethodUse,
    Technique,
    TechniqueUnknown,
    read_methods,
    write_methods,
)

__all__ = [
    "LEVELS",
    "TECHNIQUES",
    "Category",
    "Compared",
    "Identification",
    "MethodUse",
    "Technique",
    "TechniqueUnknown",
    "at_most",
    "identify",
    "read_methods",
    "weaker",
    "write_methods",
]
