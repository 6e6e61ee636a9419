"""Passwords are not guessed, people change their own, and neither leaves a trace of who tried."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from vedette.base.journal.models import Entry
from vedette.surfaces.web.guesses import OF_ASKER, OF_NAME, OF_NAME_FROM_HERE, WINDOW

pytestmark = pytest.mark.django_db
RIGHT, NEW = "a long password", "another one, just as long"
WRONG_OLD = "Your old password was entered incorrectly"


def sign_in(name, password, *, address="203.0.113.7", client=None):
    said = {"username": name, "password": password}
    return (client or Client()).post("/sign-in/", said, REMOTE_ADDR=address)


def told(answer):
    return [str(error) for error in answer.context["errors"]]


def guess(name, times, *, address="203.0.113.7"):
    return [sign_in(name, f"guess {n}", address=address) for n in range(times)]


def test_after_too_many_wrong_passwords_the_right_one_waits_too(people):
    assert {answer.status_code for answer in guess("officer", OF_NAME_FROM_HERE)} == {200}
    answer = sign_in("officer", RIGHT)
    assert answer.status_code == 429
    assert told(answer) == [
        "Too many wrong passwords with this name or from your network; try again in 15 minutes."
    ]
    assert 0 < int(answer["Retry-After"]) <= WINDOW
    assert sign_in("viewer", RIGHT).status_code == 302


def test_nobody_keeps_an_officer_out_from_elsewhere(people):
    guess("officer", OF_NAME_FROM_HERE + 5, address="198.51.100.1")
    assert sign_in("officer", RIGHT).status_code == 302


def test_guesses_from_many_places_are_counted_by_name(people):
    for number in range(OF_NAME):
        sign_in("officer", "guess", address=f"198.51.100.{number}")
    assert sign_in("officer", RIGHT).status_code == 429


def test_refused_tries_make_the_wait_no_longer(people):
    began = timezone.now()
    guess("officer", OF_NAME_FROM_HERE)
    with time_machine.travel(began + timedelta(seconds=WINDOW - 30)):
        answer = sign_in("officer", RIGHT)
        assert "in 1 minute." in told(answer)[0]
    with time_machine.travel(began + timedelta(seconds=WINDOW + 5)):
        assert sign_in("officer", RIGHT).status_code == 302


def test_nobody_learns_from_the_wait_which_accounts_there_are(people):
    with time_machine.travel(timezone.now(), tick=False):
        for name in ("officer", "nobody of this name"):
            before = guess(name, OF_NAME_FROM_HERE + 1, address=name)
            wrong = [200] * OF_NAME_FROM_HERE
            assert [answer.status_code for answer in before] == [*wrong, 429]
        known, unknown = (
            sign_in(typed, RIGHT, address=name)
            for typed, name in (
                ("OFFICER ", "officer"), ("Nobody of this name", "nobody of this name")
            )
        )  # fmt: skip
    assert (known.status_code, told(known)) == (unknown.status_code, told(unknown))


def test_many_names_from_one_address_are_one_guesser(people):
    for number in range(OF_ASKER):
        sign_in(f"name {number}", "guess")
    assert sign_in("officer", RIGHT).status_code == 429
    assert sign_in("officer", RIGHT, address="198.51.100.1").status_code == 302


def test_whoever_signs_in_rightly_may_do_so_as_often_as_they_like(people):
    assert {sign_in("officer", RIGHT).status_code for _ in range(OF_NAME_FROM_HERE + 2)} == {302}


def test_nothing_is_kept_about_who_tried(people, instance_folder):
    guess("officer", OF_NAME_FROM_HERE + 1)
    assert not Entry.objects.exists()
    assert not Session.objects.exists()
    assert not [path for path in instance_folder.rglob("*") if path.is_file()]


@pytest.fixture
def two_places(people):
    """One person at a desk and at a second one."""
    here, there = Client(), Client()
    for client in (here, there):
        assert sign_in("viewer", RIGHT, client=client).status_code == 302
    return here, there


def change(client, old, new, again=None):
    said = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post("/account/password/", said)


def test_a_changed_password_ends_every_other_session_and_stands_in_the_journal(people, two_places):
    here, there = two_places
    answer = change(here, RIGHT, NEW)
    assert answer.status_code == 302
    assert "Your password is changed" in here.get("/").content.decode()
    assert there.get("/").status_code == 302
    entry = Entry.objects.get(act="account.password_changed")
    assert (entry.by, entry.subject_id, entry.facts) == (people["viewer"], people["viewer"].pk, {})
    assert sign_in("viewer", RIGHT).status_code == 200
    assert sign_in("viewer", NEW).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "says"),
    [
        ("guess", NEW, NEW, WRONG_OLD),
        (RIGHT, NEW, "mistyped", "didn’t match"),
        (RIGHT, "short", "short", "too short"),
        (RIGHT, "password1234", "password1234", "too common"),
    ],
)
def test_what_is_wrong_with_a_new_password_is_said_and_changes_nothing(
    two_places, old, new, again, says
):
    answer = change(two_places[0], old, new, again)
    assert answer.status_code == 409
    assert says in " ".join(told(answer))
    assert not Entry.objects.exists()
    assert two_places[1].get("/").status_code == 200


def test_nobody_guesses_the_old_password_at_a_desk_left_open(two_places):
    here, _there = two_places
    answers = [change(here, f"guess {n}", NEW) for n in range(OF_NAME_FROM_HERE)]
    assert {answer.status_code for answer in answers} == {409}
    answer = change(here, RIGHT, NEW)
    assert answer.status_code == 429
    assert "try again in" in told(answer)[0]
    assert not Entry.objects.exists()


def test_the_account_menu_leads_to_the_page(two_places):
    assert 'href="/account/password/"' in two_places[0].get("/").content.decode()
