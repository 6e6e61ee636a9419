"""Kinds of assessment as data: sections, states, steps, what blocks those, which clocks move."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY
from vedette.errors import VedetteError

SHIPPED = Path(__file__).parent / "kinds"
LOCAL = "assessment-kinds"
CERTAINTIES = ("law", "practice", "ours")
RATINGS = ("none", "form", "apart")
STAGES = ("writing", "reading", "fixed", "dropped")
NEEDS = ("form", "sections", "ratings", "answers", "second_person", "reason")
FIGURES = ("detections", "first_seen", "deaths", "spread", "co_occurrence", "legal_status")
# What a section can take over, as a first wording, from the short form that it goes on from.
CARRIED = ("summary", "likelihood", "impact", "confidence", "rows")
_TOP = frozenset({
    "key", "like", "title", "legal_ref", "certainty", "roles", "ratings", "needs_signal",
    "substances", "follows", "starts", "meets", "clocks", "section", "question", "state",
    "transition",
})  # fmt: skip
_INNER = {
    "section": frozenset({
        "key", "title", "belongs", "pulls", "carries", "restricted_pointer", "required",
    }),
    "question": frozenset({"key", "title", "blocks", "blocks_if", "exception", "legal_ref"}),
    "state": frozenset({"key", "title", "stage"}),
    "transition": frozenset({
        "act", "title", "from", "to", "roles", "needs", "starts", "meets", "withdraws",
    }),
}  # fmt: skip


class KindMalformed(VedetteError, ValueError):
    """A kind of assessment that cannot be read: which file, which entry, and why."""

    def __init__(self, file: str, entry: str, why: str) -> None:
        super().__init__(file, entry, why)
        self.file, self.entry, self.why = file, entry, why

    def __str__(self) -> str:
        return f"{self.file}, {self.entry or 'whole file'}: {self.why}"


class KindUnknown(VedetteError, LookupError):
    """Somebody named a kind of assessment that this node does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"no kind of assessment is called {self.key!r}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the text: what belongs in it and which figures fill it.

    Attributes
    ----------
    carries : tuple of str
        What it takes over as its first wording from the short form it goes on from.
    is_pointer : bool
        It only says where a restricted file is kept, never what stands in it.
    """

    key: str
    title: Mapping[str, str]
    belongs: Mapping[str, str]
    pulls: tuple[str, ...] = ()
    is_pointer: bool = False
    is_required: bool = False
    carries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose answer can block acts.

    Attributes
    ----------
    blocks_if : str
        The answer that blocks, "yes" or "no"; "unknown" always blocks too.
    may_be_excepted : bool
        A blocking answer can be set aside for a reason that stands on the record.
    """

    key: str
    title: Mapping[str, str]
    blocks: tuple[str, ...]
    blocks_if: str
    may_be_excepted: bool
    legal_ref: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where an assessment can stand. Its text changes while it is written, and never after."""

    key: str
    title: Mapping[str, str]
    stage: str


@dataclass(frozen=True, slots=True)
class Transition:
    """An act that moves an assessment on: from where, by whom, what it needs, which clocks."""

    act: str
    title: Mapping[str, str]
    origins: tuple[str, ...]
    target: str
    roles: frozenset[str]
    needs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    withdraws: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of assessment, whole.

    Attributes
    ----------
    roles : frozenset of str
        Who may start it and write in it.
    ratings : str
        "none", "form" (the short form of a rapid assessment) or "apart" (six scales).
    least, most : int
        How many substances it is about.
    follows : tuple of str
        Kinds that it may follow on.
    starts, meets : tuple of str
        Deadline rules that its opening starts and meets.
    """

    key: str
    title: Mapping[str, str]
    certainty: str
    roles: frozenset[str]
    ratings: str
    least: int
    most: int
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    sections: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    legal_ref: str = ""
    needs_signal: bool = False
    follows: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    _by_state: Mapping[str, State] = field(default_factory=dict, repr=False, compare=False)

    @property
    def first(self) -> State:
        """Return the state in which it begins."""
        return self.states[0]

    def state(self, key: str) -> State | None:
        """Return a state, or None where this version of the kind has it no more."""
        return self._by_state.get(key)

    def section(self, key: str) -> Section | None:
        """Return a section by its key."""
        return next((one for one in self.sections if one.key == key), None)

    def question(self, key: str) -> Question | None:
        """Return a blocking question by its key."""
        return next((one for one in self.questions if one.key == key), None)

    @property
    def acts(self) -> tuple[str, ...]:
        """Return every act once, in the order of the table."""
        return tuple(dict.fromkeys(one.act for one in self.transitions))

    def after(self, state: str) -> tuple[Transition, ...]:
        """Return what can follow on a state."""
        return tuple(one for one in self.transitions if state in one.origins)

    def clocks(self) -> frozenset[str]:
        """Return every deadline rule that the kind speaks of."""
        moved = [self.starts, self.meets]
        for one in self.transitions:
            moved += [one.starts, one.meets, one.withdraws]
        return frozenset(rule for part in moved for rule in part)

    def paths(self) -> Iterator[tuple[tuple[str, Transition], ...]]:
        """Yield every way through the states that takes no step twice, as (from, step) pairs."""
        yield from self._ways(self.first.key, ())

    def _ways(
        self, here: str, gone: tuple[tuple[str, Transition], ...]
    ) -> Iterator[tuple[tuple[str, Transition], ...]]:
        ahead = [(here, one) for one in self.after(here) if (here, one) not in gone]
        if not ahead:
            yield gone
        for step in ahead:
            yield from self._ways(step[1].target, (*gone, step))


def kinds_of(folder: Path | None) -> dict[str, Kind]:
    """Return all kinds by key; those of the instance replace shipped ones of the same key.

    Raises
    ------
    KindMalformed
        With the file and the entry at fault.
    """
    files = sorted(SHIPPED.glob("*.toml"))
    if folder is not None:
        files += sorted((folder / LOCAL).glob("*.toml"))
    return dict(_read_all(tuple((one, one.stat().st_mtime_ns) for one in files)))


@lru_cache(maxsize=8)
def _read_all(files: tuple[tuple[Path, int], ...]) -> dict[str, Kind]:
    tables: dict[str, tuple[str, dict[str, Any]]] = {}
    for path, _changed in files:
        table = _table(path)
        tables[str(table["key"])] = (path.name, table)
    return {key: _kind(table, tables, file) for key, (file, table) in tables.items()}


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KindMalformed(path.name, "", str(error)) from None
    if not isinstance(table.get("key"), str) or not table["key"].isidentifier():
        raise KindMalformed(path.name, "key", "a kind has a key of letters, digits and underscores")
    return table


def kind_called(key: str, *, folder: Path | None) -> Kind:
    """Return the kind of a key.

    Raises
    ------
    KindUnknown
        If this node has none.
    """
    kinds = kinds_of(folder)
    if key not in kinds:
        raise KindUnknown(key)
    return kinds[key]


def read_kind(text: str, *, file: str) -> Kind:
    """Read one kind that stands by itself from TOML.

    Raises
    ------
    KindMalformed
        With the entry at fault.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KindMalformed(file, "", str(error)) from None
    return _kind(table, {}, file)


def _kind(
    own: Mapping[str, Any], tables: Mapping[str, tuple[str, dict[str, Any]]], file: str
) -> Kind:
    row = _with_model(own, tables, file)
    for name in ("key", "title", "certainty", "roles", "ratings", "state", "transition"):
        if not row.get(name):
            raise KindMalformed(file, name, "is missing")
    try:
        kind = _made(row, file)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, KindMalformed):
            raise
        raise KindMalformed(file, "", f"cannot be read: {error}") from None
    _check(kind, file)
    return kind


def _with_model(
    own: Mapping[str, Any], tables: Mapping[str, tuple[str, dict[str, Any]]], file: str
) -> dict[str, Any]:
    """Return a table filled with what it takes over from the kind it is like."""
    if unknown := sorted(set(own) - _TOP):
        raise KindMalformed(file, unknown[0], "no entry is called so")
    if "like" not in own:
        return dict(own)
    if own["like"] not in tables or "like" in tables[own["like"]][1]:
        raise KindMalformed(file, "like", f"no kind to take over from is called {own['like']!r}")
    model = tables[own["like"]][1]
    row = {**model, **own}
    clocks = own.get("clocks", {})

    def moved(table: Mapping[str, Any]) -> dict[str, Any]:
        named = ("starts", "meets", "withdraws")
        return dict(table) | {
            name: [clocks.get(rule, rule) for rule in table[name]]
            for name in named if name in table
        }  # fmt: skip

    row["transition"] = [moved(one) for one in row["transition"]]
    return moved(row)


def _made(row: Mapping[str, Any], file: str) -> Kind:
    def rows(name: str) -> list[Mapping[str, Any]]:
        found = list(row.get(name, ()))
        for number, one in enumerate(found, start=1):
            said = one.get("key") or one.get("act") or number
            where = f"{name} {said}"
            if unknown := sorted(set(one) - _INNER[name]):
                raise KindMalformed(file, where, f"no entry is called {unknown[0]!r}")
            if not one.get("key") and not one.get("act"):
                raise KindMalformed(file, where, "has no key")
            if "en" not in one.get("title", {}):
                raise KindMalformed(file, where, "the title is missing in English")
        return found

    roles = frozenset(row["roles"])
    states = tuple(State(s["key"], s["title"], s["stage"]) for s in rows("state"))
    least, most = row.get("substances", [0, 50])
    return Kind(
        key=row["key"], title=row["title"], certainty=row["certainty"], roles=roles,
        ratings=row["ratings"], least=int(least), most=int(most), states=states,
        transitions=tuple(_transition(one, roles) for one in rows("transition")),
        sections=tuple(_section(one) for one in rows("section")),
        questions=tuple(_question(one) for one in rows("question")),
        legal_ref=row.get("legal_ref", ""), needs_signal=bool(row.get("needs_signal", False)),
        follows=tuple(row.get("follows", ())), starts=tuple(row.get("starts", ())),
        meets=tuple(row.get("meets", ())), _by_state={one.key: one for one in states},
    )  # fmt: skip


def _transition(row: Mapping[str, Any], roles: frozenset[str]) -> Transition:
    return Transition(
        row["act"], row["title"], tuple(row["from"]), row["to"],
        frozenset(row.get("roles", roles)), tuple(row.get("needs", ())),
        tuple(row.get("starts", ())), tuple(row.get("meets", ())), tuple(row.get("withdraws", ())),
    )  # fmt: skip


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        row["key"], row["title"], row.get("belongs", {}), tuple(row.get("pulls", ())),
        bool(row.get("restricted_pointer", False)), bool(row.get("required", False)),
        tuple(row.get("carries", ())),
    )  # fmt: skip


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        row["key"], row["title"], tuple(row["blocks"]), row["blocks_if"], bool(row["exception"]),
        row.get("legal_ref", ""),
    )  # fmt: skip


def _check(kind: Kind, file: str) -> None:
    """Refuse what hangs together badly, naming the entry."""
    for where, why in _faults(kind):
        raise KindMalformed(file, where, why)


def _faults(kind: Kind) -> Iterator[tuple[str, str]]:
    if kind.certainty not in CERTAINTIES:
        yield "certainty", f"is one of {', '.join(CERTAINTIES)}"
    if kind.ratings not in RATINGS:
        yield "ratings", f"is one of {', '.join(RATINGS)}"
    if "en" not in kind.title:
        yield "title", "is missing in English"
    if not 0 <= kind.least <= kind.most:
        yield "substances", "the least number is not above the most"
    if kind.roles - frozenset(Role.values):
        yield "roles", f"no role is called {min(kind.roles - frozenset(Role.values))!r}"
    if (kind.starts or kind.meets) and kind.roles - MAY["judge"]:
        yield "roles", "a clock is moved only by roles that may judge"
    for name, keys in (
        ("section", [one.key for one in kind.sections]),
        ("question", [one.key for one in kind.questions]),
        ("state", [one.key for one in kind.states]),
    ):
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{name} {twice[0]}", "is there twice"
    yield from _faults_of_parts(kind)
    yield from _faults_of_steps(kind)


def _faults_of_parts(kind: Kind) -> Iterator[tuple[str, str]]:
    for section in kind.sections:
        if strange := [one for one in section.pulls if one not in FIGURES]:
            yield f"section {section.key}", f"pulls is of {', '.join(FIGURES)}, not {strange[0]!r}"
        if strange := [one for one in section.carries if one not in CARRIED]:
            yield (
                f"section {section.key}",
                f"carries is of {', '.join(CARRIED)}, not {strange[0]!r}",
            )
        if section.is_pointer and (section.pulls or section.carries):
            yield f"section {section.key}", "a pointer to a restricted file shows nothing else"
    for state in kind.states:
        if state.stage not in STAGES:
            yield f"state {state.key}", f"stage is one of {', '.join(STAGES)}"
    for question in kind.questions:
        if question.blocks_if not in ("yes", "no"):
            yield f"question {question.key}", "blocks_if is yes or no"
        if strange := [act for act in question.blocks if act not in kind.acts]:
            yield f"question {question.key}", f"no act is called {strange[0]!r}"


def _faults_of_steps(kind: Kind) -> Iterator[tuple[str, str]]:
    keys = [one.key for one in kind.states]
    for step in kind.transitions:
        for why in _faults_of_step(step, keys):
            yield f"transition {step.act}", why
    left = [(origin, step.act) for step in kind.transitions for origin in step.origins]
    if twice := [pair for pair in left if left.count(pair) > 1]:
        yield f"transition {twice[0][1]}", f"leads from {twice[0][0]!r} to two states"
    if kind.first.stage != "writing":
        yield f"state {kind.first.key}", "the first state is one of writing"
    reached = {keys[0]}
    for _round in keys:
        reached |= {one.target for one in kind.transitions if reached & set(one.origins)}
    if lost := [key for key in keys if key not in reached]:
        yield f"state {lost[0]}", "cannot be reached"
    yield from _faults_of_stages(kind)


def _faults_of_step(step: Transition, states: list[str]) -> Iterator[str]:
    if strange := [key for key in (*step.origins, step.target) if key not in states]:
        yield f"no state is called {strange[0]!r}"
    if strange := [one for one in step.needs if one not in NEEDS]:
        yield f"needs is of {', '.join(NEEDS)}, not {strange[0]!r}"
    if unknown := step.roles - frozenset(Role.values):
        yield f"no role is called {min(unknown)!r}"
    if (step.starts or step.meets or step.withdraws) and step.roles - MAY["judge"]:
        yield "a clock is moved only by roles that may judge"
    if step.target in step.origins:
        yield "leads from a state to itself"


def _faults_of_stages(kind: Kind) -> Iterator[tuple[str, str]]:
    """What is fixed stays fixed: people have read it."""
    stages = {one.key: one.stage for one in kind.states}
    for step in kind.transitions:
        for origin in step.origins:
            before, after = stages.get(origin), stages.get(step.target)
            if before == "dropped" or (before == "fixed" and after != "fixed"):
                yield f"transition {step.act}", "what was fixed or dropped is not opened again"
