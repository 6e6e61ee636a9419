"""What a document says about itself: title, number, date, language, codes on its cover."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from vedette.response.policy.lexicons import Lexicon, languages, lexicon
from vedette.response.policy.lines import Line
from vedette.response.policy.registers import Heading

SAMPLE = 8_000  # characters that tell the language
_NUMBER = re.compile(r"(?<![\d/])(\d{4,5}(?:/\d)?/\d{2})(?![\d/])")
_COM_NUMBER = re.compile(r"\b((?:COM|SWD|JOIN)\s?\(\d{4}\)\s?\d+)(?:\s*final)?")
_CODE = re.compile(r"[A-ZÆØÅ][A-Z&-]{2,15}(?: \d{1,4})?")
_NO_CODES = frozenset(
    [
        "ANNEX",
        "BIJLAGE",
        "BILAG",
        "NOTE",
        "NOTA",
        "LIMITE",
        "ADDENDUM",
        "CORRIGENDUM",
        "PUBLIC",
        "TO",
        "FROM",
        "NB",
        "COVER",
        "INIT",
        "EN",
        "NL",
        "DA",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """The language whose commonest words the text uses most."""
    words = Counter(word.lower() for word in _WORD.findall(text[:SAMPLE]))
    return max(languages(), key=lambda code: sum(words[word] for word in _telling(code)))


@cache
def _telling(code: str) -> frozenset[str]:
    """Words that tell a language: the commonest, and those that label the rows of its plans."""
    own = lexicon(code).words
    labels = {
        label for kind in ("action", "priority", "indicator") for label in own["labels"][kind]
    }
    return frozenset(own["common"]) | {label for label in labels if " " not in label}


def heading_of(
    cover: Sequence[Line], furniture: Sequence[Line], words: Lexicon, *, file: str, is_plan: bool
) -> Heading:
    """Read the lines before the text."""
    text = "\n".join(line.text.strip("*_ ") for line in cover)
    number = _NUMBER.search(text) or _COM_NUMBER.search(text)
    for line in furniture:
        number = number or _NUMBER.match(line.text)
    return Heading(
        title=_title(cover, words, is_plan=is_plan),
        number=number.group(1) if number else None,
        date=_date(text, words),
        language=words.language,
        cover_codes=tuple(_codes(cover)),
        file=file,
    )


def _codes(cover: Sequence[Line]) -> list[str]:
    found = []
    for line in cover:
        for part in re.split(r"\t|\s{2,}|\s/\s", line.text.strip("*_ ")):
            if _CODE.fullmatch(part) and part not in _NO_CODES:
                found.append(part)
    return list(dict.fromkeys(found))


def _date(text: str, words: Lexicon) -> str | None:
    months = words.months()
    pattern = re.compile(
        rf"\b(\d{{1,2}})\.?\s+({'|'.join(months)})\s+((?:19|20)\d\d)\b", re.IGNORECASE
    )
    match = pattern.search(text)
    if not match:
        return None
    return f"{match[3]}-{months[match[2].lower()]:02d}-{int(match[1]):02d}"


def _title(cover: Sequence[Line], words: Lexicon, *, is_plan: bool) -> str | None:
    for index, line in enumerate(cover):
        label, colon, rest = line.text.strip("*_ ").partition(":")
        if colon and label.strip().lower() in words.words["subject"] and rest.strip():
            more = []
            for after in cover[index + 1 :]:
                if after.gap > after.gap - 1 and not _goes_on(after):
                    break
                more.append(after.text)
            return " ".join(" ".join([rest, *more]).split()).strip("*_ ")
    lines = [line.text.strip("*_ ") for line in cover]
    if is_plan:
        return " ".join(lines[0].split()) if lines else None
    taken: list[str] = []
    for text in reversed(lines):
        if text.endswith((".", ":")) or text.lower() in words.words["labels"]["annex"]:
            break
        taken.insert(0, text)
    return " ".join(" ".join(taken).split()) or None


def _goes_on(line: Line) -> bool:
    """Whether a line of the cover continues the subject above it."""
    return line.gap == 0 and bool(line.text[:1].islower())
