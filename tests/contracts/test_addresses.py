"""Addresses and forms that people mistype, or that somebody made up."""

from datetime import UTC, datetime

import pytest
from django.db import DataError
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from vedette.base.accounts.actions import open_account
from vedette.base.accounts.rules import Refused
from vedette.base.numbers import LARGEST_ID, number_in
from vedette.evidence.snapshots import queries as snapshots
from vedette.surfaces.web.unkeepable import RefuseUnkeepable

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)

HUGE = "9" * 30
ADDRESSES = (
    f"/reports/?before={HUGE}",
    f"/reports/?substance=protonitazene&before={HUGE}",
    f"/reports/?text=raw&before={HUGE}",
    f"/reports/?source={HUGE}",
    f"/find/?q={HUGE}",
    f"/samples/?before={HUGE}",
    f"/api/samples?before={HUGE}",
    f"/laboratories/?country={HUGE}&role={HUGE}",
    f"/deadlines/?body={HUGE}",
    f"/api/deadlines?body={HUGE}",
    f"/deadlines/kept/?year={HUGE}",
    "/deadlines/kept/?year=0000",
    f"/api/reports?substance=protonitazene&before={HUGE}",
)


@pytest.mark.parametrize("name", ["/alerts/", "/assessments/", "/drills/", "/imports/", "/queue/",
                                  "/replays/", "/reports/", "/signals/", "/journal/"])  # fmt: skip
def test_a_number_that_fills_pages_is_only_a_large_number(client, chain, name):
    client.force_login(chain["administrator"] if name == "/journal/" else chain["officer"])
    assert client.get(name, {"before": "9" * 5_000, "names": "9" * 5_000}).status_code == 200


@given(st.integers(0, 2**70))
def test_a_number_is_read_as_it_was_typed_up_to_what_a_database_knows(number):
    assert number_in(f" 00{number} ") == min(number, LARGEST_ID)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "\u00b2", "1_0"])
def test_what_is_no_number_of_a_row_is_none(text):
    assert number_in(text) is None


@pytest.mark.parametrize(
    "typed",
    [{"expires_on": "2026-13-45"}, {"expires_on": "9999-12-31"}, {"review_on": "2026-02-30"},
     {"review_on": "soon"}, {"read_at": "2026-13-45T99:00:00Z"}, {"read_at": ""},
     {"read_at": "2026-11-20T09:00"}],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused_and_the_draft_stays(client, chain, typed):
    draft = chain["draft"]
    client.force_login(chain["officer"])
    said = {"read_at": draft.changed_at.isoformat(), "review_on": ""} | typed
    assert client.post(f"/alerts/{draft.pk}/edit/", said).status_code == 409
    changed = draft.changed_at
    draft.refresh_from_db()
    assert draft.changed_at == changed


def test_a_release_until_a_moment_that_does_not_exist_is_refused(client, chain):
    client.force_login(chain["officer"])
    said = {"until": "2026-13-45T00:00", "reason": "lives", "report": "9" * 5_000}
    assert client.post(f"/alerts/{chain['draft'].pk}/release-ask/", said).status_code == 409


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_number_no_database_knows_finds_nothing(client, chain, address):
    client.force_login(chain["approver"])
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("moment", "status"), [("0001-01-01T00:00:00Z", 403), ("2026-11-20T00:00:00", 422)]
)
def test_a_moment_that_cannot_be_looked_at_is_refused(client, chain, moment, status):
    client.force_login(chain["officer"])
    assert client.post(f"/api/runs?as_of={moment}").status_code == status


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\e.x"])
def test_a_saved_view_stays_here(client, people, address):
    client.force_login(people["viewer"])
    answer = client.post("/reports/views/", {"address": address, "title": "t"})
    assert answer["Location"] == "/reports/"


def test_forgetting_what_is_no_view_forgets_nothing(client, people):
    client.force_login(people["viewer"])
    answer = client.post("/reports/views/", {"address": "/reports/", "forget": "x"})
    assert answer.status_code == 302


@pytest.mark.parametrize("password", ["", "short", "jacqueline-x"])
def test_a_weak_password_opens_no_account(db, password):
    with pytest.raises(Refused):
        open_account(
            name="jacqueline-x", role="viewer", password=password, body=None, by=None, at=NOW
        )


def test_a_folder_with_an_apostrophe_can_be_asked(db, chain, instance_folder, settings):
    odd = instance_folder.with_name("O'Neill")
    instance_folder.rename(odd)
    settings.VEDETTE_HOME = odd
    assert snapshots.weekly("protonitazene")


@pytest.mark.parametrize(
    "address",
    ["/warnings/?language=%00", "/tell/?language=e%00", "/find/?q=%00", "/api/alerts?status=%00",
     "/warnings/%00/", "/alerts/?status=a&before=%001"],
)  # fmt: skip
def test_an_address_with_a_sign_no_database_keeps_is_refused(client, chain, address):
    client.force_login(chain["officer"])
    answer = client.get(address)
    assert answer.status_code == 400
    assert "cannot be kept" in answer.content.decode()


def test_what_the_database_will_not_keep_is_refused_and_other_errors_go_on(rf):
    guard = RefuseUnkeepable(lambda request: HttpResponse())
    request = rf.post("/tell/", {"country": "\x00"})
    assert guard(request).status_code == 200
    assert guard.process_exception(request, DataError("no NUL")).status_code == 400
    assert guard.process_exception(request, KeyError("country")) is None
