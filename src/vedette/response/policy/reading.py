"""A document read: pages of text in, a register out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from vedette.response.policy.bodies import addressees, bodies_in_cell, partners, passive_or_active
from vedette.response.policy.covers import heading_of, language_of
from vedette.response.policy.errors import NotAPolicyDocument
from vedette.response.policy.files import read_pages
from vedette.response.policy.indicators import measured
from vedette.response.policy.lexicons import BULLET, Lexicon, lexicon
from vedette.response.policy.lines import Layout, Line, Page, lay_out, split_lines
from vedette.response.policy.periods import Period, read_period
from vedette.response.policy.plans import Entry, read_plan, text_of, without_notes
from vedette.response.policy.references import references, with_notes
from vedette.response.policy.registers import (
    Action,
    Footnote,
    Indicator,
    Paragraph,
    Priority,
    Register,
    SubPoint,
    Unplaced,
)
from vedette.response.policy.repair import find_mark, join
from vedette.response.policy.segments import Block, segment
from vedette.response.policy.subpoints import sub_points
from vedette.response.policy.verbs import Verb, recital_verb

HEADING = "heading"
PAGE = "header or footer of a page"
COLUMN = "name of a column"
FEWEST_ACTIONS = 2  # fewer labels are mentions, not a plan


def read_document(path: Path) -> Register:
    """Read one file.

    Raises
    ------
    PolicyError
        If the file cannot be read or holds nothing that a policy document has.
    """
    return read_text(read_pages(path), file=path.name)


def read_text(pages: list[Page], *, file: str, language: str | None = None) -> Register:
    """Read the pages of one document; the language is recognised unless given."""
    lines = split_lines(pages)
    sample = " ".join(line.text for line in lines[:300])
    words = lexicon(language or language_of(sample))
    labels = words.labels["action"]
    labelled = sum(
        1 for line in lines for part in line.text.split("\t") if labels.match(part.strip())
    )
    is_plan = labelled >= FEWEST_ACTIONS or _has_numbered_rows(lines)
    layout = lay_out(lines, with_numbers=is_plan)
    register = _plan(layout, words, file) if is_plan else _conclusions(layout, words, file)
    if not (
        register.recitals or register.recommendations or register.actions or register.indicators
    ):
        raise NotAPolicyDocument(file)
    return register


def _has_numbered_rows(lines: list[Line]) -> bool:
    rows = [line.text.split("\t") for line in lines if line.text.count("\t") >= 2]
    numbered = [row for row in rows if re.fullmatch(r"\d{1,3}\.?", row[0].strip())]
    return len(numbered) >= FEWEST_ACTIONS and any(read_period(c) for row in numbered for c in row)


@dataclass(slots=True)
class _Asked:
    """What is known of a block before it becomes a paragraph."""

    block: Block
    text: str
    raw: str
    lines: tuple[int, int]
    footnotes: list[int] = field(default_factory=list)


def _conclusions(layout: Layout, words: Lexicon, file: str) -> Register:
    parts = segment(layout, words)
    asked = [_asked(block, layout, words) for block in parts.blocks]
    _take_marks_out(asked, [(note.number or 0, note.style) for note in parts.notes])
    notes = tuple(_footnote(note, layout, words) for note in parts.notes)
    recitals: list[Paragraph] = []
    recommendations: list[Paragraph] = []
    unplaced: list[Unplaced] = []
    headers = {id(block.header) for block in parts.blocks if block.header is not None}
    by_block = {id(one.block): one for one in asked}
    for one in asked:
        if id(one.block) in headers:
            continue
        kind = _kind_of(one, words, is_after=bool(recommendations))
        if kind == "recital":
            recitals.append(_recital(one, words, len(recitals) + 1, notes))
        elif kind == "recommendation":
            header = by_block.get(id(one.block.header))
            number = len(recommendations) + 1
            recommendations.append(_recommendation(one, header, words, number, notes))
        else:
            unplaced.append(Unplaced(one.lines, one.text, kind))
    document = heading_of(parts.cover, layout.furniture, words, file=file, is_plan=False)
    return Register(
        document,
        tuple(recitals),
        tuple(recommendations),
        notes,
        headings=tuple(one for one in unplaced if one.reason == HEADING),
        set_aside=_set_aside(layout.furniture, PAGE),
        unplaced=tuple(one for one in unplaced if one.reason != HEADING),
    )


def _set_aside(lines: Iterable[Line], reason: str) -> tuple[Unplaced, ...]:
    return tuple(Unplaced((line.number, line.number), line.text, reason) for line in lines)


def _asked(block: Block, layout: Layout, words: Lexicon) -> _Asked:
    return _Asked(
        block,
        join(block.texts, layout, words),
        "\n".join(line.raw for line in block.lines),
        (block.lines[0].number, block.lines[-1].number),
    )


def _take_marks_out(asked: list[_Asked], notes: list[tuple[int, str]]) -> None:
    """Remove the mark of each note from the text, in order, and say whose it was."""
    at, place = 0, 0
    for number, style in notes:
        for index in range(at, len(asked)):
            begin = place if index == at else 0
            match = find_mark(asked[index].text, number, style, start=begin)
            if match:
                text = asked[index].text
                asked[index].text = text[: match.start()] + text[match.end() :]
                asked[index].footnotes.append(number)
                at, place = index, match.start()
                break


def _kind_of(one: _Asked, words: Lexicon, *, is_after: bool) -> str:
    if one.block.kind == "heading":
        return HEADING
    if one.block.kind == "rest":
        return "stands between paragraphs"
    if passive_or_active(one.text, words):
        return "recommendation"
    if recital_verb(one.text, words):
        return "recital"
    if one.block.kind == "item":
        return "recommendation" if is_after or one.block.header is not None else "recital"
    return "recital" if one.block.kind == "recital" and not is_after else "has no known verb"


def _footnote(note: Block, layout: Layout, words: Lexicon) -> Footnote:
    text = join(note.texts, layout, words)
    where = (note.lines[0].number, note.lines[-1].number)
    return Footnote(note.number or 0, text, where, tuple(references(text, words)))


def _recital(one: _Asked, words: Lexicon, number: int, notes: tuple[Footnote, ...]) -> Paragraph:
    verb = recital_verb(one.text, words)
    return _paragraph(one, one.block.number or number, verb, words, notes)


def _recommendation(
    one: _Asked, header: _Asked | None, words: Lexicon, number: int, notes: tuple[Footnote, ...]
) -> Paragraph:
    verb = passive_or_active(one.text, words)
    asked = addressees(one.text, verb, words)
    if verb is None and header is not None:
        verb = passive_or_active(header.text, words)
        asked = addressees(header.text, verb, words)
    with_whom = [code for code in partners(one.text, words) if code not in asked]
    return _paragraph(
        one, one.block.number or number, verb, words, notes, asked=asked, with_whom=with_whom
    )


def _paragraph(
    one: _Asked,
    number: int,
    verb: Verb | None,
    words: Lexicon,
    notes: tuple[Footnote, ...],
    *,
    asked: list[str] | None = None,
    with_whom: list[str] | None = None,
) -> Paragraph:
    text = " ".join(one.text.replace(BULLET, "").split())
    cited = [(n.number, list(n.references)) for n in notes if n.number in one.footnotes]
    return Paragraph(
        number,
        text,
        one.raw,
        one.lines,
        one.block.lines[0].page,
        verb.written if verb else None,
        verb.norm if verb else None,
        tuple(asked or ()),
        tuple(with_whom or ()),
        tuple(with_notes(references(text, words), cited)),
        tuple(one.footnotes),
        sub_points(one.text),
    )


def _plan(layout: Layout, words: Lexicon, file: str) -> Register:
    plan = read_plan(layout, words)
    priorities: list[Priority] = []
    actions: list[Action] = []
    indicators: list[Indicator] = []
    notes: dict[int, Footnote] = {}
    unplaced = [Unplaced((line.number,) * 2, line.text, why) for line, why in plan.unplaced]
    for entry in plan.entries:
        text, marks, inline = without_notes(text_of(entry, layout, words))
        for number, note in inline.items():
            notes[number] = Footnote(number, note, entry.lines, tuple(references(note, words)))
        if entry.kind == "priority":
            areas = (re.match(r"([\d.]*\d)[.:]?\s+(.*)", area) for area in entry.areas)
            titles = tuple(SubPoint(m.group(1), m.group(2)) for m in areas if m)
            priorities.append(
                Priority(entry.number, entry.label, text, entry.pillar, titles, entry.lines)
            )
        elif entry.kind == "action":
            actions.append(_action(entry, text, marks, words, unplaced))
        else:
            indicators.append(_indicator(entry, text, marks, words))
    return Register(
        heading_of(plan.front, layout.furniture, words, file=file, is_plan=True),
        footnotes=tuple(notes[number] for number in sorted(notes)),
        priorities=tuple(priorities),
        actions=tuple(actions),
        indicators=tuple(indicators),
        headings=_set_aside(plan.headings, HEADING),
        set_aside=_set_aside(layout.furniture, PAGE) + _set_aside(plan.columns, COLUMN),
        unplaced=tuple(unplaced),
    )


def _action(
    entry: Entry, text: str, marks: tuple[int, ...], words: Lexicon, unplaced: list[Unplaced]
) -> Action:
    written = " ".join(entry.parties)
    codes, left = bodies_in_cell(written)
    if left:
        unplaced.append(Unplaced(entry.lines, left, f"no known body, action {entry.number}"))
    period = read_period(" ".join(entry.periods)) or Period(None, None, ongoing=False)
    return Action(
        entry.number,
        entry.label,
        entry.pillar,
        entry.priority,
        tuple(dict.fromkeys(entry.areas)),
        period.start,
        period.end,
        period.ongoing,
        " ".join(entry.periods),
        tuple(codes),
        written,
        sub_points(text),
        marks,
        tuple(references(text, words)),
        text,
        entry.raw,
        entry.lines,
        entry.governance,
    )


def _indicator(entry: Entry, text: str, marks: tuple[int, ...], words: Lexicon) -> Indicator:
    said = measured(text, words)
    return Indicator(
        entry.number,
        entry.label,
        text,
        entry.raw,
        entry.lines,
        said.data_providers,
        said.data_sources,
        said.breakdowns,
        said.frequency,
        marks,
    )
