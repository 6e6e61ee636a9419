"""A pack on paper: tagged PDF by Typst, and DOCX with the styles of a word processor."""

import io
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import docx
import typst
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from vedette.response.policy.pack.blocks import Block, Paper

_PICTURE = (
    b"#set page(width: auto, height: auto, margin: 0pt)\n"
    b'#image(bytes(sys.inputs.svg), format: "svg")'
)
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 21.0, 29.7, 2.0


def as_pdf(paper: Paper) -> bytes:
    """Return a paper as tagged PDF (PDF/UA-1) with bookmarks, headers and page numbers."""
    data = {
        "title": paper.title, "kind": paper.kind, "language": paper.language,
        "marking": paper.marking,
        "mark": paper.mark, "issuer": paper.issuer, "running": paper.running,
        "cover": [list(row) for row in paper.cover if row[1]], "notes": list(paper.notes),
        "contents": paper.contents, "page_of": paper.page_of,
        "parts": [
            {"title": one.title, "wide": one.is_wide, "follows": one.follows, "blocks": one.blocks}
            for one in paper.parts
        ],
    }  # fmt: skip
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(_template(), sys_inputs=inputs, pdf_standards="ua-1"))


@lru_cache(maxsize=1)
def _template() -> bytes:
    return (files("vedette.response.policy.pack") / "pack.typ").read_bytes()


def as_docx(paper: Paper) -> bytes:
    """Return a paper as DOCX: real headings, lists, and tables whose first row repeats."""
    made = docx.Document()
    core = made.core_properties
    core.title, core.author, core.language = paper.title, paper.issuer, paper.language
    _set_language(made, paper.language)
    _running(made.sections[0], paper)
    _cover(made, paper)
    is_wide = False
    for part in paper.parts:
        turned = part.is_wide or is_wide
        if turned:
            _turn(made, wide=part.is_wide)
        is_wide = part.is_wide
        heading = made.add_heading(part.title, level=1)
        heading.paragraph_format.page_break_before = not (part.follows or turned)
        _fill(made, part.blocks, (PAGE_HEIGHT if is_wide else PAGE_WIDTH) - 2 * MARGIN)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _set_language(made: Any, language: str) -> None:
    fonts = made.styles["Normal"]
    fonts.font.size = Pt(10)
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), language)
    fonts.element.get_or_add_rPr().append(tag)


def _running(section: Any, paper: Paper) -> None:
    section.page_width, section.page_height = Cm(PAGE_WIDTH), Cm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Cm(MARGIN)
    said = [paper.running, paper.marking, paper.mark]
    section.header.paragraphs[0].text = " · ".join(filter(None, said))
    footer = section.footer.paragraphs[0]
    for piece in paper.page_of.replace("{page}", "\0PAGE\0").replace(
        "{pages}", "\0NUMPAGES\0"
    ).split("\0"):  # fmt: skip
        if piece in ("PAGE", "NUMPAGES"):
            _field(footer, piece)
        else:
            footer.add_run(piece)


def _field(paragraph: Any, name: str) -> None:
    """Add a field that the word processor fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _cover(made: Any, paper: Paper) -> None:
    if paper.mark:
        made.add_paragraph().add_run(paper.mark).bold = True
    made.add_paragraph(paper.kind, style="Subtitle")
    made.add_paragraph(paper.title, style="Title")
    made.add_paragraph().add_run(paper.marking).bold = True
    for label, value in paper.cover:
        if value:
            _fact(made, label, value)
    for note in paper.notes:
        made.add_paragraph(note)


def _turn(made: Any, *, wide: bool) -> None:
    """Begin a section on its own page, across or upright."""
    section = made.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    sides = (PAGE_HEIGHT, PAGE_WIDTH) if wide else (PAGE_WIDTH, PAGE_HEIGHT)
    section.page_width, section.page_height = Cm(sides[0]), Cm(sides[1])


def _fill(made: Any, blocks: Sequence[Block], room: float) -> None:
    for block in blocks:
        match block["kind"]:
            case "heading":
                made.add_heading(block["text"], level=block["level"])
            case "text":
                made.add_paragraph(block["text"])
            case "points":
                for item in block["items"]:
                    made.add_paragraph(item, style="List Bullet")
            case "card":
                _card(made, block)
                _fill(made, block["inner"], room)
            case "picture":
                _picture(made, block)
            case "table":
                made.add_heading(block["title"], level=block["level"])
                _table(made, block, room)


def _card(made: Any, block: Mapping[str, Any]) -> None:
    made.add_heading(block["title"], level=2)
    if block["text"]:
        made.add_paragraph(block["text"]).paragraph_format.keep_with_next = True
    for place, (label, value) in enumerate(block["facts"], start=1):
        row = _fact(made, label, value)
        row.paragraph_format.keep_with_next = place < len(block["facts"])


def _fact(made: Any, label: str, value: str) -> Any:
    row = made.add_paragraph()
    row.paragraph_format.space_after = Pt(2)
    row.paragraph_format.left_indent, row.paragraph_format.first_line_indent = Cm(0.5), Cm(-0.5)
    row.add_run(f"{label}: ").bold = True
    row.add_run(value)
    return row


def _picture(made: Any, block: Mapping[str, Any]) -> None:
    drawn = typst.compile(_PICTURE, format="png", ppi=200, sys_inputs={"svg": block["svg"]})
    png = bytes(drawn[0]) if isinstance(drawn, list) else bytes(drawn)
    shape = made.add_picture(io.BytesIO(png), width=Cm(12))
    shape._inline.docPr.set("descr", block["alt"])


def _table(made: Any, block: Mapping[str, Any], room: float) -> None:
    widths: Sequence[float] = block["widths"]
    sizes = [Cm(room * one / sum(widths)) for one in widths]
    table = made.add_table(rows=1, cols=len(block["head"]), style="Table Grid")
    table.autofit = False
    lines = [block["head"], *block["rows"]]
    for _line in block["rows"]:
        table.add_row()
    # Cells are asked for by row: asking the table for one walks over all of them each time.
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        _mark_row(row, is_head=number == 0)
        for cell, text, size, right in zip(row.cells, line, sizes, block["right"], strict=True):
            cell.width = size
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(text)
            run.bold, run.font.size = number == 0, Pt(8.5)
            if right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark_row(row: Any, *, is_head: bool) -> None:
    """Keep a row on one page; the first row stands on every page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
