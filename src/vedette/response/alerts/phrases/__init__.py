"""The words of a first draft, one file a language."""

import tomllib
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "nl", "da")


@cache
def phrases(language: str) -> dict[str, str]:
    """Return the phrase bank of a language."""
    text = (files(__name__) / f"{language}.toml").read_text("utf-8")
    return {name: phrase.strip() for name, phrase in tomllib.loads(text).items()}
