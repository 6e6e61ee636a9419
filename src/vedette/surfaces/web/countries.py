"""The countries that a form offers, named in the reader's language."""

from vedette.catalogue.places.models import Place
from vedette.surfaces.web import words


def country_choices() -> list[tuple[str, str]]:
    """Return code and name of every country, by name."""
    codes = Place.objects.filter(scheme=Place.Scheme.ISO3166_1).values_list("code", flat=True)
    return sorted(((code, words.country(code)) for code in codes), key=lambda pair: pair[1])
