"""Who is asked, and with whom: names of bodies as codes, only where a verb reaches them."""

import re
from functools import cache

from vedette.response.policy.lexicons import Lexicon, all_body_codes, every
from vedette.response.policy.verbs import Verb, operative_verb, passive_verb

_SENTENCE = re.compile(r"[.;]\s+(?=\S)")
_BRACKETS = re.compile(r"\s*\([^()]{1,40}\)")


def addressees(text: str, verb: Verb | None, lexicon: Lexicon) -> list[str]:
    """Codes of the bodies the paragraph asks to act, in order."""
    found: list[str] = []
    for one in [verb, *_later_verbs(text, lexicon)]:
        if one is None:
            continue
        codes, end = _body_list(text, one.zone[0], lexicon, until=one.zone[1])
        found += codes
        if codes:
            found += _second_verb(text, end, lexicon)
        if codes and one.zone[1] == len(text):
            found += _second_addressee(text, end, lexicon)
        elif codes:
            found += _second_addressee(text, one.end, lexicon)
    return list(dict.fromkeys(found))


def partners(text: str, lexicon: Lexicon) -> list[str]:
    """Codes of the bodies with whom it is to be done."""
    low, found = text.lower(), []
    for phrase in lexicon.words["partners"]:
        at = low.find(phrase)
        while at >= 0:
            found.append((at, _body_list(text, at + len(phrase), lexicon)[0]))
            at = low.find(phrase, at + len(phrase))
    return list(dict.fromkeys(code for _, codes in sorted(found) for code in codes))


def bodies_in_cell(text: str) -> tuple[list[str], str]:
    """Codes in a cell of a table, in order, and what of the cell names no known body."""
    pattern, codes = all_body_codes()
    found: list[str] = []
    rest, last = [], 0
    for match in pattern.finditer(text):
        found.append(code_of(match.group(), codes))
        rest.append(text[last : match.start()])
        last = match.end()
    rest.append(text[last:])
    left = " ".join(_split_codes().sub(" ", _BRACKETS.sub(" ", " ".join(rest))).split())
    left = _article().sub("", left).strip()
    return list(dict.fromkeys(found)), left


def mentioned(text: str, lexicon: Lexicon) -> list[str]:
    """Codes of every body a text names, in order."""
    found = (code_of(match.group(), lexicon.body_codes) for match in lexicon.body.finditer(text))
    return list(dict.fromkeys(found))


def code_of(name: str, codes: dict[str, str]) -> str:
    """The code of a name, whatever its case and spacing."""
    plain = " ".join(name.lower().split())
    return codes[plain] if plain in codes else codes[plain.replace("’", "'").replace("—", "-")]


def _later_verbs(text: str, lexicon: Lexicon) -> list[Verb]:
    """Verbs that open a further sentence of the same paragraph."""
    found = []
    for stop in _SENTENCE.finditer(text):
        verb = operative_verb(text, lexicon, start=stop.end())
        if verb:
            found.append(verb)
    return found


def _body_list(
    text: str, at: int, lexicon: Lexicon, *, until: int | None = None
) -> tuple[list[str], int]:
    """Bodies one after the other from a place on: "the Commission, Europol and the EUDA"."""
    until = len(text) if until is None else until
    found: list[str] = []
    end = at
    while at < until:
        while at < until and text[at] in " ,*:":
            at += 1
        name = _name_at(text, at, lexicon, after=bool(found))
        if name is None or name[1] > until:
            break
        found.append(name[0])
        end = name[1]
        bracket = _BRACKETS.match(text, end)
        end = bracket.end() if bracket else end
        separator = lexicon.separator.match(text, end)
        if not separator:
            break
        at = separator.end()
    return found, end


def _name_at(text: str, at: int, lexicon: Lexicon, *, after: bool) -> tuple[str, int] | None:
    skipped = lexicon.skipped.match(text, at)
    # "Council of the …" may begin with a word that is skipped elsewhere: try both places.
    for start in dict.fromkeys((at, skipped.end() if skipped else at)):
        if after:
            for name, code in lexicon.continued.items():
                if (
                    text[start : start + len(name)].lower() == name
                    and not text[start + len(name) : start + len(name) + 1].isalpha()
                ):
                    return code, start + len(name)
        match = lexicon.body.match(text, start)
        if match and text[match.end() : match.end() + 1] not in lexicon.words["genitives"]:
            return code_of(match.group(), lexicon.body_codes), match.end()
    return None


def _second_verb(text: str, at: int, lexicon: Lexicon) -> list[str]:
    """ "Invites A and encourages B to …": B."""
    conjunction = lexicon.separator.match(text, at)
    verb = operative_verb(text, lexicon, start=conjunction.end()) if conjunction else None
    return _body_list(text, verb.zone[0], lexicon, until=verb.zone[1])[0] if verb else []


@cache
def _second_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    before, after = lexicon.words["second_before"], lexicon.words["second_after"]
    pattern = f"{before}{lexicon.skipped.pattern}({lexicon.body.pattern}){after}"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _split_codes() -> re.Pattern[str]:
    return re.compile(rf"[\s,;/&+]+|\b(?:{every('and')})(?!\w)", re.IGNORECASE)


@cache
def _article() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{every('skipped')}|'?s|EU)\s*)+$|[().]", re.IGNORECASE)


def _second_addressee(text: str, at: int, lexicon: Lexicon) -> list[str]:
    """ "Invites A to do this and B to do that": B, unless a preposition governs it."""
    sentence = _SENTENCE.search(text, at)
    end = sentence.start() if sentence else len(text)
    pattern = _second_pattern(lexicon)
    match = pattern.search(text, at, end)
    if not match:
        return []
    words = re.findall(r"\w+", text[at : match.start()].lower())
    is_body_before = any(
        m.end() >= match.start() - 1 for m in lexicon.body.finditer(text, at, match.start())
    )
    if is_body_before or any(word in lexicon.words["governing"] for word in words[-6:]):
        return []
    return [code_of(match.group(1), lexicon.body_codes)]


def passive_or_active(text: str, lexicon: Lexicon) -> Verb | None:
    """The verb of a recommendation, whether it opens the text or follows those it asks."""
    return operative_verb(text, lexicon) or passive_verb(text, lexicon)
