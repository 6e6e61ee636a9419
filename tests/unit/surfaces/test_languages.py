"""Languages: nothing that is filled in gets lost, and Dutch and Danish are whole."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info

import vedette

LOCALE = Path(vedette.__file__).parent / "surfaces" / "locale"
LANGUAGES = [code for code, _name in settings.LANGUAGES]
FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?\w+[^>]*>")


def catalogue(language):
    """One catalogue as it is kept."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as text:
        return read_po(text, abort_invalid=True)


def pairs(message):
    """Each form of a string with its translation; the first plural form may say "one" in words."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    first, others = message.id
    return [(first, message.string[0]), *((others, text) for text in message.string[1:])]


def test_every_language_of_the_settings_has_a_catalogue():
    assert sorted(LANGUAGES) == sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
    assert len(LANGUAGES) == 24
    assert {"mt", "ga"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_compiles_and_its_header_is_its_own(language):
    kept = catalogue(language)
    compiled = BytesIO()
    write_mo(compiled, kept)
    compiled.seek(0)
    assert Translations(compiled).info()["language"] == language
    header = dict(kept.mime_headers)
    assert header["Project-Id-Version"].strip() == "vedette"
    forms = int(re.match(r"nplurals=(\d)", header["Plural-Forms"])[1])
    assert {len(m.string) for m in kept if m.id and not isinstance(m.id, str)} == {forms}
    assert not kept.fuzzy
    assert not [m.id for m in kept if m.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_what_is_filled_in_and_the_space_around_it(language):
    for message in catalogue(language):
        for asked, said in pairs(message) if message.id else []:
            if not said:
                continue
            assert sorted(FILLED_IN.findall(said)) == sorted(FILLED_IN.findall(asked)), said
            assert len(said) - len(said.lstrip()) == len(asked) - len(asked.lstrip()), said
            assert len(said) - len(said.rstrip()) == len(asked) - len(asked.rstrip()), said


@pytest.mark.parametrize("language", ["nl", "da"])
def test_dutch_and_danish_are_complete(language):
    empty = [m.id for m in catalogue(language) if m.id and not all(t for _, t in pairs(m))]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_can_switch_to_every_language(language, client, tmp_path, settings):
    folder = tmp_path / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as compiled:
        write_mo(compiled, catalogue(language))
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = list(settings.LANGUAGES)  # Django forgets which catalogues it found
    answer = client.post(reverse("set_language"), {"language": language, "next": "/sign-in/"})
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == language
    assert get_language_info(language)["bidi"] is False
