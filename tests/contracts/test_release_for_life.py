"""Two people lift a restriction for one warning; its provider hears at once; no more widens."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.actions import set_active
from vedette.base.accounts.models import Body, Role, User
from vedette.base.accounts.rules import MAY, Refused
from vedette.base.journal.models import Entry
from vedette.base.markings.models import Handling, Marking, Tlp
from vedette.base.markings.queries import markings_seen_by
from vedette.evidence.observations.queries import reports_seen_by
from vedette.response.alerts import actions as alerts
from vedette.response.alerts import releasing
from vedette.response.alerts.evidence import kept_from, rows_for
from vedette.response.alerts.models import Alert, Release, ReleaseNotice
from vedette.response.alerts.rules import AlreadyMoved, RestsOnKept
from vedette.response.exchange import actions as exchange
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.sending import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def fresh_words():
    """Test databases hand out the same numbers again."""
    words_of.cache_clear()


@pytest.fixture
def provider(db):
    return Body.objects.create(code="police", name="Police laboratory", country="IE")


@pytest.fixture
def kept(chain, provider):
    """A draft that rests on a GREEN row, and on a RED one of a provider that two people see."""
    red = chain["RED"]["marking"]
    red.named.add(chain["officer"], chain["approver"])
    Marking.objects.filter(pk=red.pk).update(provider=provider)
    return alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=timezone.now())


def asked(chain, alert, **said):
    at = said.pop("at", timezone.now())
    given = {"reason": "Four people died this week.", "reports": [chain["RED"]["report"]],
             "until": at + timedelta(days=2), "by": chain["officer"]}  # fmt: skip
    return releasing.ask(**{**given, **said}, alert=alert, at=at)


def granted(chain, alert, **said):
    release = asked(chain, alert, **said)
    at = said.get("at", timezone.now())
    return pathway.grant_release(release=release, reason="No time", by=chain["approver"], at=at)


def read(alert):
    return Alert.objects.get(pk=alert.pk)


def signed(chain, alert, at=None):
    at, row = at or timezone.now(), read(alert)
    signer = User.objects.get_or_create(username="second approver", role="approver")[0]
    return alerts.approve(alert=row, by=signer, at=at, read_at=row.changed_at)


@pytest.mark.parametrize("tlp", Tlp.values)
@pytest.mark.parametrize("handling", Handling.values)
def test_a_warning_rests_on_no_row_that_its_provider_keeps(chain, tlp, handling):
    row = chain["GREEN"]["report"]
    row.marking = Marking.objects.create(tlp=tlp, handling=handling, purpose="p")
    row.save()
    chain["assessment"].evidence.set([row])
    is_open = tlp in ("CLEAR", "GREEN", "AMBER") and handling in ("", "H1")
    alert = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=timezone.now())
    assert alert.report_count == is_open
    if is_open:
        signed(chain, alert)
    else:
        with pytest.raises(RestsOnKept):
            signed(chain, alert)


def test_a_granted_release_lets_this_warning_count_the_row_and_no_other(chain, kept):
    assert read(kept).report_count == 1
    granted(chain, kept)
    assert read(kept).report_count == 2
    other = alerts.draft(assessment=chain["assessment"], by=chain["officer"], at=timezone.now())
    assert other.report_count == 1


def test_a_release_leaves_the_marking_and_what_anybody_sees_as_they_were(chain, kept):
    def seen():
        return {
            role: (set(markings_seen_by(chain[role])),
                   set(reports_seen_by(chain[role]).values_list("pk", flat=True)))
            for role in Role.values
        }  # fmt: skip

    before = seen(), list(Marking.objects.order_by("pk").values())
    granted(chain, kept)
    assert (seen(), list(Marking.objects.order_by("pk").values())) == before


def test_nobody_grants_what_they_asked_for(chain, kept):
    release = asked(chain, kept, by=chain["approver"])
    with pytest.raises(Refused, match="cannot grant"):
        pathway.grant_release(release=release, reason="r", by=chain["approver"], at=timezone.now())
    assert read(kept).report_count == 1


@pytest.mark.parametrize("role", Role.values)
def test_the_roles_of_the_table_ask_and_grant(client, chain, kept, role):
    Marking.objects.get(tlp="RED").named.add(*(chain[one] for one in Role.values))
    client.force_login(chain[role])
    said = {"reason": "r", "reports": [chain["RED"]["report"].pk],
            "until": (timezone.now() + timedelta(days=1)).isoformat()}  # fmt: skip
    here = f"/api/alerts/{kept.pk}/releases"
    answer = client.post(here, said, content_type="application/json")
    sees = role in MAY["see_drafts"]
    assert answer.status_code == (404 if not sees else 201 if role in MAY["ask_release"] else 403)
    other = User.objects.create(username="other", role="officer")
    Marking.objects.get(tlp="RED").named.add(other)
    release = asked(chain, kept, by=other)
    answer = client.post(
        f"{here}/{release.pk}/grant", {"reason": "r"}, content_type="application/json"
    )
    assert answer.status_code == (404 if not sees else 200 if role in MAY["grant_release"] else 403)


def test_a_signer_whose_account_was_closed_since_releases_nothing(chain, kept):
    release = asked(chain, kept)
    set_active(
        person=chain["officer"], is_active=False, by=chain["administrator"], at=timezone.now()
    )
    release.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        pathway.grant_release(release=release, reason="r", by=chain["approver"], at=timezone.now())
    release = asked(chain, kept, by=User.objects.get(username="approver"))
    closed = User.objects.create(username="gone", role="approver", is_active=False)
    with pytest.raises(Refused, match="roles"):
        pathway.grant_release(release=release, reason="r", by=closed, at=timezone.now())


def test_nobody_releases_what_they_may_not_see(chain, kept):
    red = Marking.objects.get(tlp="RED")
    red.named.set([chain["approver"]])
    with pytest.raises(Refused, match="you may see"):
        asked(chain, kept)
    red.named.set([chain["officer"]])
    release = asked(chain, kept)
    with pytest.raises(Refused, match="not see"):
        pathway.grant_release(release=release, reason="r", by=chain["approver"], at=timezone.now())
    assert kept_from(kept, person=chain["approver"], at=timezone.now()).unseen == 1


def test_asking_tells_nobody_whether_a_closed_row_or_source_exists(client, chain, kept):
    closed, open_one = chain["AMBER+STRICT"], chain["RED"]["report"].pk
    hidden = Marking.objects.create(tlp="RED", purpose="named to nobody")
    type(closed["report"]).objects.filter(pk=closed["report"].pk).update(marking=hidden)
    chain["assessment"].evidence.add(closed["report"])
    client.force_login(chain["officer"])

    def answers(reason, **named):
        said = {"reason": reason, "until": (timezone.now() + timedelta(days=1)).isoformat()}
        by_api = client.post(
            f"/api/alerts/{kept.pk}/releases", said | named, content_type="application/json"
        )
        typed = {"report": named.get("reports", []), "source": [*named.get("source_ids", [])]}
        by_page = client.post(f"/alerts/{kept.pk}/release-ask/", said | typed)
        errors = by_page.context["errors"] if by_page.status_code == 409 else []
        return by_api.status_code, by_api.json()["detail"], by_page.status_code, errors

    for reason in ("Four people died.", ""):
        there = answers(reason, reports=[open_one, closed["report"].pk])
        assert there[0] == 403
        assert there[2] == 409
        for absent in (999_999_999, 10**30):
            assert answers(reason, reports=[open_one, absent]) == there
    closed_source = answers("x", sources=[closed["source"].name], source_ids=[closed["source"].pk])
    assert answers("x", sources=["nowhere"], source_ids=[999_999_999]) == closed_source
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"reason": " "}, "life"),
        ({"reports": []}, "name rows"),
        ({"until": timezone.now() - timedelta(days=1)}, "ends"),
        ({"until": timezone.now() + timedelta(days=30)}, "ends"),
    ],
)
def test_a_release_names_its_rows_its_danger_and_its_end(chain, kept, said, why):
    with pytest.raises(Refused, match=why):
        asked(chain, kept, **said)


def test_only_rows_behind_the_warning_that_are_kept_are_released(chain, kept):
    for row in (chain["GREEN"]["report"], chain["AMBER+STRICT"]["report"]):
        with pytest.raises(Refused, match="name rows"):
            asked(chain, kept, reports=[row])
    with pytest.raises(Refused, match="name rows"):
        asked(chain, kept, reports=[], sources=[chain["GREEN"]["source"]])


def test_a_source_stands_for_its_rows_behind_the_warning(chain, kept):
    granted(chain, kept, reports=[], sources=[chain["RED"]["source"]])
    assert read(kept).report_count == 2


def test_the_provider_is_told_at_once_by_message_and_on_its_page(
    client, chain, kept, provider, relay
):
    exchange.subscribe(
        channel="mail", address="duty@police.example", body=provider, by=chain["officer"],
        at=timezone.now(),
    )  # fmt: skip
    granted(chain, kept)
    assert deliver().delivered == 1
    (mail,) = relay.taken
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == "duty@police.example"
    assert "Four people died this week." in text
    assert read(kept).number in text
    assert Delivery.objects.get().kind == "release"
    of_provider = User.objects.create(username="inspector", role="viewer", body=provider)
    client.force_login(of_provider)
    assert "Read why" in client.get("/alerts/").content.decode()
    page = client.get("/releases/").content.decode()
    assert "Four people died this week." in page
    client.post(f"/releases/{ReleaseNotice.objects.get().pk}/seen/")
    assert ReleaseNotice.objects.get().seen_by == of_provider
    assert "Read why" not in client.get("/alerts/").content.decode()
    assert client.get("/api/releases").json()[0]["told"] == ["police"]


def test_another_body_reads_nothing_of_it(client, chain, kept):
    granted(chain, kept)
    body = Body.objects.create(code="other", name="Other")
    client.force_login(User.objects.create(username="x", role="viewer", body=body))
    assert "Four people" not in client.get("/releases/").content.decode()
    client.force_login(chain["officer"])  # of no body
    assert client.post(f"/releases/{ReleaseNotice.objects.get().pk}/seen/").status_code == 404


def test_a_release_runs_out_and_what_rests_on_it_cannot_be_signed_or_published(chain, kept):
    release = granted(chain, kept)
    at = timezone.now()
    with time_machine.travel(release.until + timedelta(minutes=1)), pytest.raises(RestsOnKept):
        signed(chain, kept)
    row = signed(chain, kept, at)
    late = release.until + timedelta(minutes=1)
    with pytest.raises(RestsOnKept):
        pathway.publish(alert=row, by=chain["officer"], at=late)
    back = alerts.send_back(alert=row, reason="run out", by=chain["approver"], at=late)
    fresh = alerts.edit(alert=back, by=chain["officer"], at=late, read_at=back.changed_at, texts={})
    assert fresh.report_count == 1
    assert rows_for(chain["assessment"], number=kept.number, at=late).count() == 1


def test_a_release_that_ran_out_before_it_was_granted_is_asked_for_anew(chain, kept):
    release = asked(chain, kept)
    with pytest.raises(AlreadyMoved, match="run out"):
        pathway.grant_release(release=release, reason="r", by=chain["approver"], at=release.until)


def test_a_release_that_was_withdrawn_puts_the_public_warning_in_question(chain, kept, relay):
    release = granted(chain, kept)
    alert = signed(chain, kept)
    exchange.subscribe(
        channel="mail", address="reader@receiver.example", by=chain["officer"], at=timezone.now()
    )
    pathway.publish(alert=alert, by=chain["officer"], at=timezone.now())
    deliver()
    pathway.end_release(
        release=release, reason="the provider objects", by=chain["approver"], at=timezone.now()
    )
    assert [one.report for one in alert.questions.all()] == [chain["RED"]["report"]]
    deliver()
    assert len(relay.taken) == 2
    with pytest.raises(AlreadyMoved):
        pathway.end_release(release=release, reason="r", by=chain["approver"], at=timezone.now())


def test_a_refused_request_frees_nothing_and_cannot_be_granted_later(chain, kept):
    release = asked(chain, kept)
    pathway.end_release(release=release, reason="no", by=chain["approver"], at=timezone.now())
    with pytest.raises(AlreadyMoved):
        pathway.grant_release(release=release, reason="r", by=chain["approver"], at=timezone.now())
    assert read(kept).report_count == 1
    assert not ReleaseNotice.objects.exists()


def test_a_text_that_was_read_before_the_release_is_read_again(chain, kept):
    before = read(kept).changed_at
    granted(chain, kept)
    with pytest.raises(AlreadyMoved, match="read"):
        alerts.approve(alert=read(kept), by=chain["approver"], at=timezone.now(), read_at=before)


def test_every_step_of_a_release_is_in_the_journal(chain, kept, provider):
    release = granted(chain, kept)
    pathway.end_release(release=release, reason="over", by=chain["officer"], at=timezone.now())
    acts = Entry.objects.filter(subject_kind="alerts.release").order_by("id")
    assert [one.act for one in acts] == [
        "release.asked", "release.granted", "release.told", "release.ended",
    ]  # fmt: skip
    entry = acts[1]
    assert entry.facts["told"] == [provider.code]
    assert entry.facts["rows"] == [chain["RED"]["report"].pk]


def test_the_page_of_the_warning_walks_through_a_release(client, chain, kept):
    client.force_login(chain["officer"])
    here = f"/alerts/{kept.pk}/"
    assert "kept from it by its provider" in client.get(here).content.decode()
    until = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    form = {"reason": "Four died.", "report": chain["RED"]["report"].pk, "until": until}
    refusal = client.post(f"{here}release-ask/", {**form, "reason": ""})
    assert refusal.status_code == 409
    client.post(f"{here}release-ask/", form)
    release = Release.objects.get()
    assert client.post(f"{here}release-grant/", {"release": release.pk}).status_code == 403
    client.force_login(chain["approver"])
    assert "Grant it, because" in client.get(here).content.decode()
    client.post(f"{here}release-grant/", {"release": release.pk, "reason": "now"})
    page = client.get(here).content.decode()
    assert "Granted by approver: now" in page
    assert "Police laboratory" in page
    client.post(f"{here}release-end/", {"release": release.pk, "reason": "over"})
    assert "Ended by approver: over" in client.get(here).content.decode()
