"""Two laboratories that pass samples on, with a chemist each."""

from vedette.base.accounts.models import Body, User
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import SubstanceName
from vedette.evidence.samples import actions as samples


def two_laboratories(people, evidence, *, other, now):
    """The laboratory north and another, each with its body and chemist, and a known name."""
    made = {**people, **evidence, "now": now}
    SubstanceName.objects.create(
        substance=evidence["substance"], text="protonitazene", source="test"
    )
    for code in ("north", other):
        body = Body.objects.create(code=f"body-{code}", name=code, country="IE")
        made[f"lab_{code}"] = directory.enter(
            code=code, name=code.title(), country="IE", body=body, by=people["officer"], at=now,
        )  # fmt: skip
        made[code] = User.objects.create_user(
            f"chemist-{code}", password="a long password", role="laboratory", body=body
        )
    return made


def register(network, **more):
    """A sample of the laboratory north, registered at the beginning."""
    return samples.register(
        laboratory=network["lab_north"], occurred_on=network["now"].date(),
        marking=network["GREEN"]["marking"], form="powder", by=network["north"],
        at=network["now"], **more,
    )  # fmt: skip
