"""Load the registers of places, and give the places that reports name their rows."""

from collections.abc import Iterable
from typing import Protocol

from django.db import transaction

from vedette.catalogue.places import registers
from vedette.catalogue.places.models import Place
from vedette.catalogue.places.queries import PlaceIndex


class Located(Protocol):
    """Anything that says where it happened, and wants the row of that place."""

    country: str
    region: str
    scheme: str
    city: str
    place_id: int | None


@transaction.atomic
def load_registers() -> int:
    """Bring countries, regions and subdivisions up to date; return how many places there are."""
    facts = registers.read_countries()
    for country in facts:
        Place.objects.update_or_create(
            scheme=Place.Scheme.ISO3166_1,
            code=country.alpha2,
            defaults={"name": country.name, "country": country.alpha2, "level": 0},
        )
    countries = {place.code: place for place in Place.objects.filter(scheme="iso3166-1")}
    nuts_prefix = {fact.nuts_prefix: fact.alpha2 for fact in facts if fact.nuts_prefix}
    _load_regions(countries, nuts_prefix)
    known = set(Place.objects.filter(scheme="iso3166-2").values_list("code", flat=True))
    Place.objects.bulk_create(
        Place(
            scheme="iso3166-2", code=fact.code, name=fact.name, level=1,
            country=fact.country, parent=countries.get(fact.country),
        )
        for fact in registers.read_subdivisions()
        if fact.code not in known
    )  # fmt: skip
    return Place.objects.count()


def _load_regions(countries: dict[str, Place], nuts_prefix: dict[str, str]) -> None:
    known = {place.code: place for place in Place.objects.filter(scheme="nuts")}
    for level in (1, 2, 3):
        fresh = []
        for fact in registers.read_nuts():
            alpha2 = nuts_prefix.get(fact.code[:2], fact.code[:2])
            if fact.level != level or fact.code in known or alpha2 not in countries:
                continue
            fresh.append(
                Place(
                    scheme="nuts", code=fact.code, name=fact.name, level=level, country=alpha2,
                    parent=known.get(fact.parent, countries[alpha2]),
                    valid_from=fact.valid_from, valid_to=fact.valid_to,
                )
            )  # fmt: skip
        Place.objects.bulk_create(fresh)
        known.update({place.code: place for place in fresh})


def locate(reports: Iterable[Located], *, index: PlaceIndex) -> None:
    """Point each report at its finest place; a city met for the first time gets its row."""
    for report in reports:
        wider = index.ids.get((report.scheme, report.region)) if report.region else None
        wider = wider or index.ids.get(("iso3166-1", report.country))
        if not (report.city and report.country):
            report.place_id = wider
            continue
        key = ("city", _city_code(report.country, report.city))
        if key not in index.ids:
            place, _ = Place.objects.get_or_create(
                scheme=Place.Scheme.CITY,
                code=key[1],
                defaults={
                    "name": report.city, "country": report.country, "level": 4, "parent_id": wider,
                },
            )  # fmt: skip
            index.ids[key] = place.pk
        report.place_id = index.ids[key]


def _city_code(country: str, city: str) -> str:
    return f"{country}:{' '.join(city.casefold().split())}"
