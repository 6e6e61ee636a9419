"""A source file works, or says in one sentence why it cannot."""

import pytest

pytest.importorskip("django", reason="needs the server extra")

from vedette.evidence.ingest.definitions import SHIPPED, find_source, known_sources, parse
from vedette.evidence.ingest.errors import DefinitionInvalid, SourceUnknown

SOUND = """
name = "s"
title = "S"
context = "seizure"
key = ["id"]
[dates.occurred_on]
column = "day"
"""


@pytest.mark.parametrize("file", sorted(f.name for f in SHIPPED.iterdir()))
def test_every_shipped_source_parses_under_its_own_name(file):
    definition = parse((SHIPPED / file).read_text("utf-8"), file)
    assert file == f"{definition.name}.toml"
    assert definition.columns >= set(definition.key)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (('name = "s"', "name = "), "not valid TOML"),
        (('name = "s"\n', ""), "'name' is missing"),
        (('name = "s"', 'name = "../s"'), "a name is made of"),
        (('name = "s"', "name = 5"), "a name is made of"),
        (('"seizure"', '"rumour"'), "context is 'rumour'; it must be one of 'seizure'"),
        (('["id"]', '"id"'), "key must be a list of texts, not 'id'"),
        (('["id"]', "[1]"), "key must be a list of texts"),
        (('column = "day"', 'formats = "%Y"'), "must be a list of texts"),
        (('column = "day"', ""), "'column' is missing"),
        (('column = "day"', 'column = "day"\nprecision = "hour"'), "precision is 'hour'"),
        (("[dates", 'repeats = "drop"\n[dates'), "repeats is 'drop'"),
        (("[dates", 'typical_delay_days = "soon"\n[dates'), "malformed"),
        (("[dates", "typical_delay_days = -1\n[dates"), "below zero"),
        (("[dates", 'marking.tlp = "BLUE"\n[dates'), "marking.tlp is 'BLUE'"),
        (("[dates", 'marking.handling = "H9"\n[dates'), "marking.handling is 'H9'"),
        (("[dates", 'marking.purpose = ""\n[dates'), "marking.purpose is empty"),
        (("[dates", 'marking.retention_years = "ever"\n[dates'), "retention_years is 'ever'"),
        (("[dates", 'file.encoding = "utf-9"\n[dates'), "file.encoding 'utf-9' is not known"),
        (("[dates", 'file.delimiter = "::"\n[dates'), "it is one character"),
        (("[dates", 'file.header_row = "top"\n[dates'), "file.header_row must be a whole number"),
        (("[dates", 'file.format = "doc"\n[dates'), "file.format is 'doc'"),
        (("[dates", 'quantity = {spalte = "x"}\n[dates'), "malformed"),
        (("[dates", 'substances = [{columns = "x"}]\n[dates'), "columns must be a list"),
        (("[dates", 'substances = [{columns = ["x"], role = "guest"}]\n[dates'), "role is 'guest'"),
        (("[dates", 'results.nothing_found = "none"\n[dates'), "nothing_found must be a list"),
        (("[dates", 'identity.level = "sure"\n[dates'), "identity level is 'sure'"),
        (("[dates", 'place = "here"\n[dates'), "malformed"),
    ],
)  # fmt: skip
def test_a_bad_value_is_one_sentence(change, sentence):
    with pytest.raises(DefinitionInvalid) as error:
        parse(SOUND.replace(*change), "s.toml")
    assert sentence in str(error.value)
    assert "\n" not in str(error.value)


def test_an_instance_may_define_its_own_and_win(tmp_path):
    (tmp_path / "sources").mkdir()
    own = tmp_path / "sources" / "wedinos.toml"
    own.write_text(SOUND.replace('"s"', '"wedinos"').replace('"S"', '"Ours"'), "utf-8")
    assert known_sources(tmp_path)["wedinos"].title == "Ours"
    own.write_bytes(b'name = "caf\xe9"')
    with pytest.raises(DefinitionInvalid, match="not text in UTF-8"):
        known_sources(tmp_path)


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(SourceUnknown, match="did you mean 'bc_ftir'"):
        find_source("bc_ftirr", None)
