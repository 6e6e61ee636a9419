"""Which of several named things a text decides for, in own words."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon


def named(text):
    found = standard_lexicon().resolve(text)
    return sorted({key for one in found.mentions for match in one.matches for key in [match.key]})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2C-B vs 2C-I: the latter", ["2c-i"]),
        ("etizolam or diclazepam, the former confirmed", ["etizolam"]),
        ("butylone / pentylone - the latter identified", ["pentylone"]),
        ("3-MMC/4-MMC: Letzteres bestätigt", ["mephedrone"]),
        ("kokain eller amfetamin: sidstnævnte påvist", ["amphetamine"]),
        ("morphine and codeine tested, only the former detected", ["morphine"]),
        ("morphine/codeine, the latter not detected", ["morphine"]),
    ],
)
def test_the_former_and_the_latter_are_told_apart(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("etazene and metonitazene standards run; sample = metonitazene", ["metonitazene"]),
        ("3-CMC, 4-CMC, 3-MMC all run; hit on 3-CMC", ["3-cmc"]),
        ("candidates: eutylone, pentylone, dibutylone; best match dibutylone", ["dibutylone"]),
        ("butylone vs. pentylone, consistent with pentylone", ["pentylone"]),
        ("fentanyl only run as a standard", []),
        ("etizolam considered but diclazepam found", ["diclazepam"]),
        ("5-MAPB; 6-MAPB considered and excluded", ["5-mapb"]),
        ("metonitazene (etonitazene baseline-separated, absent)", ["metonitazene"]),
    ],
)
def test_what_was_only_weighed_was_not_found(text, left):
    assert named(text) == left


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("heroin and cocaine, the latter in urine only", ["cocaine", "heroin"]),
        ("heroin and cocaine user; fits after cocaine", ["cocaine", "heroin"]),
        ("metonitazene confirmed against reference standard", ["metonitazene"]),
        ("former user of heroin and cocaine", ["cocaine", "heroin"]),
        ("heroin and fentanyl run in parallel; heroin 4 %", ["fentanyl", "heroin"]),
        ("last seen with heroin or methadone, the latter prescribed", ["heroin", "methadone"]),
    ],
)
def test_both_names_stand_where_the_text_decides_nothing(text, keys):
    assert named(text) == keys


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kokain nismo našli", []), ("kokainu jsme nenašli", []), ("kokaín sme nenašli", []),
        ("heroinu nie znaleźliśmy", []), ("kokaino neradome", []),
        ("kokaiini emme löytäneet", []), ("хероин не открихме", []), ("героин не нашли", []),
        ("né fentanil né carfentanil: solo eroina", ["heroin"]),
        ("no fentanyl, only heroin", ["heroin"]), ("ej kokain utan amfetamin", ["amphetamine"]),
        ("amfetamin utan koffein", ["amphetamine"]),
    ],
)  # fmt: skip
def test_a_denial_in_the_first_person_or_before_an_only(text, left):
    assert [key for key in named(text) if key != "mdma"] == left


def test_only_the_former_of_two_is_there_when_nothing_else_is_said():
    found = standard_lexicon().resolve("diphenidine and ephenidine: only the former")
    assert found.keys == ("diphenidine",)
