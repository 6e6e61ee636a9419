"""What a row is, beside what is known under its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.observations.rows import NewReport
from vedette.evidence.observations.rules import RETRACTED, Fate, Known, settle

NEW, A, B, C = b"new", b"a", b"b", b"c"


def known(*rows):
    """Known revisions as (occurrence, revision, digest, is current)."""
    return [
        Known(pk, occurrence, revision, digest, 1, current)
        for pk, (occurrence, revision, digest, current) in enumerate(rows, start=1)
    ]


def decide(digest, rows, *, in_file=1, separate=False, seen_before=False):
    report = NewReport(line=2, key="k", occurred_on=None, digest=digest)
    return settle(
        report, known(*rows), rows_in_file=in_file, separate=separate, seen_before=seen_before
    )


CORRECTED = ((1, 1, A, False), (1, 2, B, True))
TWO = ((1, 1, A, True), (2, 1, B, True))
GONE = ((1, 1, A, False), (1, 2, RETRACTED, True))
CASES = {
    "never seen": (NEW, (), {}, "recorded", ""),
    "the same again": (A, ((1, 1, A, True),), {}, "ignored", ""),
    "a correction": (NEW, ((1, 1, A, True),), {}, "updated", ""),
    "changed back": (A, CORRECTED, {}, "updated", ""),
    "an old file again": (A, CORRECTED, {"seen_before": True}, "ignored", ""),
    "retracted, the same again": (A, GONE, {}, "ignored", ""),
    "retracted, then new content": (NEW, GONE, {}, "updated", ""),
    "twice in the file": (NEW, ((1, 1, A, True),), {"in_file": 2}, "queued", "key_repeated"),
    "twice in the file, equal": (A, ((1, 1, A, True),), {"in_file": 2}, "ignored", ""),
    "a separate result": (
        NEW, ((1, 1, A, True),), {"in_file": 2, "separate": True}, "recorded", "",
    ),
    "a separate result again": (B, TWO, {"in_file": 2, "separate": True}, "ignored", ""),
    "one of two corrected": (
        NEW, TWO, {"in_file": 2, "separate": True}, "queued", "which_result",
    ),
    "two known, one sent": (NEW, TWO, {"separate": True}, "queued", "which_result"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_fate_of_a_row(case):
    digest, rows, how, fate, code = CASES[case]
    verdict = decide(digest, rows, **how)
    assert (verdict.fate.value, verdict.code) == (fate, code)


def test_a_correction_follows_the_newest_revision():
    verdict = decide(NEW, CORRECTED)
    assert (verdict.follows.id, verdict.occurrence) == (2, 1)


def test_a_further_result_gets_the_next_number():
    assert decide(NEW, TWO, in_file=3, separate=True).occurrence == 3


digests = st.sampled_from([A, B, C, NEW])


@given(st.lists(digests, max_size=8), st.booleans())
def test_sending_a_stored_row_again_never_stores_it_twice(sent, separate):
    rows = []
    for digest in sent:
        verdict = decide(digest, rows, in_file=len(sent), separate=separate)
        if verdict.fate is Fate.RECORD:
            rows.append((verdict.occurrence, 1, digest, True))
        if verdict.fate in (Fate.RECORD, Fate.UPDATE):
            assert decide(digest, rows, in_file=len(sent), separate=separate).fate is Fate.IGNORE
    assert len({row[0] for row in rows}) == len(rows)  # each result has a number of its own
    for digest in sent:
        again = decide(digest, rows, in_file=len(sent), separate=separate, seen_before=True)
        assert again.fate in (Fate.IGNORE, Fate.QUEUE)


@given(st.lists(digests, min_size=1, max_size=8))
def test_one_row_a_file_always_ends_as_the_last_thing_sent(sent):
    rows = []
    for digest in sent:
        verdict = decide(digest, rows)
        assert verdict.fate is not Fate.QUEUE
        if verdict.fate is Fate.UPDATE:
            rows[verdict.follows.id - 1] = (*rows[verdict.follows.id - 1][:3], False)
        if verdict.fate is not Fate.IGNORE:
            rows.append((1, len(rows) + 1, digest, True))
    assert [row[2] for row in rows if row[3]] == [sent[-1]]
