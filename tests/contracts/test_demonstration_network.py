"""The laboratories of the demonstration stand as if people had entered them."""

import pytest
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.catalogue.laboratories.models import Laboratory, ProficiencyRound
from vedette.catalogue.laboratories.queries import open_requests
from vedette.catalogue.places import actions as places
from vedette.catalogue.substances import actions as substances
from vedette.evidence.samples.queries import lines_seen_by
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
