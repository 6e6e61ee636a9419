"""Systematic names that no register spells so are read through their structures."""

import os

import pytest

from vedette.catalogue.substances import nomenclature
from vedette.catalogue.substances.registers import standard_lexicon
from vedette.science.identity.systematic import LONGEST, read_systematic

needs_java = pytest.mark.skipif(
    not nomenclature.is_available(),
    reason="OPSIN reads systematic names with Java, which is absent",
)
BROMAZOLAM = "8-bromo-1-methyl-6-phenyl-4H-[1,2,4]triazolo[4,3-a][1,4]benzodiazepine"
METHOXETAMINE = "2-(Ethylamino)-2-(3-methoxyphenyl)cyclohexan-1-one"
ISOTONITAZENE = (
    "N,N-diethyl-2-[5-nitro-2-({4-[(propan-2-yl)oxy]phenyl}methyl)-1H-benzimidazol-1-yl]"
    "ethan-1-amine"
)


def resolve(text):
    return nomenclature.resolve(text, standard_lexicon())


@needs_java
@pytest.mark.parametrize(
    ("text", "there"),
    [
        (f"{BROMAZOLAM} confirmed in all five tablets", ("bromazolam",)),
        (f"white powder, 0.87 g: {ISOTONITAZENE}.", ("isotonitazene",)),
        (f"({METHOXETAMINE})", ("methoxetamine",)),
        ("2-(Ethylamino)-2-(3-methoxyphenyl)cyclohexan-1-on, 8 %", ("methoxetamine",)),
        (f"{METHOXETAMINE} not detected, caffeine found", ("caffeine",)),
        (f"no {METHOXETAMINE}, heroin positive", ("heroin",)),
        (f"{METHOXETAMINE} and {BROMAZOLAM}", ("methoxetamine", "bromazolam")),
        (
            "methyl 2-{[1-(4-fluorobutyl)-1H-indazole-3-carbonyl]amino}-3,3-dimethylbutanoate",
            ("4f-mdmb-binaca",),
        ),
    ],
)
def test_a_name_is_read_by_its_structure_and_the_rest_of_the_text_as_ever(text, there):
    assert resolve(text).keys == there


@needs_java
def test_the_place_is_that_in_the_text_and_the_score_less_than_that_of_a_known_name():
    text = f"Æ found: {METHOXETAMINE} (HCl), caffeine"
    found = resolve(text)
    (first, second) = found.matches
    assert (first.key, second.key) == ("methoxetamine", "caffeine")
    assert text[slice(*first.span)].startswith(METHOXETAMINE)
    assert text[slice(*second.span)] == "caffeine"
    assert first.score == 0.9
    assert second.score == 1.0
    assert found.raw == text


@needs_java
@pytest.mark.parametrize(
    "text",
    [
        "2-(ethylamino)-2-(4-methoxyphenyl)cyclohexan-1-one",  # a position no register holds
        "2-amino-5-nonsense-4-yl-ketone", "see https://example.org/1-amino-2-yl-one",
        "2-(" * 100 + "amine", "1-methyl" * 200, "1-(\t2-methyl", "N-(2-APB) fentanyl",
    ],
)  # fmt: skip
def test_what_no_register_holds_or_is_no_name_stays_as_it_was(text):
    assert resolve(text) == standard_lexicon().resolve(text)


@needs_java
def test_a_reader_that_was_killed_is_started_again():
    nomenclature.structure_of.cache_clear()
    assert nomenclature.structure_of(METHOXETAMINE)
    nomenclature._reader(os.getpid())._process.kill()
    nomenclature.structure_of.cache_clear()
    nomenclature.structure_of(METHOXETAMINE)  # it may be this answer that is lost
    nomenclature.structure_of.cache_clear()
    assert nomenclature.structure_of(METHOXETAMINE).startswith("LPKTWLVEGBNOOX")


def test_without_java_names_stay_unread(monkeypatch):
    monkeypatch.setattr(nomenclature.shutil, "which", lambda _name: None)
    reader = nomenclature._Reader()
    assert reader.ask(METHOXETAMINE) == ""


def test_one_hand_is_not_the_other():
    lexicon = standard_lexicon()
    known = next(
        one.inchikey
        for one in lexicon.identities.values()
        if one.inchikey and "UHFFFAOYSA" not in one.inchikey
        and len(lexicon.by_skeleton[one.inchikey[:14]]) == 1
    )  # fmt: skip
    text = "2-(ethylamino)-2-(3-other)cyclohexan-1-one"
    for block, there in (("UHFFFAOYSA", True), ("OTHERHANDX", False)):
        asked = f"{known[:15]}{block}-N"
        found = read_systematic(lexicon.resolve(text), lexicon, lambda _name, asked=asked: asked)
        assert bool(found.keys) is there


def test_only_what_is_made_like_a_name_is_asked_for():
    asked = []
    lexicon = standard_lexicon()
    for text in ("cocaine", "heroin 1-2 g, 3-day-old wound", "x" * 30, "1-amine-" * LONGEST):
        read_systematic(lexicon.resolve(text), lexicon, lambda name: asked.append(name) or "")
    assert asked == []
