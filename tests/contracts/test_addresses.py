"""Addresses and forms that people mistype, or that somebody made up."""

from datetime import UTC, datetime

import pytest

from vedette.base.accounts.actions import open_account
from vedette.base.accounts.rules import Refused
from vedette.evidence.snapshots import queries as snapshots

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
    f"/deadlines/kept/?year={HUGE}",
    "/deadlines/kept/?year=0000",
    f"/api/reports?substance=protonitazene&before={HUGE}",
)


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
