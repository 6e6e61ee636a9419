"""Documents become records: once, in every language, with nothing dropped and nothing half kept."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from tests.unit.response.policy.documents import RECITALS, Setting, conclusions, plan_text
from tests.unit.response.policy.test_alignment import DUTCH, ENGLISH
from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text
from vedette.response.policy.registers import Register

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def keep(people):
    """Return a function that reads a text and keeps it."""
    from vedette.response.policy import actions

    def kept(text, *, at=NOW, file="own.txt", **more):
        register = read_text([Page(1, text)], file=file)
        content = sha256(text.encode()).hexdigest()
        return actions.keep(register=register, content=content, by=people["officer"], at=at, **more)

    return kept


def test_a_register_read_back_from_its_json_is_the_same():
    for text in (ENGLISH, conclusions(Setting()), plan_text()):
        register = read_text([Page(1, text)], file="own.txt")
        assert Register.from_json(register.as_json()) == register


def test_a_document_is_kept_with_every_entry_and_its_place_in_the_file(keep):
    kept = keep(plan_text())
    assert (kept.outcome, kept.instrument.key) == ("new", "plan-2026-2030")
    codes = set(kept.instrument.entries.values_list("code", flat=True))
    assert {"A1", "A1.i", "A5", "S1", "S2", "T1.1", "I1", "I2"} <= codes
    action = kept.instrument.entries.get(code="A1").wordings.get()
    assert plan_text().splitlines()[action.first_line - 1].strip().startswith("Action no. 1.")
    assert (str(action.starts_on), str(action.ends_on)) == ("2026-07-01", "2030-12-31")
    assert [one.body.code for one in action.asked.order_by("position")] == ["COM", "EUDA"]
    assert kept.instrument.entries.get(code="A1").parent.code == "S1"


def test_the_same_file_again_changes_nothing_and_says_so(keep):
    from vedette.response.policy.models import PolicyEntry, Reading, Wording

    def rows():
        return [model.objects.count() for model in (PolicyEntry, Reading, Wording)]

    keep(ENGLISH)
    before = rows()
    assert keep(ENGLISH, file="copy.txt").outcome == "unchanged"
    assert rows() == before


def test_another_language_joins_by_its_paragraphs_and_differences_are_listed(keep):
    english, dutch = keep(ENGLISH), keep(DUTCH)
    assert (dutch.outcome, dutch.instrument) == ("language", english.instrument)
    points = english.instrument.entries.filter(kind="recommendation")
    assert [one.wordings.count() for one in points] == [2, 2, 2]
    assert dutch.reading.differences.exists()


def test_two_texts_under_one_title_are_never_joined(keep):
    first = keep(conclusions(Setting()))
    others = tuple(
        f"Noting that point {n} is another one, about measure {n}{n}." for n in range(1, 5)
    )
    items = tuple(f"Urges the Commission to do task {n} by 203{n}." for n in range(1, 6))
    second = keep(conclusions(Setting(), recitals=others, items=items, notes=()))
    assert first.instrument.title == second.instrument.title
    assert first.instrument.pk != second.instrument.pk
    assert second.instrument.key != first.instrument.key


def test_a_corrected_copy_is_a_revision_and_the_old_wording_stays(keep):
    from vedette.response.policy import queries

    keep(conclusions(Setting()))
    changed = (RECITALS[0].replace("early notice", "prompt notice"), *RECITALS[1:])
    later = NOW + timedelta(days=1)
    kept = keep(conclusions(Setting(), recitals=changed), at=later)
    assert (kept.outcome, kept.reading.revision) == ("revision", 2)
    entry = kept.instrument.entries.get(code="R1")
    assert ["early notice" in one.text for one in entry.wordings.order_by("pk")] == [True, False]
    then = queries.newest_readings(kept.instrument, NOW)
    assert [one.revision for one in then] == [1]


def test_a_citation_is_resolved_only_to_what_it_names(keep):
    from vedette.response.policy import queries
    from vedette.response.policy.models import CitedAct

    cited = "Recalling document 10001/31 and EU Drugs Action Plan 2021-2025."
    other = ENGLISH.replace("Noting that 27 laboratories answered in 2031.", cited)
    keep(other)
    named = f"10001/31\n{conclusions(Setting())}"
    there = keep(named).instrument
    assert there.number == "10001/31"
    keep(plan_text().replace("2026-2030", "2021-2025"))
    found = queries.named_documents(list(CitedAct.objects.all()))
    assert set(found.values()) == {there}


def test_what_could_not_be_placed_is_kept_with_its_lines(keep):
    text = ENGLISH.replace("3. Encourages", "A stray remark without a verb.\n\n3. Encourages")
    kept = keep(text)
    stray = kept.reading.unplaced.get(what="unplaced")
    assert "stray remark" in text.splitlines()[stray.first_line - 1]
    assert stray.reason


def test_a_document_that_fails_half_way_leaves_nothing(keep, monkeypatch):
    from vedette.response.policy import actions
    from vedette.response.policy.models import Instrument, PolicyEntry, Wording

    def broken(*_given):
        raise RuntimeError("the power went")

    monkeypatch.setattr(actions, "_keep_differences", broken)
    with pytest.raises(RuntimeError):
        keep(ENGLISH)
    assert [model.objects.count() for model in (Instrument, PolicyEntry, Wording)] == [0, 0, 0]


def test_substances_and_countries_that_a_text_names_are_those_of_the_registers(keep, evidence):
    text = ENGLISH.replace("27 laboratories answered", "protonitazene was found in Ireland")
    kept = keep(text)
    from vedette.response.policy.models import Mention

    named = Mention.objects.filter(wording__reading=kept.reading)
    assert {(one.substance_id, one.place_id) for one in named} == {
        (evidence["substance"].pk, None), (None, evidence["country"].pk),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [("data EUDA", "P1"), ("laboratoria 2031", "R2"), ("LABORATORIËN 2031", None),
     ("europol par", "P3"), ("nothing of this", None), ("' OR 1=1 --", None), ("", None)],
)  # fmt: skip
def test_entries_are_found_by_their_words_in_every_language(keep, words, code):
    from vedette.response.policy import search

    keep(ENGLISH), keep(DUTCH)
    found = search.find(words)
    assert (found.wordings[0].entry.code if found.wordings else None) == code


def test_only_the_newest_reading_is_searched_unless_a_day_is_asked(keep):
    from vedette.response.policy import search

    keep(conclusions(Setting()))
    changed = (RECITALS[0].replace("early notice", "prompt notice"), *RECITALS[1:])
    keep(conclusions(Setting(), recitals=changed), at=NOW + timedelta(days=1))
    assert not search.find("early notice").wordings
    assert search.find("early notice", as_of=NOW).wordings
    assert not search.find("prompt notice", as_of=NOW).wordings
