"""The names that are known, prepared for looking up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from vedette.science.identity.folding import SHORTEST_BASE, FoldedNames, base, fold
from vedette.science.identity.parts import is_chemical
from vedette.science.identity.spelling import Speller, allowance, cost_within, first_letters_like
from vedette.science.identity.text import normalise
from vedette.science.identity.tokens import key_of

if TYPE_CHECKING:
    from vedette.science.identity.resolution import Resolution

MEMO_SIZE = 200_000
PROPER = frozenset({"preferred", "INN"})  # kinds of names that are in use everywhere
_LOST = frozenset("hχх")  # letters that folding drops or hardens
_SPELT_KINDS = frozenset(
    {
        "preferred",
        "INN",
        "common name",
        "brand",
        "salt form",
        "positional",
    }
)
# Brands are folded too: "ксанакс" is Xanax. Street words and codes are not names of a language.
_FOLDED_KINDS = _SPELT_KINDS | {"regulatory name", "family"}
_PLAIN_SYSTEMATIC = re.compile(r"[\w'][\w' -]{5,39}")
_CODE = re.compile(r"[A-Z]{2}|[A-Z]\d")
SHORTEST_PART = 6  # letters of a word that can be a part of a name with an error
BEGINNING = 7  # characters; so many tell names from other words, and few names are shorter
_NAME_WORD = re.compile(r"[^\W_]+")
_LONG_WORD = re.compile(r"[a-z]{5,}")
_SINGLE_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a key stands for."""

    key: str
    name: str
    inchikey: str = ""
    kind: str = "substance"
    family: str = ""
    cas: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a substance is written."""

    text: str
    key: str
    kind: str = "common name"
    language: str = ""
    ambiguous: bool = False
    confidence: str = "high"


@dataclass(frozen=True, slots=True)
class Family:
    """A group of substances with the words for it as (language, word) pairs."""

    key: str
    label: str
    parent: str = ""
    words: tuple[tuple[str, str], ...] = ()
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mixture:
    """A word for several substances at once; ``fixed`` if they are always the same."""

    key: str
    text: str
    components: tuple[str, ...]
    fixed: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class NonResult:
    """A phrase saying that nothing was named, and why."""

    text: str
    meaning: str
    language: str = ""


class Entry(NamedTuple):
    """One meaning of a looked-up string."""

    key: str
    group: str  # substance | family | mixture | nothing
    kind: str
    language: str
    ambiguous: bool
    confidence: str
    form: str
    is_code: bool = False


@dataclass
class Lexicon:
    """Everything the resolver knows. Build once, ask often; safe to share between threads."""

    identities: Mapping[str, Identity]
    families: Mapping[str, Family]
    mixtures: Mapping[str, Mixture]
    entries: dict[str, tuple[Entry, ...]]
    memo: dict[tuple[str, str | None], Resolution] = field(default_factory=dict, repr=False)

    @classmethod
    def build(
        cls,
        names: Iterable[Name],
        *,
        identities: Iterable[Identity],
        families: Iterable[Family] = (),
        mixtures: Iterable[Mixture] = (),
        non_results: Iterable[NonResult] = (),
    ) -> Lexicon:
        """Prepare plain records for looking up."""
        known_families = {family.key: family for family in families}
        known_mixtures = {mixture.key: mixture for mixture in mixtures}
        gathered: dict[str, list[Entry]] = {}
        known = {identity.key: identity for identity in identities}
        for text, entry in chain(
            _entries(names, known_families, known_mixtures, non_results), _identifiers(known)
        ):
            if key := key_of(text):
                gathered.setdefault(key, []).append(entry)
        return cls(
            identities=known,
            families=known_families,
            mixtures=known_mixtures,
            entries={key: tuple(found) for key, found in gathered.items()},
        )

    def resolve(self, text: str, *, language: str | None = None) -> Resolution:
        """What a text names; remembers recent answers."""
        asked = (text, language)
        known = self.memo.get(asked)
        if known is None:
            from vedette.science.identity.resolution import resolve_afresh

            known = resolve_afresh(text, self, language=language)
            if len(self.memo) >= MEMO_SIZE:
                self.memo.clear()
            self.memo[asked] = known
        return known

    def may_begin(self, key: str) -> bool:
        """Whether a name may go on after this beginning of it."""
        return len(key) < BEGINNING or key[:BEGINNING] in self._beginnings

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(key[:BEGINNING] for key in self.entries)

    @cached_property
    def speller(self) -> Speller:
        """Names that a misspelling may be compared with."""
        return Speller(
            (key, _owners(found))
            for key, found in self.entries.items()
            if _SINGLE_WORD.fullmatch(key)
            and any(_may_be_misspelt(entry) for entry in found)
            and (
                not any(_is_unfit(entry) for entry in found)
                or any(entry.kind == "preferred" for entry in found)
            )
        )

    @cached_property
    def folded(self) -> FoldedNames[Entry]:
        """Names by a spelling that all languages share."""
        fit = [
            (key, entry)
            for key, found in self.entries.items()
            for entry in _foldable(found)
            if not _is_slight(key, entry)
        ]
        names = FoldedNames((key, entry) for key, entry in fit if entry.group == "substance")
        names.add_phrases(
            (parts, entry) for _, entry in fit if len(parts := entry.form.split()) > 1
        )
        # "Amfetaminas" is Lithuanian for the substance: a plural is a family in its own spelling.
        names.add(
            (key, entry) for key, entry in fit if entry.group == "family" and not names.find(key)
        )
        return names

    @cached_property
    def stems(self) -> tuple[tuple[str, str], ...]:
        """(stem, family) with the longest stem first."""
        pairs = [(stem, family.key) for family in self.families.values() for stem in family.stems]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def heads(self) -> frozenset[str]:
        """First words of names of several words, such as the parent of an ester."""
        return frozenset(
            key_of(entry.form.partition(" ")[0])
            for found in self.entries.values()
            for entry in found
            if entry.kind == "preferred" and " " in entry.form
        )

    @cached_property
    def head_keys(self) -> frozenset[str]:
        """Substances whose name begins longer names of others: testosterone, codeine."""
        return frozenset(
            entry.key
            for head in self.heads
            for entry in self.entries.get(head, ())
            if entry.group == "substance"
        )

    @cached_property
    def parts(self) -> frozenset[str]:
        """Words of which names of several words are made: "pyrrolidino", "enanthate"."""
        return frozenset(
            word
            for found in self.entries.values()
            for entry in found
            if entry.kind == "preferred"
            for word in _LONG_WORD.findall(entry.form)
            if word != entry.form
        )

    @cached_property
    def neighbours(self) -> dict[str, frozenset[str]]:
        """The words that stand beside each name within longer names: "acid" of remifentanil."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entries in self.entries.values():
            for entry in entries:
                said = _NAME_WORD.findall(entry.form) if entry.kind == "preferred" else ()
                for cut in range(1, len(said)):
                    for part, beside in ((said[:cut], said[cut]), (said[cut:], said[cut - 1])):
                        for inner in self.entries.get("".join(part), ()):
                            found[inner.key].add(beside)
        return {key: frozenset(beside) for key, beside in found.items()}

    def is_near_neighbour(self, keys: Iterable[str], word: str) -> bool:
        """Whether a word nobody knows is a damaged word of a longer name of one of these."""
        beside = {near for key in keys for near in self.neighbours.get(key, ())}
        return any(_is_near(word, near) for near in beside if len(near) > 3)

    def is_near_part(self, word: str) -> bool:
        """Whether a word nobody knows holds a part of a name, or is one with a typing error."""
        if len(word) < SHORTEST_PART:
            return False
        if any(part in word for part in self._chemical_parts):
            return True
        limit = allowance(len(word))
        return any(
            abs(len(part) - len(word)) < 3 and cost_within(word, part, limit=limit) <= limit
            for letter in first_letters_like(word)
            for part in self._parts_by_letter.get(letter, ())
        )

    @cached_property
    def by_skeleton(self) -> dict[str, tuple[str, ...]]:
        """The InChIKeys of the substances that share the first block of one."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for identity in self.identities.values():
            if identity.inchikey:
                found[identity.inchikey.partition("-")[0]].append(identity.inchikey)
        return {block: tuple(keys) for block, keys in found.items()}

    @cached_property
    def _chemical_parts(self) -> tuple[str, ...]:
        """Those words of names that only a name holds: no "poppy", no "extract"."""
        return tuple(
            sorted(part for part in self.parts if len(part) >= SHORTEST_PART and is_chemical(part))
        )

    @cached_property
    def _parts_by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for part in self._chemical_parts:
            found.setdefault(part[0], []).append(part)
        return found

    def lineage(self, family: str) -> list[str]:
        """A family and those above it, nearest first."""
        line: list[str] = []
        while family in self.families and family not in line:
            line.append(family)
            family = self.families[family].parent
        return line


def _owners(found: Iterable[Entry]) -> tuple[str, ...]:
    """The substances that a spelling belongs to: the one it is the preferred name of, or all."""
    substances = [entry for entry in found if entry.group == "substance"]
    preferred = {entry.key for entry in substances if entry.kind == "preferred"}
    return tuple(sorted(preferred or {entry.key for entry in substances}))


def _foldable(found: Iterable[Entry]) -> list[Entry]:
    """Entries that another spelling may stand for; what is open in one spelling is so in all."""
    fit = [
        entry
        for entry in found
        if (entry.kind in _FOLDED_KINDS or _is_plain_systematic(entry))
        and not entry.is_code
        and (entry.confidence == "high" or (entry.confidence != "low" and entry.kind != "brand"))
    ]
    return [entry for entry in fit if not entry.ambiguous or entry.kind == "positional"]


def _is_near(word: str, near: str) -> bool:
    """Whether a word is another with an error; a long one may have two."""
    limit = 2.0 if len(near) > SHORTEST_PART else 1.0
    return abs(len(near) - len(word)) < 3 and cost_within(word, near, limit=limit) <= limit


def _is_slight(key: str, entry: Entry) -> bool:
    """Whether so little of a name is left by folding that too many other words fold alike.

    Old English trade names do ("Jelena", "cinene"), and "hasist", which loses its h: "assist".
    """
    if entry.kind in PROPER or len(base(fold(key))) > SHORTEST_BASE:
        return False
    return entry.language in {"", "en"} or key[0] in _LOST


def _is_plain_systematic(entry: Entry) -> bool:
    """Whether a systematic name is written like a name: "3-methylmethcathinone"."""
    return entry.kind == "systematic" and bool(_PLAIN_SYSTEMATIC.fullmatch(entry.form))


def _identifiers(identities: Mapping[str, Identity]) -> Iterable[tuple[str, Entry]]:
    """InChIKeys and CAS numbers name a substance as well as words do."""
    for identity in identities.values():
        for text in (identity.inchikey, identity.cas):
            if text:
                yield text, Entry(identity.key, "substance", "identifier", "", False, "high", text)


def _is_unfit(entry: Entry) -> bool:
    return entry.group != "substance" or (entry.ambiguous and entry.kind != "positional")


def _may_be_misspelt(entry: Entry) -> bool:
    return entry.kind in _SPELT_KINDS and not (entry.kind == "brand" and entry.confidence != "high")


def _entries(
    names: Iterable[Name],
    families: Mapping[str, Family],
    mixtures: Mapping[str, Mixture],
    non_results: Iterable[NonResult],
) -> Iterable[tuple[str, Entry]]:
    for name in names:
        yield (
            name.text,
            Entry(
                name.key,
                "substance",
                name.kind,
                name.language,
                name.ambiguous,
                name.confidence,
                normalise(name.text),
                len(name.text) < 14 and bool(_CODE.search(name.text)),
            ),
        )
    for family in families.values():
        for language, word in family.words:
            form = normalise(word)
            yield word, Entry(family.key, "family", "family", language, False, "high", form)
    for mixture in mixtures.values():
        entry = Entry(
            mixture.key,
            "mixture",
            "mixture",
            mixture.language,
            not mixture.fixed,
            "high",
            normalise(mixture.text),
        )
        yield mixture.text, entry
    for phrase in non_results:
        yield (
            phrase.text,
            Entry(
                phrase.meaning,
                "nothing",
                "nothing",
                phrase.language,
                False,
                "high",
                normalise(phrase.text),
            ),
        )
