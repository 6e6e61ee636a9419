"""Reading names, with a small lexicon written for the purpose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.identity import (
    Family,
    Identity,
    Lexicon,
    Mixture,
    Name,
    NonResult,
    normalise,
    resolve,
    slugify,
)

SUBSTANCES = {
    "fentanyl": ("fentanyl", "PJMPHNIQZUBGLI-UHFFFAOYSA-N"),
    "acetylfentanyl": ("fentanyl", ""),
    "meta-fluorofentanyl": ("fentanyl", ""),
    "para-fluorofentanyl": ("fentanyl", ""),
    "metonitazene": ("nitazene", ""),
    "etonitazene": ("nitazene", ""),
    "medetomidine": ("alpha2", "CUHVIMMYOGQXCV-UHFFFAOYSA-N"),
    "dexmedetomidine": ("alpha2", "CUHVIMMYOGQXCV-NSHDSACASA-N"),
    "cocaine": ("stimulant", ""),
    "heroin": ("opiate", ""),
    "diazepam": ("benzodiazepine", ""),
    "alprazolam": ("benzodiazepine", ""),
    "LSD": ("lysergamide", ""),
    "amphetamine": ("stimulant", ""),
    "methamphetamine": ("stimulant", ""),
    "ketamine": ("dissociative", ""),
    "4-MMC": ("cathinone", ""),
    "3-MMC": ("cathinone", ""),
    "benzoylecgonine": ("stimulant", ""),
    "codeine": ("opiate", ""),
    "paracetamol": ("medicine", ""),
}
NAMES = [
    Name("Valium", "diazepam", "brand"),
    Name("Xanax", "alprazolam", "brand"),
    Name("speed", "amphetamine", "street", "en", ambiguous=True),
    Name("ice", "methamphetamine", "street", "en", ambiguous=True),
    Name("Koks", "cocaine", "street", "de"),
    Name("acetyl fentanyl", "acetylfentanyl"),
    Name("fluorofentanyl", "meta-fluorofentanyl", "positional", ambiguous=True),
    Name("fluorofentanyl", "para-fluorofentanyl", "positional", ambiguous=True),
]
FAMILIES = [
    Family("nitazene", "Nitazenes", words=(("en", "nitazene"),), stems=("nitazene",)),
    Family("fentanyl", "Fentanyls", words=(("en", "fentanyls"),), stems=("fentanyl",)),
    Family("benzodiazepine", "Benzodiazepines", words=(("en", "benzo"),)),
    Family("cathinone", "Cathinones"),
    Family("lysergamide", "Lysergamides"),
]
NOTHING = [
    NonResult("no active component identified", "nothing_found"),
    NonResult("not detected", "nothing_found"),
    NonResult("pending", "pending"),
    NonResult("uncertain match", "inconclusive"),
    NonResult("not stated", "unknown"),
]


def build() -> Lexicon:
    return Lexicon.build(
        [*(Name(name, slugify(name), "preferred") for name in SUBSTANCES), *NAMES],
        identities=[
            Identity(
                slugify(name),
                name,
                inchikey,
                "metabolite" if name == "benzoylecgonine" else "substance",
                family,
            )
            for name, (family, inchikey) in SUBSTANCES.items()
        ],
        families=FAMILIES,
        mixtures=[
            Mixture("co-codamol", "co-codamol", ("codeine", "paracetamol"), fixed=True),
            Mixture("speedball", "speedball", ("cocaine", "heroin")),
        ],
        non_results=NOTHING,
    )


LEXICON = build()


def keys(text, **kwargs):
    return [match.key for match in resolve(text, LEXICON, **kwargs).matches]


def status(text, **kwargs):
    return resolve(text, LEXICON, **kwargs).status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cocaine HCl", ["cocaine"]),
        ("Diazepam 10mg", ["diazepam"]),
        ("diazepam 2.5 mg tablets", ["diazepam"]),
        ("acetyl fentanyl", ["acetylfentanyl"]),
        ("Acetylfentanyl", ["acetylfentanyl"]),
        ("Valium (diazepam)", ["diazepam"]),
        ("Xanax/alprazolam", ["alprazolam"]),
        ("Speed (amphetamine)", ["amphetamine"]),
        ("MIXED DRUG TOXICITY (FENTANYL, COCAINE AND HEROIN)", ["fentanyl", "cocaine", "heroin"]),
        ("Acute Mixed Drug Intoxication (Heroin & Cocaine)", ["heroin", "cocaine"]),
        ("diazepam;cocaine + LSD", ["diazepam", "cocaine", "lsd"]),
        ("Street benzo (diazepam)", ["diazepam"]),
        ("4-MMC and 3 MMC", ["4-mmc", "3-mmc"]),
    ],
)
def test_texts_are_taken_apart_into_their_substances(text, expected):
    assert status(text) == "resolved"
    assert keys(text) == expected


@pytest.mark.parametrize("one", ["metonitazene", "etonitazene", "medetomidine", "dexmedetomidine"])
def test_a_name_that_contains_another_is_itself(one):
    assert keys(one) == [one]


@pytest.mark.parametrize(
    ("typo", "meant"),
    [("Diaezpam", "diazepam"), ("fentnayl", "fentanyl"), ("dexmedetomidin", "dexmedetomidine")],
)
def test_a_typing_error_is_forgiven(typo, meant):
    assert keys(typo) == [meant]
    assert resolve(typo, LEXICON).matches[0].score < 1


@pytest.mark.parametrize("text", ["LDS", "4-MCM", "hero1n"])
def test_short_words_are_not_guessed(text):
    assert status(text) != "resolved"


def test_a_damaged_stem_is_only_a_guess():
    found = resolve("mtonitazene", LEXICON)
    assert found.status != "resolved" or found.matches[0].key == "metonitazene"
    assert status("butonitazene") == "family"


def test_an_unknown_part_of_a_longer_name_is_never_dropped():
    assert status("1Hc-LSD") == "family"
    assert keys("valeryl fentanyl") == ["fentanyl"]
    assert status("valeryl fentanyl") == "family"


@pytest.mark.parametrize("text", ["fluorofentanyl", "meta/para-fluorofentanyl", "m- or p-x"])
def test_isomers_that_were_not_told_apart_stay_together(text):
    if text.startswith("m-"):
        assert status(text) != "resolved"
        return
    assert status(text) == "ambiguous"
    assert set(keys(text)) == {"meta-fluorofentanyl", "para-fluorofentanyl"}


def test_locants_in_a_row_share_the_name_after_them():
    assert set(keys("3-/4-MMC")) == {"3-mmc", "4-mmc"}
    assert status("3-/4-MMC") == "ambiguous"


@pytest.mark.parametrize("text", ["fentanyl?", "fentanyl (?)", "d-fentanyl", "(R)-ketamine"])
def test_a_question_mark_or_an_unlisted_mirror_image_is_doubt(text):
    found = resolve(text, LEXICON)
    assert found.status == "ambiguous"
    assert len(found.mentions) == 1


def test_analogues_named_beside_a_substance_are_its_family():
    assert keys("fentanyl and analogues") == ["fentanyl"]
    assert [m.status for m in resolve("fentanyl and analogues", LEXICON).mentions] == [
        "resolved",
        "family",
    ]


def test_stereo_forms_joined_by_a_slash_are_one_doubtful_mention():
    found = resolve("medetomidine/dexmedetomidine", LEXICON)
    assert len(found.mentions) == 1
    assert found.status == "ambiguous"


@pytest.mark.parametrize("text", ["speed", "ice", "Koks", "heroin or fentanyl", "speedball"])
def test_doubt_is_shown_as_doubt(text):
    assert status(text) == "ambiguous"
    assert keys(text)


def test_the_language_of_a_text_settles_street_words():
    assert status("Koks", language="de") == "resolved"
    assert status("Koks", language="en") == "none"


def test_a_street_word_in_a_sentence_is_just_a_word():
    assert status("slipped on black ice outdoors") == "none"


@pytest.mark.parametrize("text", ["nitazene", "benzo", "fentanyls", "fentanyl analogue"])
def test_a_word_for_a_family_is_the_family(text):
    found = resolve(text, LEXICON)
    assert found.status == "family"
    assert found.matches[0].kind == "family"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("No Active Component Identified", "nothing_found"),
        ("pending", "pending"),
        ("Uncertain Match", "inconclusive"),
        ("Not Stated", "unknown"),
        ("no fentanyl detected", "negated"),
        ("fentanyl not detected", "negated"),
        ("negative for fentanyl", "negated"),
    ],
)
def test_a_result_that_names_nothing_says_why(text, meaning):
    found = resolve(text, LEXICON)
    assert found.status == "none"
    assert not found.matches
    assert found.mentions[0].meaning == meaning


def test_a_denied_list_is_denied_whole():
    assert not keys("negative for fentanyl, heroin and cocaine")


def test_an_empty_text_has_no_mentions():
    assert resolve("", LEXICON).mentions == ()
    assert status("") == "none"


def test_what_the_text_says_of_the_amount_is_kept():
    assert resolve("Heroin (Trace)", LEXICON).matches[0].role == "trace"
    assert resolve("traces of cocaine", LEXICON).matches[0].role == "trace"
    assert resolve("Heroin", LEXICON).matches[0].role is None


def test_a_metabolite_is_itself():
    assert resolve("benzoylecgonine", LEXICON).matches[0].kind == "metabolite"


def test_a_medicine_of_several_substances_lists_its_members():
    match = resolve("Co-codamol 30/500", LEXICON).matches[0]
    assert (match.kind, match.members) == ("mixture", ("codeine", "paracetamol"))


def test_unknown_words_stay_visible_beside_known_ones():
    found = resolve("cocaine, zorblax", LEXICON)
    assert found.status == "resolved"
    assert [m.text for m in found.mentions if m.status == "none"] == ["zorblax"]


def test_spans_point_into_the_raw_text():
    raw = "Δ: Cocaïne, then Heroin (Trace)"
    for mention in resolve(raw, LEXICON).mentions:
        start, end = mention.span
        assert raw[start:end] == mention.text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("α-PVP", "alpha-pvp"), ("4′-Fluoro", "4'-fluoro"), ("COCAÍNA", "cocaina"), ("a–b", "a-b")],
)
def test_one_form_for_every_way_of_writing(raw, expected):
    assert normalise(raw) == expected


KNOWN = st.sampled_from(sorted(SUBSTANCES))
HYPHENS = st.sampled_from("-‐‑–—")


@given(KNOWN, st.booleans(), HYPHENS, st.text(" ", max_size=3), st.text(" ", max_size=3))
def test_case_spaces_and_hyphens_never_change_the_answer(name, upper, hyphen, before, after):
    written = before + (name.upper() if upper else name).replace("-", hyphen) + after
    assert keys(written) == [slugify(name)]


@given(KNOWN, st.sampled_from(["HCl", "hydrochloride", "sulfate", "citrate", "base", "tablets"]))
def test_a_salt_never_changes_the_substance(name, salt):
    assert keys(f"{name} {salt}") == [slugify(name)]


@given(st.lists(KNOWN, min_size=1, max_size=5, unique=True), st.randoms())
def test_the_order_of_a_list_does_not_matter(names, random):
    shuffled = random.sample(names, len(names))
    assert set(keys(", ".join(names))) == set(keys(", ".join(shuffled)))
    assert len(keys(", ".join(names))) == len(names)


@given(st.text(max_size=60))
def test_any_text_at_all_gets_an_answer_with_spans_inside_it(text):
    for mention in resolve(text, LEXICON).mentions:
        assert 0 <= mention.span[0] <= mention.span[1] <= len(text)
