"""How a warning went: how fast, whom it reached, what receivers say, and whether it was right."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vedette import pathway
from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY, Refused
from vedette.base.journal.models import Entry
from vedette.judgement.signals.models import Decision
from vedette.response.alerts import actions as alerts
from vedette.response.alerts.models import Alert
from vedette.response.evaluation import actions, rules
from vedette.response.evaluation.formats import COLUMNS
from vedette.response.evaluation.models import Feedback, Hindsight
from vedette.response.evaluation.queries import (
    evaluation_of,
    reach_of,
    spread,
    summary_of,
    verdict_on,
)
from vedette.response.evaluation.rules import FeedbackUnfit
from vedette.response.evaluation.times import times_of, when_share
from vedette.response.exchange import actions as exchange
from vedette.response.exchange.messages import words_of
from vedette.response.exchange.models import Delivery
from vedette.response.exchange.queries import SubscriptionUnknown
from vedette.response.exchange.sending import deliver
from vedette.surfaces.web.time_bars import WIDTH, position

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = st.lists(st.datetimes(timezones=st.just(UTC)), max_size=30)
lengths = st.timedeltas(timedelta(0), timedelta(days=9_999))


class TestArithmetic:
    def test_half_of_four_receivers_is_reached_with_the_second(self):
        hours = [NOW + n * HOUR for n in (3, 1, 2)]
        assert when_share(hours, 4, 0) == NOW + HOUR
        assert when_share(hours, 4, 0.5) == NOW + 2 * HOUR
        assert when_share(hours, 4, 0.9) is None  # all four are needed, and three are there
        assert when_share([], 0, 0.5) is None

    @given(moments, st.integers(0, 40), st.sampled_from([0.0, 0.5, 0.9]))
    def test_a_share_is_reached_when_so_many_were_and_not_before(self, found, more, share):
        total = len(found) + more
        when = when_share(found, total, share)
        if when is None:
            assert len(found) < max(1, share * total)
        else:
            assert sum(at <= when for at in found) >= share * total
            assert sum(at < when for at in found) < max(1, share * total)

    def test_the_quartiles_are_those_of_r(self):
        # R 4.3: quantile(c(1, 2, 3, 4)) is 1, 1.75, 2.5, 3.25, 4 (Hyndman and Fan, type 7).
        found = spread(timedelta(seconds=n) for n in (4, 1, 3, 2))
        marks = (found.least, found.lower, found.median, found.upper, found.most)
        assert [one.total_seconds() for one in marks] == [1, 1.75, 2.5, 3.25, 4]
        assert spread([None]) is None
        assert spread([None, HOUR]).count == 1

    @given(lengths, lengths)
    def test_what_takes_longer_never_has_the_shorter_bar(self, one, other):
        first, second = sorted((one, other))
        assert 0 <= position(first) <= position(second) <= WIDTH


@pytest.mark.django_db
@pytest.mark.database
class TestEvaluation:
    @pytest.fixture(autouse=True)
    def _fresh_words(self):
        words_of.cache_clear()

    @pytest.fixture
    def signed(self, chain):
        """Walk from a signal to a signed warning, an hour a step."""
        Decision.objects.create(
            signal=chain["signal"], outcome="assessed", reason="r", by=chain["officer"], at=NOW
        )
        row = chain["assessment"]
        row.concluded_at = NOW + HOUR
        row.save()
        alert = alerts.draft(assessment=row, by=chain["officer"], at=NOW + 2 * HOUR)
        return alerts.approve(
            alert=alert, by=chain["approver"], at=NOW + 3 * HOUR, read_at=alert.changed_at
        )

    def subscribed(self, chain, name, **wishes):
        return exchange.subscribe(
            channel="mail", address=f"{name}@receiver.example", by=chain["officer"], at=NOW,
            **wishes,
        )  # fmt: skip

    def out(self, chain, alert):
        return pathway.publish(alert=alert, by=chain["officer"], at=NOW + 4 * HOUR)

    def test_every_stage_has_its_time(self, chain, signed, relay):
        must = self.subscribed(chain, "er", must_answer=True, audience="clinical")
        self.subscribed(chain, "reader", language="nl")
        alert = self.out(chain, signed)
        deliver(now=lambda: NOW + 5 * HOUR)
        number = Delivery.objects.get(subscription=must).pk
        exchange.answer(token=must.token, delivery=number, kind="acted", at=NOW + 6 * HOUR)
        times = times_of(alert)
        assert times.first_row == chain["GREEN"]["report"].received_at
        assert times.decision == NOW
        assert [times.concluded, times.drafted, times.approved, times.published] == [
            NOW + n * HOUR for n in (1, 2, 3, 4)
        ]
        assert {times.reached_first, times.reached_most} == {NOW + 5 * HOUR}
        assert {times.answered_first, times.answered_most} == {NOW + 6 * HOUR}
        lines = {(one.audience, one.language): one for one in reach_of(alert)}
        assert lines["clinical", "en"].acted == 1
        assert (lines["people", "nl"].sent, lines["people", "nl"].acted) == (1, 0)

    def test_a_warning_that_nobody_was_sent_has_no_time_of_reaching(self, chain, signed):
        found = evaluation_of(self.out(chain, signed))
        assert found.spans["reaching"] is None
        assert found.spans["publishing"] == HOUR
        assert found.reach == []

    def test_a_receiver_says_how_it_was_and_nobody_learns_who(self, client, chain, signed, relay):
        row = self.subscribed(chain, "reader")
        alert = self.out(chain, signed)
        deliver()
        plain = relay.taken[-1].get_body(("plain",)).get_content().splitlines()
        (link,) = [line.strip() for line in plain if "/warnings/feedback/" in line]
        link = link.removeprefix("https://node.example")
        assert client.get(link).status_code == 200
        said = {"understood": "yes", "useful": "partly", "acted": "no", "words": "Clear."}
        assert "Thank you" in client.post(link, said).content.decode()
        assert client.post(link, said).status_code == 409
        kept = Feedback.objects.get()
        assert (kept.alert, kept.understood, kept.words) == (alert, "yes", "Clear.")
        values = " ".join(map(str, Feedback.objects.values_list().get()))
        assert row.token not in values
        assert row.address not in values
        delivery = Delivery.objects.get()
        assert kept.key == rules.key_of(delivery)
        assert rules.key_of(Delivery(pk=delivery.pk + 1)) != kept.key
        entry = Entry.objects.get(act="feedback.given")
        assert (entry.by, entry.subject_kind) == (None, "alerts.alert")

    @pytest.mark.parametrize(
        "said",
        [
            {}, {"useful": "very"}, {"words": "x" * 1_001}, {"words": "write to me@home.example"},
            {"words": "call +353 87 123 4567"}, {"words": "see https://shop.example/x"},
            {"words": " "},
        ],
    )  # fmt: skip
    def test_feedback_that_says_nothing_or_leads_to_a_person_is_refused(self, chain, signed, said):
        row = self.subscribed(chain, "reader")
        self.out(chain, signed)
        number = Delivery.objects.get().pk
        with pytest.raises(FeedbackUnfit):
            actions.give_feedback(token=row.token, delivery=number, at=NOW, **said)
        assert not Feedback.objects.exists()

    def test_feedback_with_a_wrong_token_or_delivery_finds_nothing(self, client, chain, signed):
        row = self.subscribed(chain, "reader")
        self.out(chain, signed)
        number = Delivery.objects.get().pk
        for token, delivery in ((row.token, number + 1), ("x", number), (row.token, 2**70)):
            with pytest.raises(SubscriptionUnknown):
                actions.give_feedback(token=token, delivery=delivery, useful="yes", at=NOW)
        assert client.get(f"/warnings/feedback/x/{number}/").status_code == 404

    @pytest.mark.parametrize("role", Role.values)
    def test_those_who_judge_say_whether_it_was_right(self, client, chain, signed, role):
        alert = self.out(chain, signed)
        client.force_login(chain[role])
        answer = client.post(
            f"/api/alerts/{alert.pk}/hindsight",
            {"verdict": "partly", "reason": "Another substance too.", "unwanted": "Curiosity."},
            content_type="application/json",
        )
        assert answer.status_code == (201 if role in MAY["judge"] else 403)

    def test_a_later_judgement_replaces_an_earlier_one_and_both_stay(self, chain, signed):
        alert = self.out(chain, signed)
        for verdict in ("right", "wrong"):
            actions.judge(alert=alert, verdict=verdict, reason="r", by=chain["officer"], at=NOW)
        assert verdict_on(alert).verdict == "wrong"
        assert Hindsight.objects.count() == 2

    @pytest.mark.parametrize("said", [{"verdict": "so so"}, {"reason": " "}])
    def test_a_judgement_is_one_of_four_and_says_why(self, chain, signed, said):
        alert = self.out(chain, signed)
        given_ = {"verdict": "right", "reason": "r", **said}
        with pytest.raises(Refused):
            actions.judge(alert=alert, by=chain["officer"], at=NOW, **given_)

    def test_a_draft_is_not_judged_afterwards(self, chain):
        with pytest.raises(Refused, match="past judge"):
            actions.judge(
                alert=chain["draft"], verdict="right", reason="r", by=chain["officer"], at=NOW
            )

    def test_a_year_counts_what_was_real_and_drills_apart(self, client, chain, signed):
        alert = self.out(chain, signed)
        actions.judge(alert=alert, verdict="right", reason="r", by=chain["officer"], at=NOW)
        Alert.objects.filter(pk=chain["alert"].pk).update(exercise=True)
        client.force_login(chain["officer"])
        found = client.get("/api/evaluation?year=2026").json()
        assert (found["warnings"]["warnings"], found["drills"]["warnings"]) == (1, 1)
        assert found["warnings"]["seconds"]["publishing"]["median"] == 3_600
        assert found["warnings"]["verdicts"]["right"] == 1
        assert found["drills"]["verdicts"]["not_judged"] == 1
        assert client.get("/api/evaluation?year=2025").json()["warnings"]["warnings"] == 0
        assert summary_of([]).spans["whole"] is None

    def test_the_pages_say_it_in_words_and_as_a_file(self, client, chain, signed):
        alert = self.out(chain, signed)
        client.force_login(chain["officer"])
        page = client.get(f"/alerts/{alert.pk}/evaluation/").content.decode()
        assert "from the signature to publication" in page
        assert "1 h 0 min" in page
        form = {"verdict": "right", "reason": "It was there.", "unwanted": ""}
        assert client.post(f"/alerts/{alert.pk}/judge/", {**form, "reason": ""}).status_code == 409
        kept = client.post(f"/alerts/{alert.pk}/judge/", form, follow=True)
        assert "It was there." in kept.content.decode()
        answer = client.get("/alerts/evaluation.csv?year=2026")
        rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode())))
        line = next(row for row in rows if row["number"] == alert.number)
        assert list(line) == list(COLUMNS)
        assert (line["verdict"], line["publishing_seconds"]) == ("right", "3600.0")

    @pytest.mark.parametrize("year", ["x", "0", "99999", "2026"])
    def test_a_year_that_is_none_is_this_one(self, client, chain, year):
        client.force_login(chain["officer"])
        page = client.get(f"/alerts/evaluation/?year={year}").content.decode()
        shown = "2026" if year == "2026" else str(timezone.localdate().year)
        assert f"How warnings went, {shown}" in page
