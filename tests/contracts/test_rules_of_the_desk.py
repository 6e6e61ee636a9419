"""Rules of the desk are records: made and ended by people, and part of every run."""

import re
import shlex
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from trial import ROOT, trial_row, write_csv

from vedette import pathway
from vedette.base.accounts.rules import MAY, Refused
from vedette.base.journal.models import Entry
from vedette.judgement.signals.actions import end_rule, make_rule
from vedette.judgement.signals.desk_rules import RuleKind, RuleMalformed, Scope, rules_from
from vedette.judgement.signals.explanation import explanation
from vedette.judgement.signals.models import Rule, Signal
from vedette.judgement.signals.preview import preview
from vedette.judgement.signals.queries import desk, folded, sentence, signals_seen_by
from vedette.judgement.signals.rule_rows import (
    RuleEnded,
    as_rule,
    drafted,
    rules_in_force,
    rules_seen_by,
)
from vedette.judgement.signals.rule_sentences import silence_of
from vedette.judgement.signals.thresholds import Policy

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def silence(by, at, *, days=30, scope=None, **says):
    return make_rule(
        kind="silence", says=says, scope=scope or Scope(substance="protonitazene"),
        reason="a test kit that sees it everywhere", by=by, at=at,
        until=timezone.localdate(at) + timedelta(days=days),
    )  # fmt: skip


# Making and ending


@pytest.fixture
def now(people, evidence):
    return timezone.now()


@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer", "approver", "administrator"])
def test_a_rule_is_made_and_ended_by_those_who_may(people, now, role):
    by = people[role]
    if role not in MAY["make_rules"]:
        with pytest.raises(Refused, match="roles"):
            silence(by, now)
        rule = silence(people["officer"], now)
        with pytest.raises(Refused, match="roles"):
            end_rule(rule=rule, reason="r", by=by, at=now)
        return
    rule = silence(by, now)
    ended = end_rule(rule=rule, reason="the kit is repaired", by=by, at=now + HOUR)
    assert (ended.ended_by, ended.end_reason) == (by, "the kit is repaired")
    acts = list(Entry.objects.filter(subject_kind="signals.rule").values_list("act", flat=True))
    assert acts == ["rule.ended", "rule.made"]


@pytest.mark.database
@pytest.mark.parametrize(
    ("changed", "error", "told"),
    [
        ({"reason": " "}, Refused, "needs its reason"),
        ({"until": date(2020, 1, 1)}, Refused, "no end"),
        ({"until": None}, Refused, "until which it holds"),
        ({"valid_from": date(2020, 1, 1)}, Refused, "at the earliest"),
        ({"says": {"loud": True}}, RuleMalformed, "loud = True"),
        ({"kind": "guess"}, RuleMalformed, "kind = 'guess'"),
        ({"scope": Scope(substance="nothing")}, RuleMalformed, "substance = 'nothing'"),
        ({"scope": Scope(family="nothing")}, RuleMalformed, "family = 'nothing'"),
        ({"scope": Scope(country="ZZ")}, RuleMalformed, "country = 'ZZ'"),
        ({"scope": Scope(place="ZZ")}, RuleMalformed, "place = 'ZZ'"),
        ({"scope": Scope(context="rumour")}, RuleMalformed, "context = 'rumour'"),
        ({"scope": Scope(source="nobody")}, RuleMalformed, "source = 'nobody'"),
    ],
)
def test_a_rule_that_cannot_hold_is_refused_and_leaves_nothing(people, now, changed, error, told):
    sound = {
        "kind": "silence", "says": {}, "scope": Scope(country="IE"), "reason": "r",
        "until": timezone.localdate(now) + timedelta(days=9),
    }  # fmt: skip
    with pytest.raises(error, match=told):
        make_rule(**{**sound, **changed}, by=people["officer"], at=now)
    assert not Rule.objects.exists()
    assert not Entry.objects.filter(act="rule.made").exists()


@pytest.mark.database
def test_of_two_who_end_a_rule_the_second_is_told(people, now):
    rule = silence(people["officer"], now)
    mine, theirs = Rule.objects.get(pk=rule.pk), Rule.objects.get(pk=rule.pk)
    end_rule(rule=mine, reason="mine", by=people["officer"], at=now)
    with pytest.raises(RuleEnded, match="somebody else"):
        end_rule(rule=theirs, reason="theirs", by=people["approver"], at=now)
    assert Rule.objects.get().end_reason == "mine"
    assert Entry.objects.filter(act="rule.ended").count() == 1


def test_a_rule_that_ends_needs_a_reason(people, now):
    with pytest.raises(Refused, match="why"):
        end_rule(rule=silence(people["officer"], now), reason="", by=people["officer"], at=now)


@pytest.mark.parametrize("field", ["opioid_families", "cutting_agents"])
def test_a_list_holds_usual_keys_and_those_of_the_register(people, now, field):
    def set_to(*keys):
        return make_rule(
            kind="value", says={"field": field, "value": keys}, scope=Scope(), reason="r",
            until=None, by=people["officer"], at=now,
        )  # fmt: skip

    there = {"opioid_families": "nitazene", "cutting_agents": "protonitazene"}[field]
    usual = sorted(getattr(Policy(), field))
    assert set_to(*usual, there).says["value"] == sorted({*usual, there})
    with pytest.raises(RuleMalformed, match=f"{field} = 'mistyped'"):
        set_to(*usual, "mistyped")


@pytest.mark.database
def test_what_is_stored_is_what_detection_reads(people, now):
    scope = Scope(family="nitazene", country="IE", context="seizure", source="source_GREEN")
    row = silence(people["officer"], now, scope=scope, even_firsts=True)
    rule = as_rule(Rule.objects.get(pk=row.pk))
    assert rule.scope == scope
    assert rule.says == {"even_firsts": True}
    assert rules_in_force(as_of=now) == (rule,)
    assert rules_in_force(as_of=now - HOUR) == ()


def test_a_country_may_be_named_as_a_place(people, now):
    row = silence(people["officer"], now, scope=Scope(place="IE"))
    assert (row.country, row.place) == ("IE", None)


def test_a_rule_about_a_closed_source_is_closed(people, now):
    silence(people["officer"], now, scope=Scope(source="source_RED"))
    silence(people["officer"], now, scope=Scope(source="source_GREEN"))
    told = [row.source.name for row in rules_seen_by(people["viewer"])]
    assert told == ["source_GREEN"]


# In runs

LAST = date(2026, 10, 5)
NEW = LAST - timedelta(days=25)


def days(number, day, found):
    return trial_row(number, day=f"{day}", told=f"{day + timedelta(days=2)}", found=found)


@pytest.fixture
def node(instance, tmp_path):
    """An instance that took in a year of ketamine, and a new substance in its last month."""
    rows = [days(n, LAST - timedelta(days=400 - n), "ketamine") for n in range(395)]
    rows += [days(1000 + n, NEW + timedelta(days=n), "bromazolam") for n in range(5)]
    instance.take(write_csv(tmp_path / "node.csv", rows), "trial", "--archive")
    return instance


@pytest.fixture
def chief(node):
    from vedette.base.accounts.models import User

    return User.objects.create(username="chief", role="approver")


AS_OF = datetime(2026, 10, 5, 9, tzinfo=timezone.get_default_timezone())
SCOPE = Scope(substance="bromazolam")


def look(moment):
    return pathway.detect(as_of=moment, by=None, at=moment)


def mine(rows):
    return [one for one in rows if one.substance and one.substance.key == "bromazolam"]


@pytest.mark.database
def test_a_silenced_story_leaves_the_desk_with_its_reason_and_comes_back(node, chief):
    first = look(AS_OF)
    assert "rules" not in first.policy
    (signal,) = mine(desk(person=chief, as_of=AS_OF))
    rule = silence(chief, AS_OF + HOUR, scope=SCOPE)
    look(AS_OF + 2 * HOUR)
    later = AS_OF + 3 * HOUR
    assert not mine(desk(person=chief, as_of=later))
    (quiet,) = mine(folded(person=chief, as_of=later))
    assert quiet == signal
    assert f"rule {rule.pk}" in silence_of(quiet)
    assert rule.reason in silence_of(quiet)
    assert mine(desk(person=chief, as_of=AS_OF + HOUR)), "its past desk stays as it was"
    end_rule(rule=rule, reason="the kit is repaired", by=chief, at=later)
    look(later + HOUR)
    assert mine(desk(person=chief, as_of=later + HOUR)) == [signal]
    assert not mine(folded(person=chief, as_of=later + HOUR))


def test_what_was_never_shown_comes_to_the_desk_when_its_silence_runs_out(node, chief):
    rule = silence(chief, AS_OF, scope=SCOPE, days=3)
    look(AS_OF + HOUR)
    (quiet,) = mine(Signal.objects.all())
    assert (quiet.silenced_by, quiet.shown_at) == (rule, None)
    after = AS_OF + timedelta(days=3)
    look(after)
    (shown,) = mine(desk(person=chief, as_of=after))
    assert (shown, shown.shown_at) == (quiet, after)


@pytest.mark.database
def test_rules_are_part_of_what_a_run_is_and_it_can_be_repeated(node, chief):
    one = look(AS_OF)
    assert look(AS_OF) == one
    silence(chief, AS_OF - HOUR, scope=SCOPE)
    other = look(AS_OF)
    assert other != one
    assert other.policy_digest != one.policy_digest
    (kept,) = rules_from(other.policy)
    assert (kept.scope, kept.number) == (SCOPE, Rule.objects.get().pk)


def test_a_rule_made_later_changes_nothing_as_of_before(node, chief):
    one = look(AS_OF)
    silence(chief, AS_OF + HOUR, scope=SCOPE)
    assert look(AS_OF) == one


def test_a_window_raises_and_says_why(node, chief):
    make_rule(
        kind="window", says={"weeks": 6, "findings": 5}, scope=Scope(substance="ketamine"),
        reason="three in four", until=None, by=chief, at=AS_OF - HOUR,
    )  # fmt: skip
    look(AS_OF)
    signal = Signal.objects.select_related("place").get(kind="window")
    assert signal.detector == "window-rule"
    assert signal.series
    assert sentence(signal).startswith(f"{signal.observed:.0f} findings of ketamine in Ireland")
    told = explanation(signal)
    assert "asks for 5 or more findings in 6 weeks" in told[0]
    assert "fewer than 5 findings" in told[1]


def test_a_preview_says_what_the_last_desk_would_have_been(node, chief):
    look(AS_OF)
    before = Signal.objects.count()
    seen = preview(_draft("silence", {}), person=chief)
    assert len(seen.fewer) == 1
    assert "bromazolam" in seen.fewer[0].lower()
    assert (seen.more, seen.hidden) == ((), 0)
    same = preview(_draft("minimum", {"cases": 2}), person=chief)
    assert (same.fewer, same.more) == ((), ())
    assert (Signal.objects.count(), Rule.objects.count()) == (before, 0)


def _draft(kind, says):
    draft = drafted(kind=kind, says=says, scope=SCOPE)
    draft.valid_from = LAST
    draft.until = LAST + timedelta(days=9)
    return draft


def test_without_a_run_there_is_nothing_to_preview(people, now):
    draft = drafted(kind="silence", says={}, scope=Scope(country="IE"))
    draft.valid_from = timezone.localdate(now)
    with pytest.raises(Refused, match="nothing has been looked at"):
        preview(draft, person=people["officer"])


def test_lists_ask_for_rules_once_and_not_for_every_signal(chain):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        assert list(signals_seen_by(chain["officer"]))
    assert sum("signals_rule" in one["sql"] for one in asked.captured_queries) == 1


# On the command line


def test_rules_are_made_listed_and_ended_on_the_command_line(node, officer):
    made = node.vedette(
        "signals", "rules", "make", "value", "--says", "field=new_per_week", "--says", "value=12",
        "--reason", "more hands", "--as", "officer",
    )  # fmt: skip
    assert made.code == 0, made.err
    listed = node.vedette("signals", "rules", "list", "--as", "officer")
    assert "more hands" in listed.out
    assert "more hands" in node.vedette("signals", "policy").out
    number = Rule.objects.get().pk
    ending = ("signals", "rules", "end", number, "--reason", "enough", "--as", "officer")
    assert node.vedette(*ending).code == 0
    again = node.vedette(*ending)
    assert again.code == 1
    assert "ended by somebody else already" in again.err
    assert not node.vedette("signals", "rules", "list", "--json", "--as", "officer").out
    assert node.vedette("signals", "rules", "list", "--all", "--json", "--as", "officer").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["minimum", "--says", "cases=0"], "cases = 0: must be a whole number from 2 to 1000"),
        (["minimum", "--says", "cases"], "write name=value"),
        (["silence", "--country", "IE"], "a silence needs the day"),
        (["dance"], "the kinds are"),
    ],
)
def test_a_rule_that_is_refused_is_one_sentence(instance, officer, words, told):
    said = instance.vedette("signals", "rules", "make", *words, "--reason", "r", "--as", "officer")
    assert said.code == 1
    assert told in said.err
    assert "Traceback" not in said.err


def test_a_replay_asks_with_the_rules_of_today_or_with_those_of_then(node, officer):
    span = ("--from", LAST - timedelta(weeks=2), "--to", LAST)
    assert "bromazolam" in node.vedette("replay", *span).out
    silence(officer, timezone.now(), scope=SCOPE)
    assert "bromazolam" not in node.vedette("replay", *span).out
    assert '"silenced":{"substance:bromazolam@IE":' in node.vedette("replay", *span, "--json").out
    assert "bromazolam" in node.vedette("replay", *span, "--rules-then").out


# By the API and on the page

RULE = {
    "kind": "silence", "scope": {"substance": "protonitazene"}, "reason": "r",
    "until": "2999-01-01",
}  # fmt: skip


def send(client, where, body):
    return client.post(where, body, content_type="application/json")


@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer", "approver", "administrator"])
def test_the_api_makes_and_ends_rules_for_those_who_may(client, people, now, role):
    client.force_login(people[role])
    made = send(client, "/api/rules", RULE)
    if role not in MAY["make_rules"]:
        assert made.status_code == 403
        assert send(client, "/api/rules/preview", RULE).status_code == 403
        assert not Rule.objects.exists()
        return
    assert made.status_code == 201
    told = made.json()
    assert told["sentence"] == "A known artefact stays off the desk: protonitazene."
    assert (told["made_by"], told["scope"]) == (role, RULE["scope"])
    assert client.get("/api/rules").json() == [told]
    where = f"/api/rules/{told['id']}"
    assert send(client, f"{where}/end", {"reason": "enough"}).json()["ended_by"] == role
    assert send(client, f"{where}/end", {"reason": "enough"}).status_code == 409
    assert client.get("/api/rules").json() == []
    assert [one["id"] for one in client.get("/api/rules?every=true").json()] == [told["id"]]
    assert client.get(where).json()["end_reason"] == "enough"


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"kind": "guess"}, 422), ({"says": {"loud": 1}}, 422), ({"until": None}, 403),
        ({"scope": {"substance": "x"}}, 422), ({"until": "2020-01-01"}, 403), ({"reason": ""}, 403),
        ({"kind": "value", "scope": {}, "says": {"field": "new_per_week", "value": 1e9}}, 422),
        ({"kind": "value", "scope": {}, "says": {"field": ["x"], "value": 1}}, 422),
        ({"kind": "value", "scope": {}, "says": {"field": "cutting_agents", "value": [{}]}}, 422),
    ],
)  # fmt: skip
def test_the_api_refuses_what_cannot_be_a_rule(client, people, now, changed, status):
    client.force_login(people["officer"])
    assert send(client, "/api/rules", {**RULE, **changed}).status_code == status
    assert not Rule.objects.exists()


@pytest.mark.parametrize(
    ("form", "says", "scope"),
    [
        ({"kind": "value", "field": "false_share", "value": "0,1"},
         {"field": "false_share", "value": 0.1}, {}),
        ({"kind": "value", "field": "cutting_agents", "value": "caffeine, lactose"},
         {"field": "cutting_agents", "value": ["caffeine", "lactose"]}, {}),
        ({"kind": "watch", "family": "nitazene", "first_on_desk": "yes"},
         {"first_on_desk": True}, {"family": "nitazene"}),
        ({"kind": "window", "findings": "3", "weeks": "4", "weeks_with": "", "country": "IE"},
         {"findings": 3, "weeks": 4}, {"country": "IE"}),
        ({"kind": "window", "findings": "2", "weeks": "4", "weeks_with": "3"},
         {"findings": 2, "weeks": 4, "weeks_with": 3}, {}),
        ({"kind": "minimum", "cases": "3", "substance": "Protonitazene", "context": "death"},
         {"cases": 3}, {"substance": "protonitazene", "context": "death"}),
    ],
)  # fmt: skip
def test_the_page_makes_every_kind_of_rule(client, people, now, form, says, scope):
    client.force_login(people["officer"])
    answer = client.post("/signals/rules/make/", {**form, "reason": "because", "until": ""})
    assert answer.status_code == 302
    rule = as_rule(Rule.objects.get())
    assert (rule.says, rule.scope.told) == (says, scope)
    page = client.get("/signals/rules/").content.decode()
    assert "because" in page
    assert f"End rule {rule.number}" in page


def test_whoever_ends_a_rule_second_reads_so_on_the_page(client, people, now):
    rule = silence(people["officer"], now)
    client.force_login(people["officer"])
    where = f"/signals/rules/{rule.pk}/end/"
    assert client.post(where, {"reason": ""}).status_code == 409
    assert client.post(where, {"reason": "enough"}).status_code == 302
    again = client.post(where, {"reason": "enough"})
    assert again.status_code == 409
    assert "ended by somebody else already" in again.content.decode()
    client.force_login(people["viewer"])
    assert client.post(where, {"reason": "enough"}).status_code == 403
    assert client.post("/signals/rules/make/", {"kind": "watch"}).status_code == 403


@pytest.mark.parametrize("kind", ["", "guess", "value", "watch", "silence", "window", "minimum"])
@pytest.mark.parametrize("text", ["", "9" * 6000, "-1", "1e999", "nan", "<b>", "\u0660"])
@pytest.mark.parametrize("ask", [{}, {"preview": "1"}])
def test_a_form_that_makes_no_sense_is_refused(client, people, now, kind, text, ask):
    client.force_login(people["officer"])
    names = ("field", "value", "weeks", "findings", "weeks_with", "cases", "substance", "family",
             "country", "place", "context", "source", "until", "valid_from")  # fmt: skip
    form = {**dict.fromkeys(names, text), "kind": kind, "reason": "r", **ask}
    answer = client.post("/signals/rules/make/", form)
    assert answer.status_code == 409
    assert "<b>" not in answer.content.decode()
    assert not Rule.objects.exists()


def test_a_refused_rule_keeps_what_was_typed(client, people, now):
    client.force_login(people["officer"])
    form = {"kind": "window", "findings": "many", "weeks": "4", "reason": "because I say so"}
    answer = client.post("/signals/rules/make/", form)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "findings = " in page
    assert "because I say so" in page
    assert not Rule.objects.exists()


def test_the_page_of_a_past_day_shows_the_rules_of_that_day(client, people, now):
    rule = silence(people["officer"], now - timedelta(days=9))
    end_rule(rule=rule, reason="over", by=people["officer"], at=now - timedelta(days=2))
    client.force_login(people["viewer"])
    day = timezone.localdate(now) - timedelta(days=5)
    assert (
        "One rule of the desk holds" in client.get(f"/signals/rules/?known={day}").content.decode()
    )
    assert "0 rules of the desk hold" in client.get("/signals/rules/").content.decode()


@pytest.mark.parametrize("language", ["nl", "da"])
def test_every_rule_has_its_sentence_in_the_readers_language(people, now, language):
    from django.utils import translation

    from vedette.judgement.signals.rule_sentences import knobs, rule_sentence

    rows = [
        drafted(kind="silence", says={"even_firsts": True}, scope=SCOPES),
        drafted(kind="watch", says={"first_on_desk": True}, scope=Scope(family="nitazene")),
        drafted(kind="window", says={"weeks": 4, "findings": 3}, scope=SCOPES),
        drafted(kind="window", says={"weeks": 4, "findings": 3, "weeks_with": 2}, scope=SCOPES),
        drafted(kind="minimum", says={"cases": 3}, scope=Scope()),
        drafted(kind="value", says={"field": "false_share", "value": 0.1}, scope=Scope()),
    ]

    def told():
        return [rule_sentence(row) for row in rows] + [label for _, label, _ in knobs()]

    with translation.override("en"):
        english = told()
    with translation.override(language):
        theirs = told()
    assert not set(english) & set(theirs)
    assert not [one for one in theirs if "{" in one]


SCOPES = Scope(substance="protonitazene", country="IE", context="seizure")


def test_every_rule_of_the_how_to_can_be_made(instance, officer):
    text = (ROOT / "docs" / "how-to" / "rule-the-desk.md").read_text("utf-8")
    told = re.findall(r"^ {4}vedette (signals rules make (?:.*\\\n)*.*)$", text, re.MULTILINE)
    in_a_month = f"{timezone.localdate() + timedelta(days=30)}"
    for one in told:
        words = shlex.split(re.sub(r"\d{4}-\d\d-\d\d", in_a_month, one.replace("\\\n", " ")))
        said = instance.vedette(*words, "--as", "officer")
        assert said.code == 0, (one, said.err)
    assert {row.kind for row in Rule.objects.all()} == set(RuleKind)


def test_a_silenced_part_of_a_story_says_so(client, node, chief):
    later = [days(2000 + n, LAST - timedelta(days=8), "ketamine") for n in range(30)]
    node.take(write_csv(node.home / "more.csv", later), "trial", "--archive")
    make_rule(
        kind="window", says={"weeks": 6, "findings": 5}, scope=Scope(substance="ketamine"),
        reason="r", until=None, by=chief, at=AS_OF - HOUR,
    )  # fmt: skip
    rule = silence(chief, AS_OF - HOUR, scope=Scope(context="drug_checking"))
    look(AS_OF)
    signal = Signal.objects.get(substance__key="ketamine")
    assert signal.silenced_by is None
    assert signal.kind == "window"
    assert {part["silenced"] for part in signal.parts} == {rule.pk}
    client.force_login(chief)
    assert f"silenced by rule {rule.pk}" in client.get(f"/signals/{signal.pk}/").content.decode()
