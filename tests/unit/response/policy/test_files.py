"""Files of every kind we read, and clear words for those we cannot."""

import io
import zipfile

import pytest

from tests.unit.response.policy.documents import (
    ITEMS,
    NOTES,
    OPENING,
    PLAN,
    RECITALS,
    TITLE,
    Setting,
    conclusions,
    plan_text,
)
from tests.unit.response.policy.test_conclusions import PLAIN, essence, read
from vedette.response.policy.errors import (
    DamagedDocument,
    DocumentTooLarge,
    EmptyDocument,
    NoSuchDocument,
    NotAPolicyDocument,
    PolicyError,
    ScannedDocument,
    UnreadableEncoding,
)
from vedette.response.policy.files import read_pages
from vedette.response.policy.reading import read_document


def typeset(source):
    """A PDF of a page description."""
    typst = pytest.importorskip("typst")
    pytest.importorskip("pypdfium2", reason="the reader of PDF is not installed")
    return typst.compile(source.encode(), format="pdf")


def escaped(text):
    return "".join(f"\\{c}" if c in "#$*_@<>[]~`\\/-" else c for c in text)


def two_columns():
    paragraphs = [*RECITALS, *(f"{n}. {t}" for n, t in enumerate(ITEMS, start=1))]
    body = "\n\n".join(escaped(p).replace("1. ", "1\\. ", 1) if p[0].isdigit() else escaped(p)
                       for p in paragraphs)  # fmt: skip
    for number in range(2, 6):
        body = body.replace(f"\n\n{number}. ", f"\n\n{number}\\. ")
    notes = " \\\n".join(escaped(f"{n} {text}") for n, text in enumerate(NOTES, start=1))
    return f"""#set page(width: 420pt, height: 190pt, columns: 2, margin: 30pt, footer: none)
#set text(size: 8pt, hyphenate: true, lang: "en")
#set par(justify: true, spacing: 1.4em)
#place(top + center, scope: "parent", float: true)[{escaped(TITLE)}]
{escaped(OPENING)}

{body}

{notes}
"""


def test_a_page_of_two_columns_is_read_one_column_after_the_other(tmp_path):
    file = tmp_path / "columns.pdf"
    file.write_bytes(typeset(two_columns()))
    register = read_document(file)
    assert essence(register) == essence(read(conclusions(PLAIN)))
    assert max(p.page for p in register.recommendations) >= 2


def as_rows():
    rows = [("No", "Action", "Priority area", "Timetable", "Responsible parties")]
    return rows + [(f"{number}.", *rest) for number, *rest in PLAN]


def found_in(register):
    return [
        (a.number, a.text, a.priority_areas, a.start, a.end, a.ongoing, a.responsible_codes)
        for a in register.actions
    ]


def expected_rows(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text(plan_text(), encoding="utf-8")
    return found_in(read_document(file))[: len(PLAN)]


def test_a_table_of_html_with_cells_over_several_rows(tmp_path):
    rows = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in as_rows()[0]) + "</tr>"]
    for number, text, areas, period, parties in as_rows()[1:]:
        if number == "4.":  # the cell above reaches down
            rows.append(f"<tr><td>{number}</td><td>{text}</td><td>{period}</td>"
                        f"<td>{parties}</td></tr>")  # fmt: skip
            continue
        span = ' rowspan="2"' if number == "3." else ""
        rows.append(f"<tr><td>{number}</td><td>{text}</td><td{span}>{areas}</td><td>{period}</td>"
                    f"<td><p>{parties}</p></td></tr>")  # fmt: skip
    page = "<html><head><style>p{}</style></head><body><h1>EU plan on shared warning</h1><table>"
    file = tmp_path / "plan.html"
    file.write_text(page + "".join(rows) + "</table></body></html>", encoding="utf-8")
    assert found_in(read_document(file)) == expected_rows(tmp_path)


def test_a_table_of_docx_with_merged_cells(tmp_path):
    docx = pytest.importorskip("docx", reason="the reader of DOCX is not installed")
    document = docx.Document()
    document.add_paragraph("EU plan on shared warning (2026-2030)")
    rows = as_rows()
    table = document.add_table(rows=len(rows) + 1, cols=5)
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(index + (index > 2), column).text = text
    wide = table.cell(3, 0).merge(table.cell(3, 4))
    wide.text = "Strategic priority 2. Share what is known"
    table.cell(5, 2).text = ""
    table.cell(4, 2).merge(table.cell(5, 2))
    document.save(tmp_path / "plan.docx")
    register = read_document(tmp_path / "plan.docx")
    assert found_in(register) == expected_rows(tmp_path)
    assert [a.strategic_priority for a in register.actions] == [None, None, 2, 2]


def test_a_ruled_table_of_a_pdf(tmp_path):
    pytest.importorskip("pdfplumber", reason="the reader of tables in PDF is not installed")
    cells = ", ".join(f"[{escaped(cell)}]" for row in as_rows() for cell in row)
    source = (
        "#set page(width: 600pt, height: 500pt, margin: 30pt)\n#set text(size: 9pt)\n"
        "EU plan on shared warning\n\n"
        f"#table(columns: (30pt, 1fr, 60pt, 90pt, 120pt), {cells})\n"
    )
    file = tmp_path / "plan.pdf"
    file.write_bytes(typeset(source))
    assert found_in(read_document(file)) == expected_rows(tmp_path)


def test_html_of_conclusions_with_a_numbered_list(tmp_path):
    items = "".join(f"<li>{text}</li>" for text in ITEMS)
    recitals = "".join(f"<p>{text}</p>" for text in RECITALS)
    notes = "".join(f"<p>{n} {text}</p>" for n, text in enumerate(NOTES, start=1))
    file = tmp_path / "own.html"
    file.write_text(f"<!DOCTYPE html><html><body><p>{OPENING}</p>{recitals}<ol>{items}</ol>"
                    f"{notes}</body></html>", encoding="utf-8")  # fmt: skip
    assert essence(read_document(file)) == essence(read(conclusions(PLAIN)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_the_encodings_that_offices_save(tmp_path, encoding):
    file = tmp_path / "own.txt"
    text = conclusions(Setting()).replace("plain language", "plain “language”")
    file.write_bytes(text.encode(encoding))
    assert "“language”" in read_document(file).recitals[2].text


def write(path, content):
    path.write_bytes(content)
    return path


def damaged_docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "no document")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyDocument),
        (b" \n\t\n", EmptyDocument),
        (bytes(range(1, 256)) * 20, UnreadableEncoding),
        ("Привет".encode("koi8-r") * 50, UnreadableEncoding),
        (b"A shopping list:\nbread\nbutter\nmilk\n", NotAPolicyDocument),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, content, error):
    with pytest.raises(error) as caught:
        read_document(write(tmp_path / "given.txt", content))
    assert str(caught.value).startswith("given.txt: ")


def test_a_damaged_pdf_and_a_damaged_docx_are_refused(tmp_path):
    pytest.importorskip("pypdfium2", reason="the reader of PDF is not installed")
    pytest.importorskip("docx", reason="the reader of DOCX is not installed")
    for content in (b"%PDF-1.7 broken", damaged_docx()):
        with pytest.raises(DamagedDocument):
            read_document(write(tmp_path / "given.bin", content))


def test_a_pdf_of_pictures_says_that_it_has_no_text(tmp_path):
    file = write(tmp_path / "scan.pdf", typeset("#rect(width: 100pt, height: 100pt)"))
    with pytest.raises(ScannedDocument):
        read_document(file)


def test_a_file_of_a_gigabyte_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(1024**3)
    with pytest.raises(DocumentTooLarge):
        read_pages(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(NoSuchDocument):
            read_document(path)


def test_every_refusal_is_one_of_ours():
    assert issubclass(NotAPolicyDocument, PolicyError)
