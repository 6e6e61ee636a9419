"""One spelling for many languages, and never one substance for two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.science.identity.folding import FoldedNames, fold, latin
from vedette.science.identity.tokens import key_of

KNOWN = (
    "fentanyl", "carfentanil", "cocaine", "heroin", "metonitazene", "etonitazene", "clonazepam",
    "clonazolam", "flubromazepam", "flubromazolam", "diphenhydramine", "hydroxyzine", "naloxone",
    "acetylfentanyl", "fluoxetine", "quetiapine", "methylphenidate", "ethylphenidate", "methylone",
    "ethylone", "mephedrone", "methedrone", "para-fluorofentanyl", "ortho-fluorofentanyl",
    "4-bromomethylphenidate", "4-bromoethylphenidate", "tetrahydrocannabinol",
)  # fmt: skip
NAMES = FoldedNames((key_of(name), name) for name in KNOWN)
NAMES.add_phrases([(("testosterone", "enanthate"), "testosterone enanthate")])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("фентанил", "fentanyl"), ("φεντανύλη", "fentanyl"), ("fentanüül", "fentanyl"),
        ("fentanyyliä", "fentanyl"), ("fentanylem", "fentanyl"), ("fentanilio", "fentanyl"),
        ("kokaiinia", "cocaine"), ("cocaína", "cocaine"), ("кокаина", "cocaine"),
        ("героином", "heroin"), ("хероин", "heroin"), ("eroina", "heroin"),
        ("metonitatseeni", "metonitazene"), ("μετονιταζένη", "metonitazene"),
        ("klonatsepaami", "clonazepam"), ("klonazolamu", "clonazolam"),
        ("флубромазолам", "flubromazolam"), ("difenidramina", "diphenhydramine"),
        ("idrossizina", "hydroxyzine"), ("nalossone", "naloxone"), ("naloksoni", "naloxone"),
        ("acetylofentanyl", "acetylfentanyl"), ("ακετυλοφεντανύλη", "acetylfentanyl"),
        ("asetyylifentanyyli", "acetylfentanyl"), ("fluoksetyna", "fluoxetine"),
        ("kwetiapina", "quetiapine"), ("metylofenidat", "methylphenidate"),
        ("etilfenidato", "ethylphenidate"), ("etylon", "ethylone"), ("metilona", "methylone"),
        ("mefedroni", "mephedrone"), ("para-fluorfentanyl", "para-fluorofentanyl"),
        ("παρα-φθοροφεντανύλη", "para-fluorofentanyl"),
        ("орто-фторфентанил", "ortho-fluorofentanyl"),
        ("тетрагидроканнабинол", "tetrahydrocannabinol"),
    ],
)  # fmt: skip
def test_a_name_in_the_spelling_of_another_language_is_known(written, meant):
    assert NAMES.find(key_of(written)) == (meant,)


def test_no_two_of_these_names_fold_into_one():
    assert all(NAMES.find(key_of(name)) == (name,) for name in KNOWN)


@pytest.mark.parametrize(
    "other", ["codeinone", "kokainon", "fentanol", "metonitazolam", "heroinat"]
)
def test_an_ending_of_chemistry_is_no_grammar(other):
    assert NAMES.find(other) == ()


def test_each_word_of_a_name_may_have_an_ending_of_its_own():
    assert NAMES.find_phrase(["testosterona", "enantato"]) == ("testosterone enanthate",)
    assert NAMES.find_phrase(["testosteronu", "octan"]) == ()


def test_what_two_substances_share_belongs_to_both():
    shared = FoldedNames([("thyroxine", "one"), ("tyrosine", "other")])
    assert shared.find("tirosina") == ("one", "other")


@given(
    st.sampled_from(KNOWN), st.sampled_from(["a", "i", "u", "em", "om", "s", "ista", "ia", "owi"])
)
def test_the_cases_of_a_language_never_change_the_substance(name, ending):
    assert NAMES.find(key_of(name) + ending) in {(name,), ()}


@given(st.text(max_size=40))
def test_any_text_folds_to_latin_or_stays(text):
    assert fold(latin(text.lower())) == fold(text.lower())
