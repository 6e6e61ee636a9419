"""Where a request comes from: only proxies that the node trusts are believed, and no further."""

import os
import subprocess
import sys

import pytest
import time_machine
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from vedette.surfaces.web.floods import HOUR, _network, address_of, asker, is_flood

PROXY, CLIENT, MADE_UP = "10.0.0.1", "203.0.113.7", "198.51.100.1"


@pytest.fixture
def heard(settings):
    """Return a function that says whose request it is, for a number of trusted proxies."""

    def whose(forwarded, *, trusted):
        settings.VEDETTE_TRUSTED_PROXIES = trusted
        more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return address_of(RequestFactory().get("/", REMOTE_ADDR=PROXY, **more))

    return whose


@pytest.mark.parametrize(
    ("forwarded", "trusted", "expected"),
    [
        (None, 1, PROXY),
        ("", 1, PROXY),
        (CLIENT, 0, PROXY),
        (CLIENT, 1, CLIENT),
        (f"{MADE_UP}, {CLIENT}", 1, CLIENT),
        (f"{MADE_UP},{CLIENT}, 10.0.0.2", 2, CLIENT),
        (CLIENT, 2, CLIENT),
    ],
)
def test_so_many_entries_are_believed_as_proxies_are_trusted(heard, forwarded, trusted, expected):
    assert heard(forwarded, trusted=trusted) == expected


@given(made_up=st.lists(st.ip_addresses().map(str), max_size=5))
def test_whatever_an_asker_writes_before_changes_nothing(made_up):
    from django.test import override_settings

    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=", ".join([*made_up, CLIENT]))
    with override_settings(VEDETTE_TRUSTED_PROXIES=1):
        assert address_of(request) == CLIENT


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("203.0.113.7", "203.0.113.7:4711", True),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("2001:db8::1", "[2001:db8::ffff]:443", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("203.0.113.7", "203.0.113.8", False),
    ],
)
def test_addresses_that_one_asker_can_choose_from_count_as_one(one, other, are_one):
    assert (_network(one) == _network(other)) is are_one


def test_the_hour_ends_an_hour_after_it_began(settings):
    with time_machine.travel("2026-11-20 09:00", tick=False) as clock:
        for _ in range(3):
            assert not is_flood("k", at_most=3)
            clock.shift(HOUR / 4)
        assert is_flood("k", at_most=3)
        clock.shift(HOUR / 4 + 1)
        assert not is_flood("k", at_most=3)


def test_the_mark_of_an_asker_does_not_show_the_address(settings):
    settings.VEDETTE_TRUSTED_PROXIES = 0
    assert CLIENT not in asker(RequestFactory().get("/", REMOTE_ADDR=CLIENT))


def test_a_number_of_proxies_that_is_none_is_refused_in_a_sentence(tmp_path):
    code = "from vedette.surfaces.cli import main; main()"
    given = {"VEDETTE_HOME": str(tmp_path), "VEDETTE_TRUSTED_PROXIES": "-1"}
    ended = subprocess.run(
        [sys.executable, "-c", code, "init"], env=os.environ | given, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("Refused: VEDETTE_TRUSTED_PROXIES is a whole number")
