"""Find a place by any of its codes."""

from dataclasses import dataclass

from vedette.catalogue.places import registers
from vedette.catalogue.places.models import Place


@dataclass(frozen=True)
class PlaceIndex:
    """Every code of every known place, for reading many rows."""

    countries: dict[str, str]  # any usual way to write a country, folded -> alpha-2
    ids: dict[tuple[str, str], int]  # (scheme, code) -> place
    uk_areas: dict[str, str]  # letters of a UK postcode -> NUTS 1

    def country(self, text: str) -> str | None:
        """Return the alpha-2 code of a country written in any usual way."""
        return self.countries.get(text.casefold())

    def region(self, text: str, scheme: str) -> str | None:
        """Return the code under which a region is known, or None."""
        code = text.strip().upper()
        if scheme == "uk_postcode":
            return self.uk_areas.get(code.rstrip("0123456789 ")[:2].rstrip("0123456789"))
        while len(code) > 2 or scheme != "nuts":
            if (scheme, code) in self.ids:
                return code
            if scheme != "nuts":
                return None
            code = code[:-1]  # a region finer than the list, or of another version
        return None


def place_index() -> PlaceIndex:
    """Read all places once."""
    countries: dict[str, str] = {}
    for fact in registers.read_countries():
        for text in (fact.alpha2, fact.alpha3, fact.name, fact.nuts_prefix):
            if text:
                countries.setdefault(text.casefold(), fact.alpha2)
    ids = {
        (scheme, code): pk for pk, scheme, code in Place.objects.values_list("id", "scheme", "code")
    }
    areas = {fact.area: fact.nuts for fact in registers.read_uk_postcode_areas()}
    return PlaceIndex(countries, ids, areas)
