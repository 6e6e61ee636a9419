"""The registers of countries, regions and tiles, read from the files beside this module."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

LATEST_NUTS = "2024"


@dataclass(frozen=True, slots=True)
class CountryFact:
    """A country; ``other`` is "efta", "candidate" or ""."""

    alpha2: str
    alpha3: str
    name: str
    nuts_prefix: str
    is_eu: bool
    other: str
    is_network: bool


@dataclass(frozen=True, slots=True)
class NutsFact:
    """A statistical region; ``valid_to`` is "" while the latest list has it."""

    code: str
    name: str
    level: int
    parent: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class SubdivisionFact:
    """A state, province or part of a country by ISO 3166-2."""

    code: str
    country: str
    name: str


@dataclass(frozen=True, slots=True)
class PostcodeAreaFact:
    """The letters of a British postcode and the region most of the area lies in."""

    area: str
    nuts: str


@dataclass(frozen=True, slots=True)
class TileFact:
    """Where a country stands on the tile map, counted from the north-west corner."""

    country: str
    column: int
    row: int


def read_countries() -> list[CountryFact]:
    """All countries, by alpha-2 code."""
    return [
        CountryFact(
            row["alpha2"],
            row["alpha3"],
            row["name"],
            row["nuts_prefix"],
            row["eu"] == "yes",
            row["other"],
            row["network"] == "yes",
        )
        for row in _rows("countries.csv")
    ]


def read_nuts() -> list[NutsFact]:
    """All statistical regions, by code."""
    return [
        NutsFact(
            row["code"],
            row["name"],
            int(row["level"]),
            row["parent"],
            row["valid_from_version"],
            "" if row["valid_to_version"] == LATEST_NUTS else row["valid_to_version"],
        )
        for row in _rows("nuts.csv")
    ]


def read_subdivisions() -> list[SubdivisionFact]:
    """All subdivisions, by code."""
    return [SubdivisionFact(**row) for row in _rows("subdivisions.csv")]


def read_uk_postcode_areas() -> list[PostcodeAreaFact]:
    """All British postcode areas."""
    return [PostcodeAreaFact(**row) for row in _rows("uk_postcode_areas.csv")]


def read_tiles() -> list[TileFact]:
    """All squares of the tile map."""
    return [
        TileFact(row["country"], int(row["column"]), int(row["row"])) for row in _rows("tiles.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = files("vedette.catalogue.places") / "register" / name
    yield from csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))
