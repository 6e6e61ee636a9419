"""The registers of substances, names and families, read from the files beside this module."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vedette.errors import VedetteError
from vedette.science.identity import Family, Identity, Lexicon, Mixture, Name, NonResult

# The official languages of the European Union, and others in which names are registered.
EU_LANGUAGES = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
)  # fmt: skip
OTHER_LANGUAGES = ("ar", "is", "la", "no", "ru", "sr", "tr", "uk", "zh")


class UnknownLanguage(VedetteError, ValueError):
    """A language was asked for that no register holds names in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        known = ", ".join((*EU_LANGUAGES, *OTHER_LANGUAGES))
        return f"{self.code!r} is no language of the registers; known are {known}"


def language_code(text: str) -> str | None:
    """The two letters of a language such as "da" or "de-AT"; None for none.

    Raises
    ------
    UnknownLanguage
        If no register holds names in it.
    """
    if text.strip() in {"", "und", "mul"}:  # not said, or several
        return None
    code = text.strip().lower().replace("_", "-").partition("-")[0]
    code = {"nb": "no", "nn": "no"}.get(code, code)
    if code not in EU_LANGUAGES and code not in OTHER_LANGUAGES:
        raise UnknownLanguage(text)
    return code


@dataclass(frozen=True, slots=True)
class SubstanceFact:
    """What the register knows of one substance; an empty string means it does not know."""

    key: str
    name: str
    inchikey: str
    smiles: str
    formula: str
    monoisotopic_mass: float | None
    cas: str
    pubchem_cid: int | None
    unii: str
    family: str
    roles: tuple[str, ...]
    un_control: str
    eu_control: str
    eu_first_notified: str
    sources: tuple[str, ...]

    @property
    def is_metabolite(self) -> bool:
        """Whether it is only ever met as a trace of another substance."""
        return set(self.roles) <= {"metabolite", "marker", "reference"} and bool(
            {"metabolite", "marker"} & set(self.roles)
        )


@dataclass(frozen=True, slots=True)
class NameFact:
    """One written form of a substance."""

    substance: str
    name: str
    language: str
    kind: str
    is_ambiguous: bool
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class FamilyFact:
    """A family, how closely it is watched and how severe harm from it tends to be (0 to 1)."""

    key: str
    parent: str
    label_en: str
    label_nl: str
    label_da: str
    watch: str
    severity: float
    smarts: str
    stems: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MixtureFact:
    """A word for several substances."""

    key: str
    term: str
    language: str
    components: tuple[str, ...]
    is_fixed: bool


@dataclass(frozen=True, slots=True)
class NonResultFact:
    """A phrase with which a result says that it names nothing."""

    term: str
    language: str
    meaning: str


def read_substances() -> list[SubstanceFact]:
    """All substances, by key."""
    return [
        SubstanceFact(
            key=row["key"],
            name=row["name"],
            inchikey=row["inchikey"],
            smiles=row["smiles"],
            formula=row["formula"],
            monoisotopic_mass=float(mass) if (mass := row["monoisotopic_mass"]) else None,
            cas=row["cas"],
            pubchem_cid=int(cid) if (cid := row["pubchem_cid"]) else None,
            unii=row["unii"],
            family=row["family"],
            roles=_parts(row["roles"]),
            un_control=row["un_control"],
            eu_control=row["eu_control"],
            eu_first_notified=row["eu_first_notified"],
            sources=_parts(row["sources"]),
        )
        for row in _rows("substances.csv")
    ]


def read_names() -> list[NameFact]:
    """All names, by substance, the preferred one first."""
    return [
        NameFact(
            row["substance"],
            row["name"],
            row["language"],
            row["kind"],
            row["ambiguous"] == "yes",
            row["confidence"],
            row["source"],
        )
        for row in _rows("names.csv")
    ]


def read_families() -> list[FamilyFact]:
    """All families."""
    return [
        FamilyFact(
            key=row["key"],
            parent=row["parent"],
            label_en=row["label_en"],
            label_nl=row["label_nl"],
            label_da=row["label_da"],
            watch=row["watch"],
            severity=float(row["severity"]),
            smarts=row["smarts"],
            stems=_parts(row["stems"]),
            words=tuple(
                (language, word)
                for pair in _parts(row["words"])
                for language, _, word in [pair.partition(":")]
            ),
        )
        for row in _rows("families.csv")
    ]


def read_mixtures() -> list[MixtureFact]:
    """Words that mean several substances at once."""
    return [
        MixtureFact(
            row["key"],
            row["term"],
            row["language"],
            _parts(row["components"]),
            row["fixed"] == "yes",
        )
        for row in _rows("mixtures.csv")
    ]


def read_non_results() -> list[NonResultFact]:
    """Phrases that name nothing, and what they mean instead."""
    return [NonResultFact(**row) for row in _rows("non_results.csv")]


def build_lexicon(
    substances: list[SubstanceFact] | None = None,
    names: list[NameFact] | None = None,
    families: list[FamilyFact] | None = None,
) -> Lexicon:
    """A resolver of names from the registers, or from rows given instead of them."""
    return Lexicon.build(
        (
            Name(n.name, n.substance, n.kind, n.language, n.is_ambiguous, n.confidence)
            for n in (read_names() if names is None else names)
        ),
        identities=(
            Identity(
                s.key,
                s.name,
                s.inchikey,
                "metabolite" if s.is_metabolite else "substance",
                s.family,
                s.cas,
            )
            for s in (read_substances() if substances is None else substances)
        ),
        families=(
            Family(f.key, f.label_en, f.parent, f.words, f.stems)
            for f in (read_families() if families is None else families)
        ),
        mixtures=mixtures(),
        non_results=non_results(),
    )


def mixtures() -> list[Mixture]:
    """Words for several substances, as a lexicon takes them."""
    return [Mixture(m.key, m.term, m.components, m.is_fixed, m.language) for m in read_mixtures()]


def non_results() -> list[NonResult]:
    """Phrases that name nothing, as a lexicon takes them."""
    return [NonResult(n.term, n.meaning, n.language) for n in read_non_results()]


@cache
def standard_lexicon() -> Lexicon:
    """The lexicon of the registers as shipped, built once per process."""
    return build_lexicon()


def _rows(name: str) -> Iterator[dict[str, str]]:
    source = files("vedette.catalogue.substances") / "register" / name
    yield from csv.DictReader(io.StringIO(source.read_text(encoding="utf-8"), newline=""))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)
