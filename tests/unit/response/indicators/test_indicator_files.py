"""Indicator files: all shipped ones are sound, and a bad one is refused with line and field."""

import re

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.response.indicators.definitions import (
    SHIPPED,
    indicator_called,
    indicators_of,
    read_indicator,
)
from vedette.response.indicators.errors import IndicatorMalformed, IndicatorUnknown

SOUND = """\
key = "kits"
title = {en = "Kits"}
definition = "Kits given out."
unit = "{kit}"
direction = "more"
frequency = "yearly"
source = "Services."

[[part]]
key = "given"
title = {en = "Kits given out"}
unit = "{kit}"
series = "kits.given"

[[part]]
key = "deaths"
title = {en = "Deaths"}
unit = "{death}"
method = "count_reports"
parameters = {context = "death"}
"""


def test_there_is_one_for_each_of_the_twelve_and_for_each_need_of_the_pact():
    found = indicators_of(None)
    assert [one.number for one in found.values() if one.number] == list(range(1, 13))
    assert len(found) == 26
    assert len(list(SHIPPED.glob("*.toml"))) == 26


@pytest.mark.parametrize("key", list(indicators_of(None)))
def test_a_shipped_one_has_its_title_in_three_languages_and_names_a_promise(key):
    one = indicator_called(key, folder=None)
    for title in (one.title, *(part.title for part in one.parts)):
        assert {"en", "nl", "da"} <= set(title)
    assert one.promises
    assert all(re.fullmatch(r"[a-z0-9-]+/[A-Z]\d+", promise) for promise in one.promises)
    assert all(part.wanted for part in one.parts if part.series)


@pytest.mark.parametrize(
    ("old", "new", "field", "line"),
    [
        ('key = "kits"', 'key = "two words"', "key", 1),
        ('unit = "{kit}"\ndirection', 'colour = "red"\nunit = "{kit}"\ndirection', "colour", 4),
        ('direction = "more"', 'direction = "up"', "direction", 5),
        ('frequency = "yearly"', 'frequency = "often"', "frequency", 6),
        ('source = "Services."', "", "source", 0),
        ('title = {en = "Kits"}', 'title = {da = "Sæt"}', "title", 2),
        ('series = "kits.given"', "", "part given, method", 9),
        ('"count_reports"', '"count_stars"', "part deaths, method", 19),
        ('{context = "death"}', "{}", "part deaths, parameters.context", 20),
        ('{context = "death"}', '{context = "death", x = 1}', "part deaths, parameters.x", 20),
        ('key = "deaths"', 'key = "given"', "part given", 9),
        (
            'series = "kits.given"',
            'series = "a"\nsmall_cells = 0',
            "part given, small_cells_why",
            9,
        ),
        ('series = "kits.given"', 'series = "a"\nstands = "x"', "part given, stands", 14),
    ],
)
def test_a_bad_file_is_refused_with_its_line_field_and_reason(old, new, field, line):
    with pytest.raises(IndicatorMalformed) as refused:
        read_indicator(SOUND.replace(old, new), file="kits.toml")
    assert (refused.value.field, refused.value.line) == (field, line)
    assert refused.value.why


def test_what_is_no_toml_is_refused_with_its_line():
    with pytest.raises(IndicatorMalformed) as refused:
        read_indicator(SOUND + "\nkey =\n", file="kits.toml")
    assert refused.value.line == 22


def test_a_node_adds_its_own_and_replaces_shipped_ones_without_code(tmp_path):
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "kits.toml").write_text(SOUND)
    replaced = SOUND.replace('key = "kits"', 'key = "training"')
    (tmp_path / "indicators" / "training.toml").write_text(replaced)
    found = indicators_of(tmp_path)
    assert found["kits"].lead.series == "kits.given"
    assert found["training"].title["en"] == "Kits"
    assert len(found) == 27


def test_an_indicator_nobody_has_is_unknown():
    with pytest.raises(IndicatorUnknown, match="'stars'"):
        indicator_called("stars", folder=None)
