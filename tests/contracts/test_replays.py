"""Kept replays: asked once, answered as on the command line, closed like their rows."""

import csv
import io
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from trial import trial_row, write_csv

pytestmark = pytest.mark.django_db
LAST = date(2026, 10, 5)
START = LAST - timedelta(weeks=5)
NEW = LAST - timedelta(days=25)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def days(number, day, found):
    return trial_row(number, day=f"{day}", told=f"{day + timedelta(days=2)}", found=found)


@pytest.fixture
def node(instance, tmp_path):
    """An instance that took in a year of ketamine, and a nitazene in its last month."""
    rows = [days(n, LAST - timedelta(days=400 - n), "ketamine") for n in range(395)]
    rows += [days(1000 + n, NEW + timedelta(days=n), "protonitazene") for n in range(3)]
    instance.take(write_csv(tmp_path / "node.csv", rows), "trial", "--archive")
    return instance


def question(**more):
    from vedette.judgement.signals.keeping import Question

    return Question(**{"start": START, "end": LAST, **more})


def asked(**more):
    from vedette import pathway

    cap = more.pop("cap", None)
    return pathway.ask_replay(question(**more), cap=cap, by=None, at=timezone.now())


def answered(**more):
    from vedette import pathway

    return pathway.run_replay(asked(**more), by=None)


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def rows_of(response):
    whole = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(whole)))


@pytest.mark.database
@pytest.mark.parametrize("delay", [None, 14])
def test_the_same_question_of_the_same_evidence_is_one_record(node, delay):
    first = answered(delay_days=delay)
    assert answered(delay_days=delay) == first
    assert asked(delay_days=delay, cap=3) != first
    assert asked(delay_days=delay, source="trial") != first


def test_new_evidence_makes_the_same_question_another(node, tmp_path):
    first = answered()
    later = [days(2000, LAST - timedelta(days=9), "metonitazene")]
    node.take(write_csv(tmp_path / "later.csv", later), "trial", "--archive")
    assert asked() != first


def test_a_kept_replay_says_what_the_command_prints(node):
    kept = answered()
    printed = node.vedette("replay", "--from", START, "--to", LAST, "--weekly").out.splitlines()
    assert [f"{w.day},{w.came_total}" for w in kept.weeks.order_by("day")] == printed[1:]
    first = node.vedette("replay", "--from", START, "--to", LAST).out.splitlines()
    assert {(one["substance"], one["first_shown"]) for one in kept.learnt} == {
        tuple(line.split(",")[:2]) for line in first[1:]
    }


def test_of_each_substance_it_says_when_one_and_three_records_were_known(node):
    (mine,) = [one for one in answered().learnt if one["substance"] == "protonitazene"]
    assert mine["first_record"] == f"{NEW + timedelta(days=2)}"
    assert mine["third_record"] == f"{NEW + timedelta(days=4)}"
    shown = date.fromisoformat(mine["first_shown"])
    assert mine["lead_days"] == (NEW + timedelta(days=4) - shown).days


def test_a_delay_moves_the_day_on_which_undated_rows_are_known(instance, tmp_path):
    old = [days(n, LAST - timedelta(days=400 - n), "ketamine") for n in range(390)]
    new = [trial_row(1000 + n, day=f"{NEW + timedelta(days=n)}", told="", found="protonitazene")
           for n in range(3)]  # fmt: skip
    instance.take(write_csv(tmp_path / "undated.csv", old + new), "trial", "--archive")
    (one,) = [one for one in answered(delay_days=10).learnt if one["substance"] != "ketamine"]
    assert one["first_record"] == f"{NEW + timedelta(days=10)}"


def test_an_attempt_that_broke_off_begins_again_and_ends_the_same(node, monkeypatch):
    from vedette import pathway
    from vedette.judgement.signals import keeping, kept

    whole = answered()
    told = [(w.day, w.came, w.went_on) for w in whole.weeks.order_by("day")]
    broken = asked(cap=9)  # as many as ever come here
    stored = keeping.keep_week

    def once(**fields):
        monkeypatch.setattr(keeping, "keep_week", breaks)
        return stored(**fields)

    def breaks(**_fields):
        raise KeyboardInterrupt

    monkeypatch.setattr(keeping, "keep_week", once)
    with pytest.raises(KeyboardInterrupt):
        pathway.run_replay(broken, by=None)
    assert (broken.weeks.count(), kept.state_of(broken)) == (1, "unfinished")
    monkeypatch.setattr(keeping, "keep_week", stored)
    done = pathway.run_replay(broken, by=None)
    assert kept.state_of(done) == "done"
    assert [(w.day, w.came, w.went_on) for w in done.weeks.order_by("day")] == told


@pytest.mark.database
def test_while_somebody_answers_it_others_see_it_running(node):
    from vedette.base.locks import alone
    from vedette.judgement.signals import kept

    replay = asked()
    assert kept.state_of(replay) == "unfinished"
    for lock in (kept.lock_of(replay), kept.waiting_lock(replay)):
        with alone(lock):
            assert kept.state_of(replay) == "running"
    assert kept.state_of(replay) == "unfinished"


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        (LAST, START, "before the first"),
        (START, date(2999, 1, 1), "lies ahead"),
        (date(1850, 1, 1), LAST, "before 1900"),
    ],
)
def test_days_that_cannot_be_replayed_are_refused(node, start, end, says):
    said = node.vedette("replay", "--keep", "--from", start, "--to", end)
    assert (said.code, says in said.err) == (1, True)


def test_the_command_keeps_lists_and_shows(node, officer):
    number = node.vedette("replay", "--keep", "--from", START, "--to", LAST, "--as", "officer").out
    again = node.vedette("replay", "--keep", "--from", START, "--to", LAST, "--as", "officer").out
    assert again == number
    (listed,) = node.vedette("replay", "list", "--json", "--as", "officer").out.splitlines()
    assert '"state":"done"' in listed
    shown = node.vedette("replay", "show", number.strip(), "--as", "officer").out
    assert "protonitazene" in shown
    assert node.vedette("replay", "show", "999", "--as", "officer").code == 1
    assert node.vedette("replay").code == 2


def test_a_person_asks_on_the_page_and_watches_it_being_answered(node, officer):
    client = signed_in(officer)
    answer = client.post("/replays/new/", {"start": f"{START}", "end": f"{LAST}", "cap": "5"})
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    for _ in range(300):
        if b'id="slider"' in page.content:
            break
        time.sleep(0.1)
        page = client.get(answer["Location"])
    assert b'id="slider"' in page.content
    assert b"protonitazene" in page.content
    again = client.post("/replays/new/", {"start": f"{START}", "end": f"{LAST}", "cap": "5"})
    assert again["Location"] == answer["Location"]


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"start": "2000-01-03", "end": "2026-10-05"}, "at most 522 weeks"),
        ({"start": "2026-10-05", "end": "2026-09-07"}, "before the first"),
        ({"start": "yesterday", "end": "2026-09-07"}, "is not a day"),
        ({"start": "2026-02-31", "end": "2026-09-07"}, "is not a day"),
        ({"start": "2026-09-07", "end": "2026-10-05", "delay_days": "-1"}, "not a whole number"),
        ({"start": "2026-09-07", "end": "2026-10-05", "cap": "0"}, "not a whole number"),
        ({"start": "2026-09-07", "end": "2026-10-05", "source": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_replayed_is_said_in_a_sentence(client, people, sent, says):
    from vedette.judgement.signals.models import Replay

    client.force_login(people["officer"])
    answer = client.post("/replays/new/", sent)
    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Replay.objects.exists()


def test_a_viewer_may_look_but_not_ask(client, chain):
    client.force_login(chain["viewer"])
    assert client.get("/replays/").status_code == 200
    asked = client.post("/replays/new/", {"start": "2026-09-07", "end": "2026-10-05"})
    again = client.post(f"/replays/{chain['replay'].pk}/again/")
    assert (asked.status_code, again.status_code) == (403, 403)


ADDRESSES = (
    "/replays/{}/", "/replays/{}/shown.csv", "/replays/{}/substances.csv",
    "/replays/{}/known-dates.csv", "/api/replays/{}",
)  # fmt: skip


@pytest.mark.database
@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer"])
def test_a_replay_is_open_to_whoever_may_see_each_of_its_rows(role, chain, db):
    client, replay = signed_in(chain[role]), answered(start=LAST, end=NOW.date())
    assert {one.tlp for one in replay.markings.all()} == {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT"}
    is_open = role == "officer"
    for address in ADDRESSES:
        status = client.get(address.format(replay.pk)).status_code
        assert status == (200 if is_open else 404), address
    listed = [one["id"] for one in client.get("/api/replays").json()]
    assert (replay.pk in listed) == is_open
    assert chain["replay"].pk in listed


def test_a_replay_over_two_providers_rows_is_open_to_neither_provider_alone(chain):
    from vedette.base.accounts.models import Body
    from vedette.base.markings.models import Marking
    from vedette.judgement.signals.kept import replays_seen_by

    replay, viewer = chain["replay"], chain["viewer"]
    ours, theirs = (Body.objects.create(code=code, name=code) for code in ("ours", "theirs"))
    viewer.body = ours
    viewer.save()
    one, other = (Marking.objects.create(tlp="AMBER", purpose="p", provider=body)
                  for body in (ours, theirs))  # fmt: skip
    replay.markings.set([one])
    assert replay in replays_seen_by(viewer)
    replay.markings.add(other)
    assert replay not in replays_seen_by(viewer)


@pytest.mark.parametrize(
    ("week", "day"),
    [("1", "Nov. 9, 2026"), ("2026-11-12", "Nov. 9, 2026"), ("2", "Nov. 16, 2026"),
     ("", "Nov. 16, 2026"), ("99", "Nov. 16, 2026"), ("0", "Nov. 9, 2026"),
     ("1850-01-01", "Nov. 9, 2026"), ("nonsense", "Nov. 16, 2026"), ("9" * 30, "Nov. 16, 2026")],
)  # fmt: skip
def test_a_week_is_named_by_its_number_or_by_a_day_in_it(client, chain, week, day):
    client.force_login(chain["viewer"])
    page = client.get(f"/replays/{chain['replay'].pk}/?week={week}").content.decode()
    assert f"The desk of {day}" in page
    assert ("One signal came" in page) == (day == "Nov. 16, 2026")


def test_a_part_of_the_page_is_sent_to_the_slider(client, chain):
    client.force_login(chain["viewer"])
    part = client.get(f"/replays/{chain['replay'].pk}/?week=1", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b"Nothing new came to the desk" in part.content


def test_a_name_that_a_spreadsheet_would_run_is_only_text(client, chain):
    chain["substance"].name = "=1+1"
    chain["substance"].save()
    client.force_login(chain["viewer"])
    (row,) = rows_of(client.get(f"/replays/{chain['replay'].pk}/substances.csv"))
    assert row["name"] == "'=1+1"


def test_the_api_shows_the_desk_of_a_week(client, chain):
    client.force_login(chain["viewer"])
    whole = client.get(f"/api/replays/{chain['replay'].pk}?week=2026-11-17").json()
    assert whole["new_per_week"] == {"2026-11-09": 0, "2026-11-16": 1}
    assert (
        whole["week"]["came"][0]["sentence"]
        == "First time in Ireland: protonitazene, drug checking"
    )
    assert whole["state"] == "done"
    assert client.get(f"/api/replays/{chain['replay'].pk}?week=2020-01-01").json()["week"] is None


def test_the_api_takes_a_question_and_refuses_a_substance_nobody_knows(node, officer):
    client = signed_in(officer)
    body = {"start": f"{START}", "end": f"{LAST}", "cap": 6,
            "truth": [{"substance": "protonitazene", "date": f"{NEW}"}]}  # fmt: skip
    asked = client.post("/api/replays", body, content_type="application/json")
    assert asked.status_code == 202
    where = f"/api/replays/{asked.json()['id']}"
    for _ in range(300):
        if (whole := client.get(where).json())["state"] == "done":
            break
        time.sleep(0.1)
    assert whole["score"]["pod"] == 1
    body["truth"][0]["substance"] = "no such thing"
    refused = client.post("/api/replays", body, content_type="application/json")
    assert refused.status_code == 400
    assert "event 1" in refused.json()["detail"]


def test_a_signal_tells_the_api_since_when_it_is_on_the_desk(client, chain):
    client.force_login(chain["officer"])
    told = client.get(f"/api/signals/{chain['signal'].pk}").json()
    assert datetime.fromisoformat(told["shown_at"]) == chain["signal"].shown_at


def test_known_dates_are_held_against_it_in_the_names_of_today(node, officer, tmp_path):
    from vedette.catalogue.substances import actions
    from vedette.catalogue.substances.models import Substance

    old = Substance.objects.create(key="proto-old", name="proto, as it was called")
    actions.link(
        substance=old, same_as=Substance.objects.get(key="protonitazene"), confidence=1,
        source="test", by=officer, at=NOW,
    )  # fmt: skip
    path = tmp_path / "truth.csv"
    path.write_text(f"substance,date\nproto-old,{NEW}\n")
    with path.open("rb") as file:
        answer = signed_in(officer).post(
            "/replays/new/", {"start": f"{START}", "end": f"{LAST}", "truth": file}
        )
    number = answer["Location"].strip("/").split("/")[-1]
    from vedette import pathway
    from vedette.judgement.signals.models import Replay

    done = pathway.run_replay(Replay.objects.get(pk=number), by=None)
    assert [one["substance"] for one in done.score["met"]] == ["protonitazene"]
    assert done.score["pod"] == 1
    page = signed_in(officer).get(f"/replays/{number}/").content.decode()
    assert "Held against known dates" in page


def test_links_are_followed_to_their_end(officer, instance):
    from vedette.catalogue.substances import actions
    from vedette.catalogue.substances.models import Substance
    from vedette.catalogue.substances.queries import keys_meant

    rows = [Substance.objects.create(key=f"link-{n}", name=f"link {n}") for n in range(3)]
    for substance, same in ((rows[0], rows[1]), (rows[1], rows[2])):
        actions.link(
            substance=substance, same_as=same, confidence=1, source="t", by=officer, at=NOW
        )
    meant = keys_meant()
    assert [meant[row.pk] for row in rows] == ["link-2"] * 3


def test_the_cap_asked_for_holds_whatever_a_rule_of_the_desk_says(node, people):
    from vedette.judgement.signals.actions import make_rule
    from vedette.judgement.signals.desk_rules import Scope

    make_rule(
        kind="value", says={"field": "new_per_week", "value": 20}, scope=Scope(), reason="trial",
        until=None, by=people["officer"], at=timezone.now(),
    )  # fmt: skip
    loud, quiet = answered(cap=50), answered(cap=1)
    most = [max(week.came_total for week in done.weeks.all()) for done in (loud, quiet)]
    assert (quiet.cap, most[1]) == (1, 1)
    assert most[0] >= most[1]
