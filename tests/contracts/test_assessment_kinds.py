"""Kinds of assessment: read from tables, walked on every path, blocked where the law says."""

import pytest
from judging import NOW, begun, filled, substances, writer

from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.base.markings.actions import marking_for
from vedette.judgement.assessments import queries, writing
from vedette.judgement.assessments.definitions import KindMalformed, kinds_of, read_kind
from vedette.judgement.assessments.errors import EntryUnfit, NotReady, StepUnfit
from vedette.judgement.assessments.models import Assessment
from vedette.judgement.deadlines.definitions import rules_of
from vedette.judgement.deadlines.queries import running_for

KINDS = kinds_of(None)
PATHS = [(kind, path) for kind in KINDS.values() for path in kind.paths()]

OWN = """
key = "regional_note"
title = { en = "Regional note" }
certainty = "ours"
roles = ["officer"]
ratings = "none"
section = [{ key = "text", required = true, title = { en = "Text" } }]
state = [
  { key = "draft", stage = "writing", title = { en = "draft" } },
  { key = "out", stage = "fixed", title = { en = "out" } },
]
transition = [
  { act = "issue", from = ["draft"], to = "out", needs = ["sections"], title = { en = "Issue" } },
]
"""


def test_eleven_kinds_are_shipped():
    assert set(KINDS) == {
        "rapid_assessment", "formal_notification", "initial_report", "combined_initial_report",
        "risk_assessment", "combined_risk_assessment", "threat_assessment", "edas_notification",
        "ewrs_profile", "precursor_threat_report", "national_briefing",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.key)
def test_a_kind_speaks_three_languages_and_of_deadlines_that_exist(kind):
    parts = [kind, *kind.sections, *kind.states, *kind.transitions, *kind.questions]
    assert all({"en", "nl", "da"} <= set(part.title) for part in parts)
    assert all(part.belongs.get("en") for part in kind.sections)
    assert kind.clocks() <= set(rules_of(None))
    assert kind.certainty != "law" or kind.legal_ref


@pytest.mark.parametrize("key", ["initial_report", "risk_assessment"])
def test_how_a_substance_is_made_is_only_pointed_to(key):
    pointers = [part.key for part in KINDS[key].sections if part.is_pointer]
    assert pointers == [{"initial_report": "b_description", "risk_assessment": "a_chemistry"}[key]]


def test_the_three_exclusions_block_the_risk_assessment_and_never_the_initial_report():
    asked = {one.key: one.may_be_excepted for one in KINDS["risk_assessment"].questions}
    assert asked == {"who_review": True, "un_decision": True, "medicine": False}
    assert KINDS["initial_report"].questions == KINDS["combined_initial_report"].questions == ()


def test_a_combined_kind_has_the_parts_of_the_single_one_and_its_own_clock():
    single, combined = KINDS["initial_report"], KINDS["combined_initial_report"]
    assert (combined.sections, combined.states) == (single.sections, single.states)
    assert combined.clocks() ^ single.clocks() == {"initial_report", "combined_initial_report"}


def test_a_node_adds_a_kind_without_code(instance_folder, people):
    (instance_folder / "assessment-kinds").mkdir()
    (instance_folder / "assessment-kinds" / "note.toml").write_text(OWN, "utf-8")
    kind = queries.kind_called("regional_note")
    row = filled(begun(kind, by=people["officer"]), kind, by=people["officer"])
    pathway.move(assessment=row, act="issue", by=people["officer"], at=NOW)
    assert (row.state, row.status) == ("out", "concluded")
    with pytest.raises(Refused, match="officer"):
        begun(kind, by=people["approver"])


@pytest.mark.parametrize(
    ("wrong", "right", "says"),
    [
        ('stage = "fixed"', 'stage = "done"', "state out: stage is one of"),
        ('from = ["draft"]', 'from = ["drat"]', "transition issue: no state is called 'drat'"),
        ('to = "out"', 'to = "draft"', "transition issue: leads from a state to itself"),
        ('needs = ["sections"]', 'needs = ["luck"]', "transition issue: needs is of"),
        ('roles = ["officer"]', 'roles = ["king"]', "roles: no role is called 'king'"),
        ("required = true", "requird = true", "section text: no entry is called 'requird'"),
        ('ratings = "none"', 'ratings = "score"', "ratings: is one of none, form, apart"),
        ('certainty = "ours"', "", "certainty: is missing"),
        ('{ en = "Text" }', '{ nl = "Tekst" }', "section text: the title is missing in English"),
        ('needs = ["sections"]', 'roles = ["laboratory"], starts = ["serious_risk"]',
         "transition issue: a clock is moved only by roles that may judge"),
        ("state = [", "statee = [", "statee: no entry is called so"),
        ('key = "regional_note"', "key = ", "whole file"),
        ('stage = "writing"', 'stage = "fixed"', "state draft: the first state is one of writing"),
    ],
)  # fmt: skip
def test_a_malformed_kind_is_refused_with_its_entry(wrong, right, says):
    assert wrong in OWN
    with pytest.raises(KindMalformed, match=r"own\.toml") as refusal:
        read_kind(OWN.replace(wrong, right, 1), file="own.toml")
    assert says in str(refusal.value)


@pytest.mark.parametrize(
    ("kind", "path"), PATHS, ids=[f"{k.key}-{'-'.join(s.act for _, s in p)}" for k, p in PATHS]
)
def test_every_path_of_every_kind_can_be_walked(chain, kind, path):
    row = filled(begun(kind, signal=chain["signal"]), kind)
    started = set(kind.starts)
    for origin, step in path:
        assert row.state == origin
        pathway.move(assessment=row, act=step.act, reason="why", by=chain["approver"], at=NOW)
        started = (started - {*step.meets, *step.withdraws}) | set(step.starts)
        assert {clock.rule for clock in running_for(row)} == started
    assert row.state == path[-1][1].target
    assert [one.target for one in row.steps.order_by("number")] == [
        kind.first.key, *(step.target for _, step in path)
    ]  # fmt: skip


def test_every_step_of_every_kind_lies_on_a_walked_path():
    walked = {(kind.key, origin, step.act) for kind, path in PATHS for origin, step in path}
    assert walked == {
        (kind.key, origin, step.act)
        for kind in KINDS.values()
        for step in kind.transitions
        for origin in step.origins
    }


@pytest.mark.parametrize("question", ["who_review", "un_decision", "medicine"])
@pytest.mark.parametrize("said", ["yes", "unknown"])
def test_an_exclusion_blocks_until_its_exception_is_on_the_record(people, question, said):
    kind, by = KINDS["risk_assessment"], people["officer"]
    row = filled(begun(kind), kind)
    answer = {"assessment": row, "question": question, "said": said, "why": "seen", "at": NOW}
    writing.answer(**answer, by=by)
    with pytest.raises(NotReady, match="rules this out"):
        pathway.move(assessment=row, act="begin", by=by, at=NOW)
    if question == "medicine":
        with pytest.raises(EntryUnfit, match="no exception"):
            writing.answer(**answer, excepted="all the same", by=by)
        return
    writing.answer(**answer, excepted="data show a need in the Union", by=by)
    pathway.move(assessment=row, act="begin", by=by, at=NOW)
    assert row.state == "assessing"


def test_an_open_question_blocks_and_everything_missing_is_named_at_once(people):
    kind = KINDS["risk_assessment"]
    row = begun(kind)
    with pytest.raises(NotReady) as refusal:
        pathway.move(assessment=row, act="begin", by=people["officer"], at=NOW)
    assert len(refusal.value.missing) == 3
    assert row.state == "requested"


def test_whoever_wrote_it_does_not_deliver_it(people):
    kind, author = KINDS["national_briefing"], people["approver"]
    row = filled(begun(kind, by=author), kind)
    pathway.move(assessment=row, act="submit", by=writer(), at=NOW)
    with pytest.raises(NotReady, match="another person"):
        pathway.move(assessment=row, act="issue", by=author, at=NOW)
    assert Assessment.objects.get(pk=row.pk).state == "review"


def test_a_step_that_does_not_follow_says_which_do(people):
    row = begun(KINDS["initial_report"])
    with pytest.raises(StepUnfit, match="send_requests, abandon"):
        pathway.move(assessment=row, act="deliver", by=people["approver"], at=NOW)


@pytest.mark.parametrize(("key", "number"), [("initial_report", 2), ("combined_initial_report", 1)])
def test_a_kind_is_about_as_many_substances_as_it_says(people, key, number):
    some = [*substances(KINDS["combined_initial_report"])][:number]
    with pytest.raises(EntryUnfit, match="substances"):
        pathway.begin(
            kind=KINDS[key], title="t", substances=some, marking=marking_for("GREEN"),
            by=people["officer"], at=NOW,
        )  # fmt: skip
    assert not Assessment.objects.exists()
