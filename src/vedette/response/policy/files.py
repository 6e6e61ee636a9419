"""Bytes of a file as pages of text: plain text, PDF, DOCX, HTML. Cells of tables are tab-parted."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vedette.response.policy.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    NoSuchDocument,
    ReaderMissing,
    ScannedDocument,
    UnreadableEncoding,
)
from vedette.response.policy.lines import Page

LARGEST = 64 * 1024 * 1024  # bytes; the longest plans with pictures are a tenth of this
COLUMN_GAP = 12.0  # points of white between two columns of a page


def read_pages(path: Path, *, largest: int = LARGEST) -> list[Page]:
    """The pages of a file.

    Raises
    ------
    PolicyError
        If the file is missing, empty, too large, damaged, scanned or no text.
    """
    if not path.is_file():
        raise NoSuchDocument(path.name)
    size = path.stat().st_size
    if size == 0:
        raise EmptyDocument(path.name)
    if size > largest:
        raise DocumentTooLarge(path.name, f"{size / 1024 / 1024:.0f} MB")
    return pages_of(path.read_bytes(), file=path.name)


def pages_of(content: bytes, *, file: str) -> list[Page]:
    """The pages of a document by what its first bytes say it is."""
    if content[:5] == b"%PDF-":
        pages = _pdf(content, file)
    elif content[:4] == b"PK\x03\x04":
        pages = [Page(1, _docx(content, file))]
    else:
        text = _decoded(content, file)
        start = text[:2000].lstrip().lower()
        is_html = start.startswith(("<!doctype html", "<html", "<?xml")) or "<body" in start
        pages = [Page(1, _html(content, file) if is_html else text)]
    if not any(page.text.strip() for page in pages):
        raise EmptyDocument(file)
    return pages


def _decoded(content: bytes, file: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableEncoding(file) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableEncoding(file) from error
        letters = sum(c.isascii() or c.isalpha() or c in "’‘“”–—…€§°·\xa0" for c in text)
        if letters < 0.98 * len(text):
            raise UnreadableEncoding(file) from None
    odd = sum(1 for c in text[:100_000] if c < " " and c not in "\t\n\r\f\x02\x1e")
    if odd > 0.001 * min(len(text), 100_000):
        raise UnreadableEncoding(file)
    return text.replace("\x1e", " ")


def _pdf(content: bytes, file: str) -> list[Page]:
    try:
        import pypdfium2
    except ImportError as error:
        raise ReaderMissing(file, "pypdfium2") from error
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument(file) from error
    with document:
        pages = [Page(number, _pdf_page(page)) for number, page in enumerate(document, start=1)]
        if not any(page.text.strip() for page in pages):
            raise ScannedDocument(file)
        ruled = [page.number for page in pages if _is_ruled(document[page.number - 1])]
    return _with_tables(content, pages, ruled) if ruled else pages


def _pdf_page(page: Any) -> str:
    """The text of a page, one column after the other."""
    text = page.get_textpage()
    width, height = page.get_size()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    split = _gutter(boxes, width)
    if split is None:
        return str(text.get_text_range())
    top = max((b[3] for b in boxes if b[0] < split < b[2]), default=None)
    parts = []
    body_top = height
    if top is not None:  # a title over both columns comes first
        body_top = min(b[1] for b in boxes if b[0] < split < b[2])
        parts.append(text.get_text_bounded(0, body_top, width, height))
    parts.append(text.get_text_bounded(0, 0, split, body_top))
    parts.append(text.get_text_bounded(split, 0, width, body_top))
    return "\n".join(part for part in parts if part.strip())


def _gutter(boxes: list[tuple[float, float, float, float]], width: float) -> float | None:
    """Where the white between two columns runs, if the page has two."""
    if len(boxes) < 12:
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        x = share * width
        crossing = [b for b in boxes if b[0] < x - COLUMN_GAP / 4 and b[2] > x + COLUMN_GAP / 4]
        left = [b for b in boxes if b[2] <= x + COLUMN_GAP / 4]
        right = [b for b in boxes if b[0] >= x - COLUMN_GAP / 4]
        highest = max((b[3] for b in (*left, *right)), default=0)
        is_head = all(b[3] >= highest - 60 for b in crossing) and len(crossing) <= 4
        wide = [sum(b[2] - b[0] > 0.25 * width for b in side) for side in (left, right)]
        if is_head and min(wide) >= 5:
            return x
    return None


def _is_ruled(page: Any) -> bool:
    """Whether a page draws enough lines to be a table."""
    paths = 0
    for thing in page.get_objects(max_depth=2):
        paths += thing.type == 2  # a path, in PDFium's numbering
        if paths >= 8:
            return True
    return False


def _with_tables(content: bytes, pages: list[Page], ruled: list[int]) -> list[Page]:
    """Replace pages that are tables by their rows."""
    try:
        import pdfplumber
    except ImportError:
        return pages
    found = {page.number: page for page in pages}
    with pdfplumber.open(io.BytesIO(content)) as document:
        for number in ruled:
            page = document.pages[number - 1]
            tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
            rows = [row for table in tables for row in table.extract()]
            if sum(len(row) > 2 for row in rows) < 2:
                continue
            found[number] = Page(number, "\n".join(_beside_tables(page, tables)))
    return [found[number] for number in sorted(found)]


def _beside_tables(page: Any, tables: list[Any]) -> Iterator[str]:
    top = 0.0
    for table in tables:
        if table.bbox[1] > top + 1:
            yield page.crop((0, top, page.width, table.bbox[1])).extract_text() or ""
        for row in table.extract():
            yield _row([cell or "" for cell in row])
        top = table.bbox[3]
    if page.height > top + 1:
        yield page.crop((0, top, page.width, page.height)).extract_text() or ""


def _row(cells: list[str]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in cells if cell.strip())


def _docx(content: bytes, file: str) -> str:
    try:
        import docx
        from docx.table import Table
    except ImportError as error:
        raise ReaderMissing(file, "python-docx") from error
    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:  # the library lets through what zip and XML raise
        raise DamagedDocument(file) from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines += [_row(_docx_cells(row)) for row in block.rows]
        else:
            lines += ["", block.text]
    return "\n".join(lines)


def _docx_cells(row: Any) -> list[str]:
    """Texts of a row; a cell that is merged sideways counts once, one merged downwards in each."""
    seen, texts = set(), []
    for cell in row.cells:
        if cell._tc not in seen:
            seen.add(cell._tc)
            texts.append(cell.text)
    return texts


def _html(content: bytes, file: str) -> str:
    from lxml import etree, html

    try:
        root = html.fromstring(content)
    except (etree.ParserError, ValueError) as error:
        raise DamagedDocument(file) from error
    for unread in root.xpath("//script|//style|//head|//nav|//comment()"):
        unread.drop_tree()
    lines: list[str] = []
    spans: dict[int, tuple[int, str]] = {}
    for element in root.iter("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "tr"):
        if element.tag == "tr":
            lines.append(_row(_html_cells(element, spans)))
        elif next(element.iterancestors("td", "th"), None) is None and not element.xpath(
            ".//p|.//div|.//tr|.//li|.//h1|.//h2|.//h3"
        ):
            lines += ["", _html_line(element)]
    return "\n".join(lines)


def _html_line(element: Any) -> str:
    text = " ".join(element.text_content().split())
    if element.tag != "li":
        return text
    parent = element.getparent()
    if parent.tag != "ol" or text[:1].isdigit():
        return f"• {text}" if parent.tag == "ul" else text
    place = int(parent.get("start", "1")) + list(parent.iterchildren("li")).index(element)
    kind = parent.get("type", "1")
    return f"{chr(96 + place)}) {text}" if kind == "a" else f"{place}. {text}"


def _html_cells(row: Any, spans: dict[int, tuple[int, str]]) -> list[str]:
    """Texts of a row; a cell that spans rows is said again in each."""
    texts: list[str] = []
    cells = iter(row.xpath("./td|./th"))
    column = 0
    while True:
        if spans.get(column, (0, ""))[0] > 0:
            left, text = spans[column]
            spans[column] = (left - 1, text)
            texts.append(text)
            column += 1
            continue
        cell = next(cells, None)
        if cell is None:
            return texts
        text = " ".join(" ".join(cell.itertext()).split())
        rows = cell.get("rowspan", "1")
        if rows.isdigit() and int(rows) > 1:
            spans[column] = (int(rows) - 1, text)
        texts.append(text)
        column += int(cell.get("colspan", "1")) if cell.get("colspan", "1").isdigit() else 1
