"""Read systematic names that no register spells so, through the structure they describe.

A systematic name may be written in hundreds of right ways. Whoever can turn one into a structure
finds the substance whose structure it is; the text is then read again with that substance's
identifier in its place, so that what the text says of it, a denial among it, is read as ever.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from vedette.science.identity.lexicon import Lexicon
from vedette.science.identity.resolution import Mention, Resolution

SCORE = 0.9  # the writer may have erred in a locant, and it would be another structure
SHORTEST, LONGEST = 12, 400  # characters of a name
MOST_NAMES = 12  # of one text
FLAT = "-UHFFFAOYSA-"  # the second block of an InChIKey without a word of hands
SKELETON = 14  # characters of the first block of an InChIKey
_STRETCH = re.compile(r"\S+")
_CHEMICAL = re.compile(
    r"(?:yl|oxy|oyl|amino|ide?|amine?|one?|ane?|ene?|yne|ole?|ate?|ine?|acid|oate?)(?![a-z])"
)
_LOCANT = re.compile(r"\d['a-zH]{0,2}[,\-)\]]|\bN[,-]")
_ESTER = re.compile(r"\S*(?:yl|ylic)")
_OPEN = {"(": ")", "[": "]", "{": "}"}


class Place(NamedTuple):
    """Where a name may stand in a text."""

    start: int
    stop: int


def read_systematic(
    found: Resolution, lexicon: Lexicon, structure_of: Callable[[str], str], *,
    language: str | None = None,
) -> Resolution:  # fmt: skip
    """Read the systematic names of a text that its resolution left unread.

    Parameters
    ----------
    found : Resolution
        What the names that are known made of the text.
    structure_of : callable
        The InChIKey of a systematic name, or "".

    Returns
    -------
    Resolution
        The same, or one with the substances whose structures the names describe.
    """
    text = found.raw
    places: list[tuple[Place, str]] = []
    for place in _places(found):
        if places and place.start < places[-1][0].stop:
            continue
        if inchikey := _known(structure_of(text[slice(*place)]), lexicon):
            places.append((place, inchikey))
    if not places:
        return found
    rewritten, moved = _rewrite(text, places)
    again = lexicon.resolve(rewritten, language=language)
    mentions = tuple(_placed(mention, text, moved) for mention in again.mentions)
    return Resolution(text, again.status, mentions)


def _places(found: Resolution) -> Iterator[Place]:
    """Where systematic names stand that were not read, the longer reading of each first."""
    if not found.mentions:
        return
    sure = [m.span for m in found.mentions if m.status == "resolved"]
    last, count = None, 0
    for stretch in _STRETCH.finditer(found.raw):
        if stretch.end() - stretch.start() > 2 * LONGEST:
            last = None
            continue
        place = _trimmed(found.raw, stretch.start(), stretch.end())
        said = found.raw[slice(*place)]
        if _is_systematic(said) and not any(
            start <= place.start and place.stop <= stop for start, stop in sure
        ):
            count += 1
            if count > MOST_NAMES:
                return
            if last is not None and _ESTER.fullmatch(found.raw[slice(*last)]):
                yield Place(last.start, place.stop)  # "methyl 2-[...]butanoate"
            yield place
        last = place


def _is_systematic(said: str) -> bool:
    if not SHORTEST <= len(said) <= LONGEST or "://" in said:
        return False
    return bool(_LOCANT.search(said) and _CHEMICAL.search(said))


def _trimmed(text: str, start: int, stop: int) -> Place:
    """Leave out the marks around a name, and a bracket that is opened or closed elsewhere."""
    while start < stop and text[start] in "\"'“”‘’«»„,;:.<>":
        start += 1
    while start < stop and text[stop - 1] in "\"'“”‘’«»„,;:.!?<>":
        stop -= 1
    while start < stop and text[start] in _OPEN and not _closes(text, start, stop):
        start += 1
    while start < stop and text[stop - 1] in _OPEN.values() and not _opens(text, start, stop):
        stop -= 1
    return Place(start, stop)


def _closes(text: str, start: int, stop: int) -> bool:
    mark = text[start]
    return text.count(mark, start, stop) <= text.count(_OPEN[mark], start, stop)


def _opens(text: str, start: int, stop: int) -> bool:
    mark = text[stop - 1]
    opening = next(one for one, closing in _OPEN.items() if closing == mark)
    return text.count(mark, start, stop) <= text.count(opening, start, stop)


def _known(inchikey: str, lexicon: Lexicon) -> str:
    """The InChIKey of the one registered substance of a structure, or "".

    A name that leaves the hand open may mean the only one there is, and one that tells it may mean
    what is registered without; but one hand is not the other.
    """
    alike = lexicon.by_skeleton.get(inchikey[:SKELETON], ()) if inchikey else ()
    if inchikey in alike or len(alike) != 1:
        return inchikey if inchikey in alike else ""
    return alike[0] if FLAT in inchikey or FLAT in alike[0] else ""


def _rewrite(
    text: str, places: list[tuple[Place, str]]
) -> tuple[str, list[tuple[int, int, Place]]]:
    """The text with identifiers instead of names, and where each of these stands now."""
    parts, moved, last, length = [], [], 0, 0
    for place, inchikey in places:
        between = text[last : place.start]
        start = length + len(between)
        moved.append((start, start + len(inchikey), place))
        parts += [between, inchikey]
        last, length = place.stop, start + len(inchikey)
    return "".join([*parts, text[last:]]), moved


def _placed(mention: Mention, text: str, moved: list[tuple[int, int, Place]]) -> Mention:
    """A mention of the rewritten text at its place in the text as it was."""
    start, stop = mention.span
    span = _back(start, moved, is_end=False), _back(stop, moved, is_end=True)
    is_read = any(begin <= start and stop <= end for begin, end, _place in moved)
    matches = tuple(
        match._replace(span=span, score=min(match.score, SCORE) if is_read else match.score)
        for match in mention.matches
    )
    return mention._replace(text=text[slice(*span)], span=span, matches=matches)


def _back(at: int, moved: list[tuple[int, int, Place]], *, is_end: bool) -> int:
    shift = 0
    for begin, end, place in moved:
        if at < begin or (at == begin and is_end):
            break
        if at < end or (at == end and is_end):
            return place.stop if is_end else place.start
        shift = place.stop - end
    return at + shift
