"""How often signals were worth it: by detector, country and family, for those who may see them."""

import pytest
from django.test import Client

from vedette.judgement.signals.explanation import explanation
from vedette.judgement.signals.models import Decision, Signal
from vedette.judgement.signals.precision import ENOUGH, precision_by
from vedette.surfaces.cli.signals import as_values


@pytest.fixture
def decide(chain):
    """Return what makes copies of a signal, so many discarded and so many watched."""

    def made(*, discarded, watched, **more):
        for n in range(discarded + watched):
            signal = Signal.objects.get(pk=chain["signal"].pk)
            signal.pk, signal.story = None, f"{more}{n}"
            for name, value in more.items():
                setattr(signal, name, value)
            signal.save()
            outcome = {"outcome": "discarded"} if n < discarded else WATCHED
            Decision.objects.create(
                signal=signal, reason="r", by=chain["officer"], at=signal.raised_at, **outcome
            )

    return made


WATCHED = {"outcome": "monitored", "until": "2027-01-01"}


def test_a_share_is_told_only_of_enough_decisions(chain, decide):
    decide(discarded=ENOUGH - 2, watched=2, detector="one", country="EE")
    decide(discarded=0, watched=ENOUGH - 1, detector="two", country="EE")
    rows = precision_by("detector", person=chain["officer"])
    assert [(row["detector"], row["real"], row["share"]) for row in rows] == [
        ("one", 2, 2 / ENOUGH), ("two", ENOUGH - 1, None),
    ]  # fmt: skip
    (together,) = precision_by("country", person=chain["officer"])
    assert (together["country"], together["decided"]) == ("EE", 2 * ENOUGH - 1)


def test_the_family_of_a_substance_counts_as_the_family_itself(chain, decide):
    family = chain["signal"].substance.family
    decide(discarded=1, watched=0, detector="one")
    decide(discarded=1, watched=0, detector="two", substance=None, family=family)
    decide(discarded=1, watched=0, detector="three", substance=None, family=None)
    rows = precision_by("family", person=chain["officer"])
    assert [(row["family"], row["decided"]) for row in rows] == [(family.name, 2), (None, 1)]


def test_the_newest_decision_counts_alone(chain, decide):
    decide(discarded=1, watched=0, detector="one")
    signal = Signal.objects.get(detector="one")
    Decision.objects.create(
        signal=signal, reason="r", by=chain["officer"], at=signal.raised_at, **WATCHED
    )
    (row,) = precision_by("detector", person=chain["officer"])
    assert (row["decided"], row["real"]) == (1, 1)


def test_signals_a_person_may_not_see_are_in_none_of_their_sums(chain, decide):
    closed = chain["RED"]["report"].marking
    decide(discarded=1, watched=0, detector="secret", marking=closed)
    assert precision_by("detector", person=chain["viewer"]) == []
    client = Client()
    client.force_login(chain["viewer"])
    assert "secret" not in client.get("/signals/policy/").content.decode()


def test_the_page_says_where_decisions_are_too_few(chain, decide):
    decide(discarded=1, watched=0, detector="rare-one")
    client = Client()
    client.force_login(chain["officer"])
    said = client.get("/signals/policy/").content.decode()
    assert "rare-one" in said
    assert "too few decisions yet" in said


def test_every_surface_tells_the_same_of_a_signal(chain):
    signal = chain["signal"]
    signal.expected, signal.parameters = 0.4, {"vanishes_at": 2, "maturity": 0.5}
    signal.save()
    client = Client()
    client.force_login(chain["officer"])
    page = client.get(f"/signals/{signal.pk}/").content.decode()
    answer = client.get(f"/api/signals/{signal.pk}").json()
    said = explanation(Signal.objects.get(pk=signal.pk))
    assert "With 2 or fewer, all else equal, it would not have been raised." in said
    assert all(one in page for one in said)
    assert answer["explanation"] == as_values(signal)["explanation"] == said
