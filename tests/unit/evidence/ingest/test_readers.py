"""Files of every format and in every state become rows, or one sentence."""

import gzip
import json
import sqlite3
from datetime import date, datetime

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.ingest.formats import as_text, open_table

TEXT = "id,name,note\n1,ketamine,café – 5 €\n2,MDMA,plain\n"
ROWS = [
    {"id": "1", "name": "ketamine", "note": "café – 5 €"},
    {"id": "2", "name": "MDMA", "note": "plain"},
]


def read(path, **options):
    return list(open_table(path, name=path.name, options=options).rows)


def cells(path, **options):
    return [row.cells for row in read(path, **options)]


def written(folder, content, name="a.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_seen(tmp_path, codec):
    assert cells(written(tmp_path, (TEXT * 1).encode(codec))) == ROWS


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_are_seen_without_a_mark(tmp_path, codec):
    assert cells(written(tmp_path, TEXT.encode(codec))) == ROWS


@pytest.mark.parametrize("declared", ["utf-8", "utf-8-sig"])
def test_a_mark_before_a_quoted_header_hides_no_column(tmp_path, declared):
    path = written(tmp_path, '"id","name"\n1,a\n'.encode("utf-8-sig"))
    assert cells(path, encoding=declared) == [{"id": "1", "name": "a"}]


def test_a_stray_zero_does_not_make_the_file_sixteen_bits_wide(tmp_path):
    path = written(tmp_path, b"id,name\n1,a\x00b\n2,c\n")
    assert cells(path) == [{"id": "1", "name": "a\x00b"}, {"id": "2", "name": "c"}]


def test_bytes_outside_the_encoding_stay_visible(tmp_path):
    assert cells(written(tmp_path, b"id\n\xff\n"), encoding="utf-8", delimiter=",") == [
        {"id": "\udcff"}
    ]
    assert cells(written(tmp_path, b"id\n\x81\n"), encoding="cp1252", delimiter=",") == [
        {"id": "\udc81"}
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen(tmp_path, mark):
    text = TEXT.replace(",", mark)
    assert cells(written(tmp_path, text)) == ROWS


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_line_end_ends_a_line(tmp_path, ends):
    assert cells(written(tmp_path, TEXT.replace("\n", ends))) == ROWS


def test_compressed_files_are_told_by_content(tmp_path):
    assert cells(written(tmp_path, gzip.compress(TEXT.encode()), "a.csv")) == ROWS


def test_a_cut_archive_gives_what_stood_before_the_cut(tmp_path):
    lines = "".join(f"{n},{n * 7919 % 10007}\n" for n in range(20_000))
    whole = gzip.compress(("id,x\n" + lines).encode())
    path = written(tmp_path, whole[: len(whole) // 2])
    rows = open_table(path, name="a.csv.gz", options={"delimiter": ","}).rows
    seen = []

    def read_on():
        for row in rows:
            seen.append(row.cells["id"])

    with pytest.raises(FileRefused, match="cut short or damaged"):
        read_on()
    assert len(seen) > 5_000
    assert seen[:3] == ["0", "1", "2"]


def test_newlines_within_quotes_belong_to_the_cell(tmp_path):
    path = written(tmp_path, 'id,note\n1,"two\nlines"\n2,x\n')
    rows = read(path)
    assert [(row.line, row.cells["note"]) for row in rows] == [(2, "two\nlines"), (4, "x")]


@pytest.mark.parametrize("wrong", ['3,"open,c', '3,a,"open', '"3,a,c', '3,"a"",c'])
def test_an_open_quotation_mark_costs_its_own_line_only(tmp_path, wrong):
    sound = [f"{n},a,c" for n in (1, 2)], [f"{n},a,c" for n in range(4, 60)]
    path = written(tmp_path, "\n".join(["id,x,y", *sound[0], wrong, *sound[1]]) + "\n")
    rows = read(path)
    faults = [row for row in rows if row.fault]
    assert [row.line for row in faults] == [4]
    assert faults[0].fault[1].startswith(wrong[:5])
    assert [row.cells["id"] for row in rows if not row.fault] == [
        str(n) for n in range(1, 60) if n != 3
    ]


def test_ragged_rows_are_faults_that_show_what_was_too_much(tmp_path):
    path = written(tmp_path, "id,x\n1,a\n2\n3,a,b,c\n4,a,,\n\n5,a\n")
    rows = read(path)
    assert [row.line for row in rows] == [2, 3, 4, 5, 7]
    assert [row.fault and row.fault[2] for row in rows] == [
        None, "cells_missing", "cells_too_many", None, None,
    ]  # fmt: skip
    assert rows[2].fault[1] == "b; c"


def test_a_cell_without_end_is_a_fault(tmp_path):
    path = written(tmp_path, "id,x\n1,a\n2," + "y" * (1 << 20) + "z\n3,c\n")
    assert [row.fault and row.fault[2] for row in read(path)] == [None, "row_unreadable", None]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_json_in_any_encoding(tmp_path, codec):
    content = json.dumps(ROWS, ensure_ascii=False).encode(codec)
    assert cells(written(tmp_path, content, "a.json")) == ROWS


def test_json_under_a_name_and_nested_by_key(tmp_path):
    path = written(tmp_path, json.dumps({"rows": ROWS}), "a.json")
    assert cells(path, format="json", records="rows") == ROWS
    nested = [{"W1": {"x": 1, "y": [1, "a"]}}, {"W2": {}}, 7]
    rows = read(written(tmp_path, json.dumps(nested), "b.json"))
    assert rows[0].cells == {"_key": "W1", "x": "1", "y": '[1, "a"]'}
    assert rows[1].cells == {"_key": "W2"}
    assert rows[2].fault[2] == "row_unreadable"


def test_a_bad_line_among_json_lines_is_one_fault(tmp_path):
    path = written(tmp_path, '{"id": 1}\n{bad\n\n{"id": null}\n', "a.jsonl")
    rows = read(path)
    assert [(row.line, bool(row.fault)) for row in rows] == [(1, False), (2, True), (4, False)]
    assert rows[1].fault[1].startswith("{bad")
    assert rows[2].cells == {"id": ""}


@pytest.mark.parametrize("packed", [False, True])
def test_a_sqlite_file(tmp_path, packed):
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (id INTEGER, x)")
        database.execute("INSERT INTO t VALUES (1, 2.0), (2, NULL), (3, CAST(x'63e9' AS TEXT))")
    database.close()
    if packed:
        path = written(tmp_path, gzip.compress(path.read_bytes()), "b.sqlite.gz")
    assert [row["x"] for row in cells(path)] == ["2", "", "c\udce9"]
    with sqlite3.connect(tmp_path / "two.sqlite") as database:
        database.execute("CREATE TABLE a (x)")
        database.execute("CREATE TABLE b (x)")
    with pytest.raises(FileRefused, match=r"say which table.*'a', 'b'"):
        read(tmp_path / "two.sqlite")


def test_a_damaged_sqlite_file_is_one_sentence(tmp_path):
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE t (id INTEGER, x)")
        database.executemany("INSERT INTO t VALUES (?, ?)", [(n, "x" * 300) for n in range(500)])
    database.close()
    content = bytearray(path.read_bytes())
    content[20_000:90_000] = b"\xff" * 70_000
    with pytest.raises(FileRefused, match="damaged"):
        read(written(tmp_path, bytes(content), "b.sqlite"))


@pytest.mark.parametrize("packed", [False, True])
def test_parquet_keeps_days_lists_and_gaps(tmp_path, packed):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    table = pa.table({
        "id": [1, 2], "day": [date(2026, 1, 2), None], "n": [1.5, float("nan")],
        "names": [["a", "b"], None], "days": [[date(2026, 1, 2)], []],
        "at": [datetime(2026, 1, 2, 3, 4), None],  # noqa: DTZ001
    })  # fmt: skip
    path = tmp_path / "a.parquet"
    pq.write_table(table, path)
    if packed:
        path = written(tmp_path, gzip.compress(path.read_bytes()), "b.gz")
    assert cells(path) == [
        {"id": "1", "day": "2026-01-02", "n": "1.5", "names": '["a", "b"]',
         "days": '["2026-01-02"]', "at": "2026-01-02T03:04:00"},
        {"id": "2", "day": "", "n": "", "names": "", "days": "[]", "at": ""},
    ]  # fmt: skip


def test_a_damaged_parquet_file_is_one_sentence(tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"x": [f"{n * 7919 % 10007}" for n in range(9_000)]}), tmp_path / "a")
    content = bytearray((tmp_path / "a").read_bytes())
    content[4:3_000] = b"\xff" * 2_996
    with pytest.raises(FileRefused, match="Parquet file"):
        read(written(tmp_path, bytes(content), "a.parquet"))


def test_workbooks_keep_days_and_line_numbers(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("first")
        sheet.write_row(0, 0, ["id", "day", "n"])
        sheet.write_row(1, 0, ["A1"])
        sheet.write_datetime(1, 1, datetime(2026, 3, 4), book.add_format({"num_format": "d/m/yy"}))  # noqa: DTZ001
        sheet.write_number(1, 2, 3)
        sheet.write_row(3, 0, ["A2", "05/06/2026", 0.5])
        book.add_worksheet("second").write_row(0, 0, ["other"])
    rows = read(path)
    assert [(row.line, *row.cells.values()) for row in rows] == [
        (2, "A1", "2026-03-04", "3"), (4, "A2", "05/06/2026", "0.5"),
    ]  # fmt: skip
    with pytest.raises(FileRefused, match="no sheet 'third'"):
        read(path, sheet="third")


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)])
def test_an_empty_file_says_so(tmp_path, content):
    with pytest.raises(FileRefused, match="empty"):
        read(written(tmp_path, content))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (True, "true"), (3.0, "3"), (0.25, "0.25"), (float("nan"), ""), ("a", "a"),
        (date(2026, 1, 2), "2026-01-02"), (datetime(2026, 1, 2), "2026-01-02"),  # noqa: DTZ001
        ({"a": date(2026, 1, 2)}, '{"a": "2026-01-02"}'),
    ],
)  # fmt: skip
def test_typed_cells_read_as_a_person_would_have_typed_them(value, text):
    assert as_text(value) == text
