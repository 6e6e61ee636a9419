"""Tell the parts of chemical names from the words of a sentence.

A word nobody knows leaves the name beside it open if it may belong to it: "azepanyl fentanyl" is no
fentanyl, but "fentanyl into", "fentanyl organisaatio" and "trovato fentanil" are. A part is made of
roots, multipliers and endings and of nothing else; an ordinary word hardly ever is.
"""

import re
from functools import lru_cache

from vedette.science.identity import vocabulary as words
from vedette.science.identity.folding import fold, latin, variants
from vedette.science.identity.pieces import Piece

_HANDED = re.compile(r"\d{1,2}[rs]")
_ORDINAL = re.compile(r"\d+[^\W\d]{1,3}")
# Groups that are written as two letters: "Me", "Cl".
_SHORT = frozenset({"me", "et", "pr", "bu", "ph", "bz", "bn", "ac", "cl", "br", "oh", "nh", "cn"})
LONGEST_BY_CHANCE = 8  # letters in a row that only names are made of
LONGEST = 60  # letters; no ordinary word is longer
SHORTEST = 4  # letters; shorter words of many languages are made of such syllables by chance

# All in folded spelling, so that they hold for every language.
_PLACES = (
    r"orto|meta|para|alfa|beta|gama|delta|omega|iso|sek|tert|sis|trans|neo|nor|siklo|bisiklo|spiro|"
    r"mono|di|bi|bis|tri|tetra|penta|esa|epta|okta|poli|des|desm|de|epi|endo|eso|omo|tio|oso|asa|n"
)
_CHAINS = (
    r"(?:al|ar|vin|es)(?:il|osi)|"
    r"(?:met|et|prop|but|pent|ept|okt|non|dek|undek|dodek|amil|alk|siklopent|sikloes)"
    r"(?:il(?:i?en|iden|idin|osi|amino|amin|amid|tio)?|osi(?:l|met)?|an(?:ol|al|on|oil|oat|amid|amin)?"
    r"|en(?:il|ol|al|on|oil|oat)?|in(?:il|ol)?|oil|oat|adien(?:il)?|anilid)"
)
_RINGS = (
    r"fen(?:il|osi|et(?:il)?|etilamin|ol|on|atil)|bens(?:il|oil|o|en|amid|idr(?:il)?|osi|imidasol|"
    r"odiosol(?:il)?|ofuran(?:il)?|oat|al)|tol(?:u|il|uil|uen|uoil)|naft(?:il|o|alen|oil|ilmetil)|"
    r"fur(?:an(?:il|oil|o)?|il|oil|o|furil)|ti(?:enil|enoil|ofen(?:il)?|ofuran|asol(?:il)?|ol)|"
    r"pir(?:id(?:in|il|inil|o)|imid(?:in|il)|as(?:in|ol|inil|olil)|ol(?:il)?|olid(?:in|ino|inil|il)|an|"
    r"anil|ovaleron)|piper(?:id(?:in|il|ino|inil)|as(?:in|ino|inil)|onil)|morfolin(?:o|il)?|"
    r"kinol(?:in|il|inil)|indol(?:il|e)?|ind(?:asol(?:il)?|an(?:il)?|enil)|imidasol(?:il|idin)?|"
    r"triasol(?:o|il)?|tetrasol(?:il)?|osas(?:ol|olidin|in)(?:il)?|as(?:epan|etidin|iridin|ol|in)"
    r"(?:il)?|adamant(?:an|il|oil)|norbornil|kum(?:il)|sinam(?:il|oil)|anilid|anilin|ursodiol"
)
_ACIDS = (
    r"aset(?:il|at|osi|amid|amido|on|oil|onid|ilfentanil)|akr(?:il|iloil|ilat|oil|idin|oilfentanil)|"
    r"kroton(?:il|oil|at)|valer(?:il|oil|at|oat)|kapr(?:il|oil|oat|ilat)|pival(?:oil|at|il)|"
    r"form(?:il|amid)|propi(?:on(?:il|at|amid)?|oil)|but(?:ir(?:il|at|oil|amid))|laur(?:at|il|oil)|"
    r"sipion(?:at|il)?|enant(?:at|oat|il)|undes(?:ilen)?(?:ilat|at|oat)?|undeka?n?oat|"
    r"(?:un|do)?dekanoat|palmit(?:at|oil)|stearat|oleat|mal(?:on(?:il|at)|eat)|suks?in(?:at|il)|"
    r"osal(?:at|il)|ftal(?:at|il|imid)|bensoat|salisil(?:at|il)|karb(?:amat|amoil|amid|onil|osi(?:l|lat|"
    r"lik)?|osamid|onat|o)|glukuron(?:id|at)|glisid(?:at|il)|sulf(?:on(?:il|at|amid)?|osid|inil|anil|id|o)|fosf(?:o|in|"
    r"or(?:il)?|onat)|amid(?:o)?|amin(?:o)?|imin(?:o)?|nitr(?:o|il|oso|os|asen)|sian(?:o|id|"
    r"at)|asid(?:o)?|fluor|klor|brom|iod|idr(?:o|osi|osil|as(?:in|on|id))|keto|oksim|"
    r"dios(?:i|an|ol|olan|id|o)|lakt(?:am|on)|tiosian(?:at)?|merkapto|silil|alkil|aril|nikotin(?:oil|at)"
)
# What may stand before "-yl" and "-oxy", in both spellings: Slavic verbs end so too ("zistil").
_ROOT = (
    r"(?:m?eth?|i?sop?rop|prop|but|pent|h?e[xs]|h?ept|o[ck]t|[ck]?all|al|ben[zs]|ph?en|fen|a[ck]et|"
    r"a[sz]et|propion|but[yi]r|valer|[ck]roton|a[ck]r|furan|tien|thien|na[fp]h?t|alk|ar|c[yi]cl\w*|"
    r"si[ck]l\w*|p[yi]r\w*|p[yi]per\w*|in[td]ol|indol|imid\w*|nitros|[ck]arbon|[ck]arboks|adamant|"
    r"[ck]um|[ck]inn?am|ton|tos|vin|s[yi]l|form|mal|su[ck][ck]?in|o[xk]al|benzo|benso|lau?r|ste?ar|"
    r"palm?it|de[ck]|non|undec|m[ei]s|h?[yi]dr|form)"
)
_FOREIGN_PREFIX = re.compile(
    rf"\w*(?:{_ROOT}(?:il|osi|oso)|fluor|klor|brom|iod|idro|nitro|amino|tio|keto|etilen)"
)
_PREFIX = re.compile(
    r"(?:n|o|s|m|p|f|cl|br|\d+'?|alpha|beta|gamma|delta|ortho|meta|para|iso|nor|bis|di|tri"
    rf"|de[sz]e?(?:m?[ae]th?|al|[ck]h?l|fl|br|n|pr|hy)\w*|\w*(?:{_ROOT}\w?(?:yl|oxy)|oxo|fluoro?|chloro?|bromo?|iodo|hydro|nitro|amino|thio"
    r"|keto|aza|cyano|alkyl|propionyl))"
)
_RUN = re.compile(rf"(?:(?:{_PLACES})*(?:{_CHAINS}|{_RINGS}|{_ACIDS}))+")
_WORD = re.compile(rf"(?:(?:{_PLACES})*(?:{_CHAINS}|{_RINGS}|{_ACIDS}))+[aeiou]*")


@lru_cache(maxsize=20_000)
def is_chemical(word: str) -> bool:
    """Whether a word nobody knows is made like a part of a name: "azepanyl", "undecanoat"."""
    if not word.isalpha():
        return any(map(str.isdigit, word)) and not _ORDINAL.fullmatch(word)
    if len(word) < SHORTEST:
        return word in _SHORT
    if len(word) > LONGEST:
        return True
    return any(_is_made_of_parts(fold(reading)) for reading in variants(word))


def _is_made_of_parts(folded: str) -> bool:
    if _WORD.fullmatch(folded):
        return True
    # A long part with a typing error is still a part: what it is made of goes on far enough.
    covered = max((len(run[0]) for run in _RUN.finditer(folded)), default=0)
    return covered >= LONGEST_BY_CHANCE and 2 * covered >= len(folded)


def is_prefix(piece: Piece, *, joined: bool) -> bool:
    """Whether a word nobody knows would change the substance named after it.

    Joined to the name by a hyphen it nearly always does; standing apart it must be a chemical word,
    for Slavic "tri" is three and Spanish "para" is for.
    """
    if piece.group == "number" or len(piece.word) < 3:
        return False
    if not joined:
        return is_chemical(piece.word)
    return bool(_PREFIX.fullmatch(latin(piece.word)) or _FOREIGN_PREFIX.fullmatch(fold(piece.word)))


def is_handed(word: str) -> bool:
    """Whether it only says which mirror image is meant: "d", "1R"."""
    return word in words.STEREO or bool(_HANDED.fullmatch(word))


def is_part(piece: Piece) -> bool:
    """Whether a joined word nobody knows may belong to the name of another substance."""
    return len(piece.word) < 4 or is_prefix(piece, joined=True) or not piece.word.isalpha()
