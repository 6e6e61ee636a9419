"""The pseudonym of a case: the same number arrives at the same token, however it is written."""

import pytest

pytest.importorskip("django", reason="needs the server extra")

from hypothesis import given
from hypothesis import strategies as st

from vedette.base.accounts.rules import Refused
from vedette.evidence.cases.rules import token_of

KEY = "a key of at least sixteen bytes"


@pytest.mark.parametrize(
    "text", ["ie 2026 117", " IE-2026/117 ", "IE.2026.117", "\uff29E-2026-117"]
)
def test_a_number_is_the_same_however_it_is_written(text):
    assert token_of(text, key=KEY) == token_of("IE-2026/117", key=KEY)


@pytest.mark.parametrize("text", ["IE-20261/17", "IE-2026/1-17", "IE-2026/118", "FR-2026/117"])
def test_another_number_is_another_case(text):
    assert token_of(text, key=KEY) != token_of("IE-2026/117", key=KEY)


def test_another_key_and_another_house_lead_elsewhere():
    tokens = {
        token_of("17", key=KEY), token_of("17", key=KEY + "x"),
        token_of("17", key=KEY, own_of="north"), token_of("17", key=KEY, own_of="south"),
    }  # fmt: skip
    assert len(tokens) == 4
    assert token_of("17", key=KEY, own_of="North") == token_of("17", key=KEY, own_of="north")


@given(st.text(alphabet="0123456789ab", min_size=6, max_size=12))
def test_a_token_never_holds_the_number(number):
    token = token_of(number, key=KEY)
    assert len(token) == 26
    assert number not in token


@pytest.mark.parametrize("text", ["", " -/ ", "1" * 101])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Refused):
        token_of(text, key=KEY)
