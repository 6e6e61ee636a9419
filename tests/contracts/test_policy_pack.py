"""The pack for a working party: one day, one colour, any language, the figures of the queries."""

import io
import json
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.promised import follow_a_plan
from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
PLAN = "plan-2026-2030"
LANGUAGES = [
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "it", "lt", "lv",
    "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv",
]  # fmt: skip


@pytest.fixture
def plan(people):
    """The plan of the tests, followed for a month."""
    return follow_a_plan(people, at=NOW - timedelta(days=30))


def packed(plan, person, *, at=NOW, ceiling="GREEN"):
    from vedette.response.policy.pack.contents import pack_of
    from vedette.response.policy.statuses import statuses_of

    return pack_of(
        plan, as_of=at, ceiling=ceiling, statuses=statuses_of(None), issuer="A node", person=person
    )


def file(pack, form, language="en"):
    from vedette.response.policy.pack.files import file_of

    return file_of(pack, form=form, language=language).content


def words_of(pdf):
    """All text of a PDF, its white space collapsed."""
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return re.sub(r"\s+", " ", text)


def test_the_numbers_of_a_pack_are_those_of_the_board(people, plan):
    from vedette.response.policy.board import board
    from vedette.response.policy.statuses import statuses_of

    found = board(plan, as_of=NOW, statuses=statuses_of(None))
    pack = packed(plan, people["viewer"])
    assert [one.code for one in pack.promises] == [row.entry.code for row in found.rows]
    assert [len(one.answers) for one in pack.promises] == [row.answered for row in found.rows]
    assert [one.is_overdue for one in pack.promises] == [row.is_overdue for row in found.rows]
    asked = sum(row.asks_states for row in found.rows)
    assert {one.asked for one in pack.countries} == {asked}
    ireland = next(one for one in pack.countries if one.code == "IE")
    assert (ireland.answered, ireland.counts) == (1, (("on_track", 1),))


def test_who_has_not_answered_is_unknown_and_named_as_silent(people, plan):
    pack = packed(plan, people["viewer"])
    asked = next(one for one in pack.promises if one.code == "A2")
    assert dict(asked.answers) == {"IE": "on_track"}
    assert asked.asked == 29
    assert pack.newest_round.silent == ("MT",)
    text = words_of(file(pack, "pdf"))
    assert "gave no answer at all: Malta" in text
    assert "28 unknown" in text


def test_a_milestone_whose_day_has_passed_without_a_word_is_missed(people, plan):
    steps = next(one for one in packed(plan, people["viewer"]).promises if one.code == "A2")
    assert [step.state for step in steps.milestones] == ["missed"]
    day = NOW - timedelta(days=25)
    then = next(one for one in packed(plan, people["viewer"], at=day).promises if one.code == "A2")
    assert [step.state for step in then.milestones] == ["planned"]


def test_a_pdf_is_tagged_with_selectable_text_bookmarks_language_and_page_numbers(people, plan):
    pdf = file(packed(plan, people["viewer"]), "pdf", "da")
    made = pypdfium2.PdfDocument(pdf)
    assert pypdfium2.raw.FPDFCatalog_IsTagged(made)
    assert b"/Lang(da)" in pdf
    chapters = [one.get_title() for one in made.get_toc(max_depth=1)]
    assert len(chapters) >= 8
    text = words_of(pdf)
    assert "følger planen" in text  # the status in its language
    assert "20. november 2026" in text
    last = made[len(made) - 1].get_textpage().get_text_range()
    assert f"{len(made)}" in last.rsplit("A node", 1)[-1]
    assert all("TLP:GREEN" in page.get_textpage().get_text_range() for page in made)


def test_a_docx_has_headings_and_tables_whose_first_row_repeats(people, plan):
    made = docx.Document(io.BytesIO(file(packed(plan, people["viewer"]), "docx", "nl")))
    styles = Counter(one.style.name for one in made.paragraphs)
    assert styles["Heading 1"] >= 8
    assert styles["Heading 2"] >= 4
    assert made.tables
    for table in made.tables:
        first = table.rows[0]._tr.trPr
        assert first is not None
        assert first.xpath("w:tblHeader")
    assert "TLP:GREEN" in made.sections[0].header.paragraphs[0].text
    assert made.core_properties.language == "nl"
    names = {row.cells[0].text for table in made.tables for row in table.rows}
    assert {"Ierland", "Duitsland"} <= names


def test_a_pack_is_made_in_each_of_the_languages_of_the_interface(people, plan):
    from vedette.response.policy.pack.composing import compose, languages

    assert sorted(languages()) == LANGUAGES
    pack = packed(plan, people["viewer"])
    shown = {code: compose(pack, language=code) for code in LANGUAGES}
    assert {code: paper.language for code, paper in shown.items()} == dict(
        zip(LANGUAGES, LANGUAGES, strict=True)
    )
    ireland = {
        row[0]
        for paper in shown.values()
        for part in paper.parts
        for block in part.blocks
        if block["kind"] == "table"
        for row in block["rows"]
    }
    assert {"Ireland", "Irlande", "Ιρλανδία", "Ирландия", "Éire"} <= ireland
    for code in ("el", "bg", "mt"):
        assert file(pack, "pdf", code).startswith(b"%PDF")


def test_whose_words_are_not_all_translated_says_so(people, plan):
    from vedette.response.policy.pack.composing import compose

    pack = packed(plan, people["viewer"])
    assert len(compose(pack, language="mt").notes) == len(compose(pack, language="nl").notes) + 1


def test_the_same_day_and_colour_make_the_same_bytes(people, plan):
    one, other = (packed(plan, people["viewer"]) for _ in range(2))
    assert file(one, "json") == file(other, "json")
    assert file(one, "pdf") == file(other, "pdf")


LATER = st.lists(
    st.sampled_from(["answer", "reject", "evidence", "milestone", "lead", "round", "compute",
                     "mark", "tie", "number"]),
    min_size=1, max_size=6,
)  # fmt: skip


@given(edits=LATER, day=st.sampled_from([29, 26, 15, 1]))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_later_edit_changes_the_pack_of_a_day(people, plan, chain, edits, day):
    from django.db import transaction

    then = NOW - timedelta(days=day)
    before = file(packed(plan, people["officer"], at=then, ceiling="AMBER"), "json")
    with transaction.atomic():
        for number, edit in enumerate(edits):
            _edit(edit, plan, people, chain, NOW + timedelta(minutes=number))
        after = file(packed(plan, people["officer"], at=then, ceiling="AMBER"), "json")
        transaction.set_rollback(True)
    assert after == before


def _edit(what, plan, people, chain, at):
    """Say something new at a later moment."""
    from vedette.response.policy import following, publishing, rounds
    from vedette.response.policy.models import Instrument

    entry, by, day = plan.entries.get(code="A2"), people["officer"], at.date()
    given = {"entry": entry, "by": by, "at": at}
    first = entry.reports.order_by("pk").first()
    said = {
        "answer": lambda: following.report(status="delayed", country="MT", valid_on=day, **given),
        "reject": lambda: following.validate(
            report=first, verdict="rejected", reason="r", by=people["approver"], at=at
        ),
        "evidence": lambda: following.add_evidence(
            kind="document", title="Later", valid_on=day, **given
        ),
        "milestone": lambda: following.set_milestone(
            title="Later", due_on=day, number=1, valid_on=day, **given
        ),
        "lead": lambda: following.lead(
            body=plan.readings.get().wordings.get(entry=entry).asked.first().body, valid_on=day,
            **given,
        ),
        "round": lambda: rounds.open_round(
            instrument=plan, title=f"Round {at.isoformat()}", due_on=day + timedelta(days=9),
            countries=["FR"], by=by, at=at,
        ),
        "compute": lambda: _computed(
            "plan_02", "GREEN", 9, as_of=NOW - timedelta(days=35), made=at
        ),
        "mark": lambda: publishing.mark_answer(report=first, tlp="CLEAR", by=by, at=at),
        "tie": lambda: following.tie(subject=chain["signal"], reason="r", **given),
        "number": lambda: Instrument.objects.filter(pk=plan.pk).update(number="1234/26"),
    }  # fmt: skip
    said[what]()


def _computed(indicator, ceiling, value, *, as_of=NOW, made=None, hidden=False):
    """Keep one revision of one indicator."""
    from vedette.response.indicators.models import Computation, IndicatorValue

    revision = Computation.objects.filter(indicator=indicator, ceiling=ceiling).count() + 1
    row = Computation.objects.create(
        indicator=indicator, ceiling=ceiling, revision=revision, as_of=as_of,
        computed_at=made or as_of, definition="d", evidence="e", fingerprint="f", missing=[],
    )  # fmt: skip
    for period in ("2024", "2025"):
        IndicatorValue.objects.create(
            computation=row, part="presentations", unit="{presentation}", period=period,
            value=None if hidden else value, hidden=hidden,
        )  # fmt: skip


@pytest.fixture
def numbered(plan):
    """The plan as a simulated one, so that indicators of the same numbers speak to it."""
    plan.simulated = True
    plan.save(update_fields=["simulated"])
    return plan


@pytest.fixture
def with_indicator(numbered):
    from vedette.response.policy.models import PolicyEntry

    if not numbered.entries.filter(kind="indicator", number=2).exists():
        PolicyEntry.objects.create(
            instrument=numbered, kind="indicator", code="I2", number=2, position=999
        )
    return numbered


def test_the_marking_is_that_of_the_strictest_thing_in_it(people, with_indicator):
    for tlp, value in (("CLEAR", 11), ("GREEN", 22), ("AMBER", 33), ("AMBER+STRICT", 44)):
        _computed("plan_02", tlp, value)
    for ceiling, value in (("GREEN", 22), ("AMBER", 33), ("AMBER+STRICT", 44)):
        pack = packed(with_indicator, people["officer"], ceiling=ceiling)
        assert pack.marking == ceiling
        measure = next(m for m in pack.measures if m.reading.indicator.key == "plan_02")
        assert measure.newest.value == value
    _computed("plan_02", "GREEN", 55, as_of=NOW + timedelta(hours=1))
    pack = packed(with_indicator, people["officer"], at=NOW + timedelta(hours=2), ceiling="AMBER")
    assert pack.marking == "GREEN"


def test_a_hidden_count_is_hidden_on_paper_too(people, with_indicator):
    _computed("plan_02", "GREEN", 3, hidden=True)
    said = words_of(file(packed(with_indicator, people["viewer"]), "pdf"))
    assert "hidden, a small count" in said


@pytest.mark.parametrize("tlp", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
def test_a_record_above_the_ceiling_is_counted_and_not_named(people, plan, chain, tlp):
    from vedette.base.markings.actions import marking_for
    from vedette.judgement.signals.models import Signal
    from vedette.response.policy.models import Evidence

    Signal.objects.filter(pk=chain["signal"].pk).update(marking=marking_for(tlp))
    entry = plan.entries.get(code="A2")
    Evidence.objects.create(
        entry=entry, kind="signal", title="A very closed rise", record_id=chain["signal"].pk,
        valid_on=NOW.date(), at=NOW, by=people["officer"],
    )  # fmt: skip
    for ceiling in ("GREEN", "AMBER", "AMBER+STRICT"):
        order = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
        is_open = order.index(tlp) <= order.index(ceiling)
        pack = packed(plan, people["officer"], ceiling=ceiling)
        said = file(pack, "json").decode()
        assert ("A very closed rise" in said) is is_open
        assert len(next(one for one in pack.promises if one.code == "A2").evidence) == 2
        if is_open and order.index(tlp) > 1:
            assert pack.marking == tlp


@pytest.mark.parametrize("role", Role.values)
def test_nobody_makes_a_pack_above_what_their_role_may_see(people, plan, role):
    from vedette.response.policy.pack.contents import ceilings_for
    from vedette.response.policy.pack.errors import CeilingClosed

    open_to = ceilings_for(people[role])
    assert "GREEN" in open_to
    assert "RED" not in open_to
    for ceiling in {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", "PINK"} - set(open_to):
        with pytest.raises(CeilingClosed):
            packed(plan, people[role], ceiling=ceiling)


def test_whoever_has_no_active_account_makes_no_pack(people, plan):
    people["officer"].is_active = False
    with pytest.raises(Refused):
        packed(plan, people["officer"])


def test_a_day_that_lies_ahead_is_refused_and_today_is_now():
    from vedette.response.policy.pack.contents import end_of
    from vedette.response.policy.pack.errors import DayAhead

    assert end_of(date(2026, 11, 20), now=NOW) == NOW
    assert end_of(date(2026, 11, 19), now=NOW) < NOW
    with pytest.raises(DayAhead, match="2026-11-21 lies ahead"):
        end_of(date(2026, 11, 21), now=NOW)


def test_the_api_makes_packs_and_refuses_with_a_sentence(client, people, plan):
    client.force_login(people["viewer"])
    address = f"/api/promises/documents/{PLAN}/pack"
    made = client.get(address)
    assert json.loads(made.content)["document"]["key"] == PLAN
    assert client.get(f"{address}?form=pdf&language=nl").content.startswith(b"%PDF")
    assert client.get(f"{address}?form=docx").content.startswith(b"PK")
    refused = {
        "?ceiling=AMBER": 403, "?ceiling=RED": 403, "?form=odt": 422,
        "?form=pdf&language=xx": 422, "?known=2999-01-01": 422,
    }  # fmt: skip
    for asked, status in refused.items():
        answer = client.get(address + asked)
        assert (answer.status_code, answer.json()["title"]) == (status, "refused"), asked
    assert client.get("/api/promises/documents/nothing/pack").status_code == 404


def test_the_page_sends_the_pack_of_the_chosen_day_and_says_what_it_refuses(client, people, plan):
    client.force_login(people["viewer"])
    page = f"/policy/{PLAN}/pack/file/"
    day = (NOW - timedelta(days=10)).date()
    sent = client.get(f"{page}?form=pdf&language=da&known={day}")
    assert sent["Content-Type"] == "application/pdf"
    assert f"{PLAN}-pack-{day}-da.pdf" in sent["Content-Disposition"]
    closed = client.get(f"{page}?ceiling=AMBER")
    assert closed.status_code == 409
    assert "no pack is made for you under TLP:AMBER" in closed.content.decode()
