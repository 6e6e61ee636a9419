"""Codes of places hang together, and every network country has its square."""

from vedette.catalogue.places.registers import (
    read_countries,
    read_nuts,
    read_subdivisions,
    read_tiles,
    read_uk_postcode_areas,
)

COUNTRIES = {country.alpha2: country for country in read_countries()}
REGIONS = {region.code: region for region in read_nuts()}


def test_the_network_is_the_union_and_two_more():
    network = {code for code, country in COUNTRIES.items() if country.is_network}
    members = {code for code, country in COUNTRIES.items() if country.is_eu}
    assert len(members) == 27
    assert network == members | {"NO", "TR"}


def test_greece_and_the_united_kingdom_have_prefixes_of_their_own():
    assert COUNTRIES["GR"].nuts_prefix == "EL"
    assert COUNTRIES["GB"].nuts_prefix == "UK"


def test_every_region_lies_in_a_region_and_a_country():
    prefixes = {country.nuts_prefix for country in COUNTRIES.values()}
    for region in REGIONS.values():
        assert region.code[:2] in prefixes
        assert region.level == len(region.code) - 2
        if region.level > 1:
            assert REGIONS[region.parent].level == region.level - 1


def test_every_network_country_has_regions_of_all_levels():
    for country in COUNTRIES.values():
        if country.is_network:
            levels = {r.level for r in REGIONS.values() if r.code[:2] == country.nuts_prefix}
            assert levels == {1, 2, 3}, country.name


def test_every_postcode_area_lies_in_a_british_region():
    areas = read_uk_postcode_areas()
    assert len({area.area for area in areas}) == len(areas) == 121
    assert all(REGIONS[area.nuts].level == 1 for area in areas)
    assert {area.area: area.nuts for area in areas}["BT"] == "UKN"


def test_no_two_countries_share_a_square():
    tiles = read_tiles()
    assert len({(tile.column, tile.row) for tile in tiles}) == len(tiles)
    shown = {tile.country for tile in tiles}
    assert shown >= {c.alpha2 for c in COUNTRIES.values() if c.is_network} | {"GB", "CH", "IS"}
    assert max(tile.column for tile in tiles) < 10


def test_subdivisions_belong_to_known_countries():
    subdivisions = read_subdivisions()
    assert {s.country for s in subdivisions} <= set(COUNTRIES)
    assert sum(s.country == "US" for s in subdivisions) == 57
    assert sum(s.country == "CA" for s in subdivisions) == 13
