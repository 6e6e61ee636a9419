"""What an alert must withstand before the public reads it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused
from vedette.response.alerts import actions, rules
from vedette.response.alerts.phrases import say

TEXT = {"headline": "Other words", "description": "d", "instruction": "Do not use alone."}


@pytest.fixture
def draft(chain):
    return chain["draft"]


def edited(draft, by, language="en", **fields):
    now = timezone.now()
    return actions.edit(
        alert=draft, by=by, at=now, read_at=draft.changed_at, texts={language: TEXT}, **fields
    )


def signed(draft, by):
    return actions.approve(alert=draft, by=by, at=timezone.now(), read_at=draft.changed_at)


def test_whoever_wrote_the_last_words_cannot_sign_them(draft, people):
    changed = edited(draft, people["approver"])
    with pytest.raises(Refused, match="author"):
        signed(changed, people["approver"])


def test_another_approver_can_sign_what_an_approver_changed(draft, people):
    other = User.objects.create_user("other", role="approver")
    assert signed(edited(draft, people["approver"]), other).status == "approved"


def test_the_author_stays_an_author_whoever_changed_it_since(chain, people):
    chain["draft"].drafted_by = people["approver"]
    chain["draft"].save()
    with pytest.raises(Refused, match="author"):
        signed(edited(chain["draft"], people["officer"]), people["approver"])


@pytest.mark.parametrize("scale", rules.SCALES)
def test_a_value_off_the_scale_is_refused(draft, people, scale):
    with pytest.raises(Refused, match=scale):
        edited(draft, people["officer"], **{scale: "banana"})


@pytest.mark.parametrize("code", ["../../x", "en\nX: y", "", "English", "e n"])
def test_what_is_no_language_is_refused(draft, people, code):
    with pytest.raises(Refused, match="language"):
        edited(draft, people["officer"], language=code)


def test_only_one_of_two_signatures_at_once_holds(draft, people):
    other = User.objects.create_user("other", role="approver")
    read_by_both = type(draft).objects.get(pk=draft.pk)
    signed(draft, people["approver"])
    with pytest.raises(rules.AlreadyMoved):
        signed(read_by_both, other)


def test_a_warning_is_published_once(draft, people):
    now = timezone.now()
    ready = signed(draft, people["approver"])
    same = type(draft).objects.get(pk=draft.pk)
    actions.publish(alert=ready, by=people["officer"], at=now)
    with pytest.raises(rules.AlreadyMoved):
        actions.publish(alert=same, by=people["officer"], at=now)


def test_an_expired_warning_is_listed_as_ended(client, chain):
    alert = chain["alert"]
    alert.expires_at = timezone.now() - timedelta(days=1)
    alert.save()
    answer = client.get("/warnings/")
    assert alert not in [one for one, _text in answer.context["in_force"]]
    assert alert in [one for one, _text in answer.context["ended"]]


@pytest.mark.parametrize("language", ["../../x", "en%0d%0aX:y", "zz", "ar"])
@pytest.mark.parametrize("address", ["/warnings/", "/warnings/2026-001/"])
def test_a_language_nobody_has_falls_back(client, chain, address, language):
    answer = client.get(f"{address}?language={language}")
    assert answer.status_code == 200
    assert answer["Content-Language"] == "en"


@pytest.mark.parametrize("address", ["/warnings/", "/warnings/2026-001/"])
def test_a_language_that_no_database_keeps_is_refused_with_a_sentence(client, chain, address):
    answer = client.get(f"{address}?language=x%00y")
    assert answer.status_code == 400
    assert answer.content.decode().strip()


def test_a_feed_says_in_the_title_that_a_warning_is_an_exercise_or_cancelled(client, chain):
    alert = chain["alert"]
    alert.exercise, alert.message = True, "Cancel"
    alert.save()
    feed = client.get("/warnings/atom.xml").content.decode()
    said = f"{say('en', 'mark-exercise')} · {say('en', 'mark-cancelled')}"
    assert f"<title>{said} · Headline 2026-001 en</title>" in feed


def test_a_cancellation_leaves_no_old_advice_in_any_language(chain):
    alert = chain["alert"]
    alert.texts.filter(language="nl").update(language="de")
    ended = actions.cancel(alert=alert, reason="A mistake.", by=chain["officer"], at=timezone.now())
    assert ended.texts.count() == 24
    for text in ended.texts.all():
        assert "naloxon" not in text.instruction.casefold()
        assert ("A mistake." in text.description) == (text.language == "en")
