"""Tariff codes, the register of headings, and what a declaration says against a finding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.catalogue.controls.listings import read_precursors
from vedette.catalogue.tariffs.codes import TariffCode, TariffCodeMalformed, read_code
from vedette.catalogue.tariffs.mismatch import (
    OF_PRECURSORS,
    Declared,
    Fit,
    Found,
    Reason,
    compare,
)
from vedette.catalogue.tariffs.registers import LOCAL, RegisterMalformed, read_register

KETONE = Found("BMK", category="1", codes=("29143100",))
REGISTER = read_register()
chapters = st.integers(1, 97).filter(lambda n: n != 77).map("{:02}".format)
digits = st.builds(str.__add__, chapters, st.text("0123456789", min_size=4, max_size=4))


def declared(code, goods="industrial_chemical", year=2026):
    return Declared(read_code(code, year=year, latest=2027), goods)


@given(digits, st.integers(1988, 2027))
def test_a_code_reads_back_as_it_is_printed(text, year):
    code = read_code(text, year=year, latest=2027)
    assert read_code(code.plain, year=year, latest=2027) == code


@pytest.mark.parametrize(
    "text",
    ["", "2914", "29143", "291431000", "0014.31", "77143100", "98010000", "29I43100", "٢٩١٤٣١"],
)
def test_what_is_no_code_is_refused_by_name(text):
    with pytest.raises(TariffCodeMalformed, match="no tariff code"):
        read_code(text, year=2026, latest=2027)


@pytest.mark.parametrize("year", [1987, 2028])
def test_a_nomenclature_that_never_was_or_is_not_yet_is_refused(year):
    with pytest.raises(TariffCodeMalformed, match=str(year)):
        read_code("29143100", year=year, latest=2027)


def test_a_precursor_declared_by_its_name_and_code_fits():
    assert (
        compare(declared("2914 31 00", "scheduled_precursor"), [KETONE], register=REGISTER).fit
        is Fit.FITS
    )


def test_a_precursor_declared_as_another_chemical_is_a_hint_at_a_masked_one():
    got = compare(declared("2914 11 00"), [KETONE], register=REGISTER)
    assert got.fit is Fit.MASKED
    assert [(one.reason, one.substance) for one in got.hints] == [
        (Reason.OTHER_CODE, "BMK"), (Reason.PRECURSOR_NOT_NAMED, "BMK"),
    ]  # fmt: skip


def test_a_solvent_of_category_3_is_named_by_its_own_code_and_others_are_not():
    solvent = Found("toluene", category="3", codes=("29023000",))
    assert compare(declared("2902 30 00"), [solvent], register=REGISTER).fit is Fit.FITS
    assert compare(declared("2902 11 00"), [solvent], register=REGISTER).fit is Fit.MASKED
    got = compare(declared("2914 31 00"), [KETONE], register=REGISTER)
    assert [one.reason for one in got.hints] == [Reason.PRECURSOR_NOT_NAMED]


def test_a_drug_in_declared_toys_differs_and_is_no_masked_precursor():
    drug = Found("protonitazene", schedules=("UN Schedule I",))
    got = compare(declared("95030000", "household"), [drug], register=REGISTER)
    assert (got.fit, [one.reason for one in got.hints]) == (Fit.DIFFERS, [Reason.DRUG_NOT_NAMED])


def test_goods_that_never_travel_under_a_heading_are_said_so_before_anything_is_found():
    got = compare(declared("95030000", "food"), [], register=REGISTER)
    assert (got.fit, got.hints[0].fact) == (Fit.DIFFERS, "95")


def test_nothing_found_yet_is_no_fit():
    assert compare(declared("95030000", "household"), [], register=REGISTER).fit is Fit.OPEN


def test_what_the_voluntary_list_watches_is_a_hint_though_it_has_no_category():
    got = compare(declared("2932 20 90"), [Found("GBL", is_watched=True)], register=REGISTER)
    assert (got.fit, [one.reason for one in got.hints]) == (Fit.MASKED, [Reason.WATCHED_NOT_NAMED])


def test_beside_a_name_nobody_knows_or_a_law_nobody_can_tell_nothing_fits():
    said = declared("95030000", "household")
    assert compare(said, [Found("caffeine")], unknown=1, register=REGISTER).fit is Fit.OPEN
    untold = Found("x", is_untold=True)
    assert compare(said, [Found("caffeine"), untold], register=REGISTER).fit is Fit.OPEN
    got = compare(declared("2914 11 00"), [KETONE], unknown=1, register=REGISTER)
    assert got.fit is Fit.MASKED  # what is known is enough for a hint


def test_a_heading_nobody_described_speaks_for_nothing():
    assert compare(declared("01012100", "food"), [], register=REGISTER).hints == ()


ASSORTED = [
    KETONE, Found("caffeine"), Found("x", schedules=("EU",)),
    Found("y", category="voluntary", is_watched=True),
]  # fmt: skip


@given(digits, st.sampled_from(sorted(REGISTER.goods)), st.permutations(ASSORTED))
def test_a_verdict_does_not_depend_on_the_order_of_what_was_found(code, goods, found):
    said = declared(code, goods)
    one, other = (compare(said, rows, register=REGISTER) for rows in (found, found[::-1]))
    assert one.fit is other.fit
    assert set(one.hints) == set(other.hints)
    assert (one.fit is Fit.MASKED) == any(h.reason in OF_PRECURSORS for h in one.hints)


def test_every_code_of_a_listed_precursor_is_a_code_and_has_its_heading_in_the_register():
    codes = {code for one in read_precursors() for code in one.cn_code.split(";") if code}
    assert len(codes) > 20
    for text in codes:
        code = read_code(text, year=2026, latest=2026)
        heading = REGISTER.heading_of(code)
        assert heading is not None, text
        assert "scheduled_precursor" in heading.goods, text


def test_every_title_is_said_in_three_languages():
    for one in (*REGISTER.goods.values(), *REGISTER.headings):
        assert set(one.title) == {"en", "nl", "da"}
        assert all(one.title.values())


def test_a_heading_holds_in_its_years_and_an_instance_may_add_one(tmp_path: Path):
    (tmp_path / LOCAL).write_text(
        '[[heading]]\ncode = "010121"\ntitle = { en = "Horses" }\ngoods = ["other"]\n'
        "since = 2012\nuntil = 2016\n"
    )
    register = read_register(tmp_path)
    assert register.heading_of(TariffCode("01012100", 2016)).title["en"] == "Horses"
    assert register.heading_of(TariffCode("01012100", 2017)) is None
    assert len(register.headings) == len(REGISTER.headings) + 1


_HEADING = '[[heading]]\ncode = "29"\ntitle = { en = "x" }\ngoods = ["other"]\nsince = 2000'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[heading", "as a whole"),
        (
            '[[heading]]\ncode = "1"\ntitle = { en = "x" }\ngoods = []\nsince = 1',
            "two, four, six or eight",
        ),
        ('[[heading]]\ncode = "01"\ntitle = { en = "x" }\ngoods = ["ships"]\nsince = 1', "ships"),
        ('[[heading]]\ncode = "01"\nsince = 1', "heading 01"),
        ("heading = 3", r"write each one under \[\[heading"),
        ("goods = [3]", r"write each one under \[\[goods"),
        ('[[goods]]\nkey = 3\ntitle = { en = "x" }', "key is a text"),
        ('[[goods]]\nkey = ["a"]\ntitle = { en = "x" }', "key is a text"),
        ('[[goods]]\nkey = "a"\ntitle = "x"', "title is titles by language"),
        ('[[goods]]\nkey = "a"\ntitle = { nl = "x" }', "in English"),
        ('[[goods]]\nkey = "a"\ntitle = { en = 3 }', "in English"),
        ('[[goods]]\nkey = "a"\ntitle = { en = "x" }\nnames_controlled = "no"', "true or false"),
        ('[[heading]]\ncode = 29\ntitle = { en = "x" }\ngoods = []\nsince = 1', "code is a text"),
        (_HEADING.replace("2000", '"2000"'), "since is a year"),
        (_HEADING + '\nuntil = "2016"', "until is a year"),
        (_HEADING.replace('["other"]', "[3]"), "by their keys"),
        (_HEADING.replace('["other"]', '"other"'), "goods is a list"),
    ],
)
def test_a_register_that_cannot_be_read_says_which_entry_and_why(tmp_path, text, why):
    (tmp_path / LOCAL).write_text(text)
    with pytest.raises(RegisterMalformed, match=why):
        read_register(tmp_path)
