"""The laboratories of the demonstration stand as if people had entered them."""

import pytest
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories.models import Laboratory, ProficiencyRound
from vedette.catalogue.laboratories.queries import open_requests
from vedette.catalogue.places import actions as places
from vedette.catalogue.substances import actions as substances
from vedette.evidence.customs.queries import findings_seen_by
from vedette.evidence.reference_analyses.queries import lines_seen_by as reference_lines
from vedette.evidence.samples.queries import lines_seen_by
from vedette.judgement.signals.models import Signal
from vedette.surfaces.cli import demo_customs
from vedette.surfaces.cli.demo_network import equip

NOW = timezone.now()
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def officer(people):
    """The officer of the focal point, who speaks for every laboratory of it."""
    places.load_registers()
    substances.load_registers()
    person = people["officer"]
    person.body = Body.objects.create(code="nfp", name="National focal point", country="NL")
    person.save()
    return person


def test_the_directory_is_filled_once_however_often_it_is_asked(officer):
    equip(seed=2026, officer=officer, at=NOW)
    equip(seed=2026, officer=officer, at=NOW)
    assert Laboratory.objects.filter(roles__kind="national_representative").count() == 29
    assert ProficiencyRound.objects.get().results.count() == 29
    assert sorted(one.status for one in open_requests()) == ["asked", "offered"]


def test_one_sample_was_confirmed_by_another_laboratory_and_one_is_on_its_way(officer):
    equip(seed=2026, officer=officer, at=NOW)
    lines, _older = lines_seen_by(officer)
    stands = {line.standing_word: line.last.kind for line in lines}
    assert stands == {"confirmed": "received", "preliminary": "sent"}


def test_customs_and_reference_centres_are_at_work_once(officer, people):
    equip(seed=2026, officer=officer, at=NOW)
    for _again in range(2):
        demo_customs.equip(officer=officer, approver=people["approver"], at=NOW)
    fits = sorted(one.comparison.fit.value for one in findings_seen_by(officer))
    assert fits == ["differs", "fits", "masked", "open"]
    lines = reference_lines(officer)
    stages = sorted(one.course.stage.value for one in lines)
    assert stages == ["asked", "confirmed", "disputed", "received"]
    assert [one.is_late(NOW) for one in lines].count(True) >= 1
    assert Signal.objects.filter(substance__key="1-phenyl-2-propanone").count() == 1
