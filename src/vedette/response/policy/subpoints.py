"""Listed parts inside a text: i) ii) iii), a) b) c), bullets; and what stands after the last."""

import re

from vedette.response.policy.lexicons import BULLET
from vedette.response.policy.registers import SubPoint

_MARK = re.compile(r"(?<![\w)\]])\(?([ivx]{1,5}|[a-z]|\d{1,2})\)\s*(?=\S)")
_BULLET = re.compile(rf"{BULLET}\s*(\S+)\s+")
_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)
_SENTENCE_END = re.compile(r"\.\s+(?=[A-ZÆØÅÉ])")
BULLET_LINE = re.compile(r"([-–—•·▪●◦*]|\uf0b7|o)\s+(?=\S)")
LETTER_LINE = re.compile(r"\(?([ivx]{1,5}|[a-z])\)\s*(?=\S)")


def sub_points(text: str) -> tuple[SubPoint, ...]:
    """The listed parts of a text, in order; one mark alone is no list."""
    if BULLET in text:
        spans = [(m.start(), m.end(), m.group(1)) for m in _BULLET.finditer(text)]
    elif ")" in text:
        spans = _sequence([(m.start(), m.end(), m.group(1)) for m in _MARK.finditer(text)])
    else:
        return ()
    if len(spans) < 2:
        return ()
    parts = []
    for index, (_, begin, mark) in enumerate(spans):
        end = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        part = text[begin:end]
        if index + 1 == len(spans):
            part = _until_sentence_end(text, spans, part)
        parts.append(SubPoint(mark, " ".join(part.replace(BULLET, "").split())))
    return tuple(parts)


def _sequence(marks: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    for names in (_ROMAN, "abcdefghijklmnopqrstuvw", [str(n) for n in range(1, 30)]):
        found: list[tuple[int, int, str]] = []
        for mark in marks:
            if len(found) < len(names) and mark[2] == names[len(found)]:
                found.append(mark)
        if len(found) >= 2:
            return found
    return []


def _until_sentence_end(text: str, spans: list[tuple[int, int, str]], part: str) -> str:
    """The last part ends with its sentence, unless the parts are sentences of their own."""
    between = text[spans[0][1] : spans[-1][0]].replace(BULLET, "").rstrip()
    if between.endswith(".") and text[: spans[0][0]].rstrip().endswith((".", ":", "")):
        ends = _SENTENCE_END.search(part)
        many = len(_SENTENCE_END.findall(between)) + 1 > len(spans) - 1
        return part if many or not ends else part[: ends.start() + 1]
    ends = _SENTENCE_END.search(part)
    return part[: ends.start() + 1] if ends else part
