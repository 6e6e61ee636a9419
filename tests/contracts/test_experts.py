"""Experts asked apart: what stays unseen until the end, and what is told afterwards."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from judging import NOW, begun, filled, writer

from vedette.base.accounts.models import Role, User
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.judgement.assessments import experts, queries, writing
from vedette.judgement.assessments.definitions import kinds_of
from vedette.judgement.assessments.documents import as_docx, document
from vedette.judgement.assessments.errors import EntryUnfit, RoundClosed, RoundUnknown
from vedette.judgement.assessments.experts import View
from vedette.judgement.assessments.formats import as_data, invitation_as_data, round_as_data
from vedette.judgement.assessments.models import ExpertOpinion, ExpertRound, Rating
from vedette.judgement.assessments.opinions import SAID, Said, distribution_of

KINDS = kinds_of(None)
LAST_DAY = date(2026, 11, 27)
AFTER = NOW + timedelta(days=14)
opinions = st.lists(
    st.builds(Said, st.sampled_from(SAID), st.text("abc ", min_size=1).filter(str.strip)),
    min_size=3, max_size=9,
)  # fmt: skip


@pytest.fixture
def panel(db):
    """Return three experts with an account each."""
    return [User.objects.create(username=f"expert-{n}") for n in range(3)]


def opened(panel, row=None, **changes):
    """Open a round about health and safety."""
    given_ = {
        "question": "How bad is it?", "scales": ["safety", "health"], "experts": panel,
        "closes_on": LAST_DAY, "by": writer(), "at": NOW, **changes,
    }  # fmt: skip
    return experts.open_round(assessment=row or begun(KINDS["risk_assessment"]), **given_)


def say(row, who, said, why="few data", *, at=NOW, scale="health"):
    """Let an expert say something on one scale."""
    return experts.give_opinions(
        invitation=queries.the_invitation(row.pk, who), views=[View(scale, said, why)], by=who,
        at=at,
    )  # fmt: skip


@given(said=opinions, data=st.data())
def test_a_distribution_does_not_tell_who_spoke_first(said, data):
    shuffled = data.draw(st.permutations(said))
    assert distribution_of(said, seed="s") == distribution_of(shuffled, seed="s")


@given(said=opinions)
def test_a_distribution_counts_everybody_once_and_its_median_lies_within(said):
    made = distribution_of(said, seed="s")
    assert sum(made.counts.values()) == made.answered == len(said) == len(made.reasons)
    named = [SAID.index(one.level) for one in said if one.level != "unknown"]
    if not named:
        assert (made.median, made.lowest) == ((), "")
        return
    for level in made.median:
        assert SAID.index(made.lowest) <= SAID.index(level) <= SAID.index(made.highest)
        below = sum(place < SAID.index(level) for place in named)
        above = sum(place > SAID.index(level) for place in named)
        assert max(below, above) <= len(named) / 2


@given(said=opinions)
def test_two_opinions_are_not_shown_whatever_they_say(said):
    made = distribution_of(said[:2], seed="s")
    assert not made.is_shown
    assert made == distribution_of([Said("low", "x")] * 2, seed="s")


def test_the_median_of_an_even_number_is_both_levels_in_the_middle():
    said = [Said(level, "w") for level in ("low", "high", "very_low", "high", "unknown")]
    made = distribution_of(said, seed="s")
    assert (made.median, made.lowest, made.highest) == (("low", "high"), "very_low", "high")


PAIRS = [
    ("low", "few data", "high", "many deaths"),
    ("unknown", "no data", "very_low", "x" * 400),
]


def everything_said(client, people, row, at):
    """Return all that anybody but the experts themselves can get from every surface."""
    seen = []
    for who in [*people.values(), writer()]:
        client.force_login(who)
        for address in (
            f"/assessments/{row.assessment_id}/", f"/requests/rounds/{row.pk}/", "/requests/",
            "/journal/", f"/api/assessments/{row.assessment_id}/whole",
            f"/api/assessments/{row.assessment_id}/rounds", f"/api/expert-rounds/{row.pk}",
            f"/api/assessments/{row.assessment_id}/document.docx",
        ):  # fmt: skip
            answer = client.get(address)
            text = answer.content if not address.endswith("docx") else b""
            seen.append((who.username, address, answer.status_code, _steady(text.decode())))
        said = as_data(row.assessment, person=who, at=at)
        seen.append((who.username, json.dumps(said)))
        seen.append(_words_of(as_docx(said)))
    facts = Entry.objects.order_by("id").values_list("act", "facts", "by_id")
    return [*seen, list(map(str, facts))]


def _words_of(file):
    import io

    import docx

    made = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return [one.text for one in made.paragraphs] + cells


def _steady(text):
    """Leave out what is new on every page: tokens of forms, signed addresses, digests."""
    import re

    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r"\b[0-9a-f]{10,64}\b", "", text)


@pytest.mark.parametrize(("said", "why", "other", "other_why"), PAIRS)
def test_nothing_before_the_end_differs_with_what_was_said(
    client, people, panel, said, why, other, other_why
):
    now = timezone.now()
    row = opened(panel, closes_on=timezone.localdate(now) + timedelta(days=9), at=now)
    for who in panel:
        say(row, who, said, why, at=now)
    entries = Entry.objects.count()
    before = everything_said(client, people, row, now)
    ExpertOpinion.objects.update(said=other, why=other_why)
    assert everything_said(client, people, row, now) == before
    assert Entry.objects.count() == entries


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.lists(
        st.tuples(st.sampled_from(SAID), st.text("abc ", min_size=1).filter(str.strip)),
        min_size=3, max_size=3,
    )
)  # fmt: skip
def test_no_output_of_an_open_round_depends_on_any_word_said_in_it(panel, words):
    row = opened(panel)
    made = [say(row, who, "low", "at first")[0] for who in panel]

    def told():
        said = as_data(row.assessment, person=writer(), at=NOW)
        of_another = invitation_as_data(queries.the_invitation(row.pk, panel[2]), at=NOW)
        return said, _words_of(as_docx(said)), of_another

    before = told()
    for one, (said, why) in zip(made[:2], words, strict=False):
        ExpertOpinion.objects.filter(pk=one.pk).update(said=said, why=why)
    assert told() == before


def test_changing_ones_mind_and_saying_the_same_again_look_alike_in_the_journal(panel):
    row = opened(panel)
    for said in ("low", "low", "high"):
        say(row, panel[0], said)
    facts = [one.facts for one in Entry.objects.filter(act="assessment.round_answered")]
    assert facts == [{"round": 1}] * 3
    assert [one.revision for one in ExpertOpinion.objects.order_by("id")] == [1, 2, 3]


def test_after_the_end_the_last_words_are_counted_and_nobody_is_named(panel):
    row = opened(panel)
    for who, said in zip(panel, ("low", "high", "unknown"), strict=True):
        say(row, who, "moderate", "first thoughts")
        say(row, who, said, f"because {said}")
    told = round_as_data(row, at=AFTER)
    health, safety = told["opinions"]
    assert (told["asked"], told["answered"]) == (3, 3)
    assert health["counts"] == {"very_low": 0, "low": 1, "moderate": 0, "high": 1, "unknown": 1}
    assert sorted(health["reasons"]) == ["because high", "because low", "because unknown"]
    assert (safety["is_shown"], safety["counts"], safety["answered"]) == (False, {}, 0)
    assert "expert-" not in json.dumps(told)


def test_two_of_three_are_too_few(panel):
    row = opened(panel)
    for who in panel[:2]:
        say(row, who, "high", "a telling reason")
    told = round_as_data(row, at=AFTER)
    assert told["answered"] == 2
    assert "telling" not in json.dumps(told)
    assert not any(one["is_shown"] for one in told["opinions"])


def test_a_late_opinion_is_refused_clearly(panel):
    row = opened(panel)
    with pytest.raises(RoundClosed, match="no longer taken"):
        say(row, panel[0], "low", at=row.closes_at)
    say(row, panel[0], "low", at=row.closes_at - timedelta(seconds=1))


def test_only_who_opened_it_closes_it_early_and_says_why(panel, people):
    row = opened(panel)
    with pytest.raises(Refused, match="by who opened it"):
        experts.close_round(row=row, reason="enough", by=people["approver"], at=NOW)
    with pytest.raises(EntryUnfit, match="reason"):
        experts.close_round(row=row, reason=" ", by=writer(), at=NOW)
    experts.close_round(row=row, reason="all have spoken", by=writer(), at=NOW)
    with pytest.raises(RoundClosed):
        experts.close_round(row=row, reason="again", by=writer(), at=NOW)
    with pytest.raises(RoundClosed):
        say(row, panel[0], "low")


def test_a_second_round_waits_for_the_first_and_shows_its_summary_to_the_invited(panel):
    row = opened(panel)
    with pytest.raises(RoundClosed, match="still open"):
        opened(panel, row.assessment)
    for who in panel:
        say(row, who, "high", "many deaths")
    again = opened(panel, row.assessment, at=AFTER, closes_on=AFTER.date())
    seen = invitation_as_data(queries.the_invitation(again.pk, panel[0]), at=AFTER)
    assert again.number == 2
    assert seen["earlier"][0]["opinions"][0]["counts"]["high"] == 3
    assert seen["opinions"] is None


@pytest.mark.parametrize(
    "changes",
    [
        {"scales": []}, {"scales": ["overall"]}, {"experts": []}, {"question": " "},
        {"closes_on": NOW.date() - timedelta(days=1)}, {"closes_on": date(2031, 1, 1)},
    ],
)  # fmt: skip
def test_a_round_that_cannot_stand_is_refused(panel, changes):
    with pytest.raises(EntryUnfit):
        opened(panel, **changes)
    assert not ExpertRound.objects.exists()


def test_who_opens_a_round_is_not_asked_in_it(panel):
    with pytest.raises(EntryUnfit, match="not asked in it"):
        opened([*panel, writer()])


def test_a_kind_without_ratings_apart_has_no_rounds(panel):
    kind = next(one for one in KINDS.values() if one.ratings == "none" and not one.needs_signal)
    with pytest.raises(EntryUnfit, match="not rated on scales"):
        opened(panel, begun(kind))


def test_nobody_speaks_for_another_or_on_what_was_not_asked(panel, people):
    row = opened(panel)
    invitation = queries.the_invitation(row.pk, panel[0])
    with pytest.raises(Refused):
        experts.give_opinions(
            invitation=invitation, views=[View("health", "low", "w")], by=panel[1], at=NOW
        )
    with pytest.raises(RoundUnknown):
        queries.the_invitation(row.pk, people["approver"])
    for view in (
        View("social", "low", "w"),
        View("health", "awful", "w"),
        View("health", "low", ""),
    ):
        with pytest.raises(EntryUnfit):
            experts.give_opinions(invitation=invitation, views=[view], by=panel[0], at=NOW)


def test_opinions_set_no_rating_and_a_rating_cites_only_a_closed_round_of_its_own(panel):
    row = opened(panel)
    for who in panel:
        say(row, who, "high")
    assert not Rating.objects.exists()
    rated = {"assessment": row.assessment, "scale": "health", "said": "high", "why": "as they say",
             "cites": row, "by": writer()}  # fmt: skip
    with pytest.raises(EntryUnfit, match="once it is closed"):
        writing.rate(**rated, at=NOW)
    writing.rate(**rated, at=AFTER)
    assert as_data(row.assessment, person=writer(), at=AFTER)["ratings"][0]["round"] == 1
    with pytest.raises(EntryUnfit, match="its own"):
        writing.rate(**{**rated, "assessment": begun(KINDS["risk_assessment"])}, at=AFTER)


@pytest.mark.parametrize("language", ["en", "nl", "da"])
def test_a_document_tells_a_closed_round_and_no_name(panel, language):
    row = opened(panel, filled(begun(KINDS["risk_assessment"]), KINDS["risk_assessment"]))
    for who in panel:
        say(row, who, "high", "many deaths")
    said = as_data(row.assessment, person=writer(), at=AFTER)
    words = " ".join(_words_of(as_docx(said, language=language)))
    assert "many deaths" in words
    assert "expert-" not in words
    assert document(said, language=language).startswith(b"%PDF")


@pytest.mark.parametrize("role", Role.values)
def test_each_role_opens_a_round_as_its_kind_says_and_answers_where_it_was_asked(
    client, people, panel, role
):
    row = begun(KINDS["risk_assessment"])
    client.force_login(people[role])
    now = timezone.now()
    last = timezone.localdate(now) + timedelta(days=5)
    day = last.isoformat()
    asked = {"question": "q", "scales": ["health"], "experts": ["expert-0"], "closes_on": day}
    address = f"/api/assessments/{row.pk}/rounds"
    status = client.post(address, asked, content_type="application/json").status_code
    assert status == (201 if role in KINDS["risk_assessment"].roles else 403)
    again = begun(KINDS["risk_assessment"])
    mine = opened([*panel, people[role]], again, at=now, closes_on=last)
    said = [{"scale": "health", "said": "low", "why": "w"}]
    address = f"/api/expert-rounds/{mine.pk}/opinions"
    assert client.put(address, said, content_type="application/json").status_code == 200
    other = opened(panel, begun(KINDS["risk_assessment"]), at=now, closes_on=last)
    address = f"/api/expert-rounds/{other.pk}/opinions"
    assert client.put(address, said, content_type="application/json").status_code == 404
