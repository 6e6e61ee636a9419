"""To which languages the words of a text belong, as far as our lists of words can say.

Asked only where a word means one thing in one language and another elsewhere: most texts are read
without it.
"""

from collections.abc import Iterator, Sequence

from vedette.science.identity import absence, languages
from vedette.science.identity.pieces import Piece
from vedette.science.identity.text import WordSet, as_written, word_set

REACH = 12  # pieces on either side that may show the language of a word
# Languages so near that a list of one holds words of the other.
KIN = {
    "nb": ("no", "da", "sv"), "nn": ("no", "da", "sv"), "no": ("no", "da", "sv"),
    "da": ("da", "no"), "sv": ("sv", "no"), "sk": ("sk", "cs"), "cs": ("cs", "sk"),
    "bs": ("hr",), "sr": ("hr",), "sh": ("hr",), "lb": ("de", "fr"), "mt": ("mt", "it"),
    "uk": ("uk", "ru"), "mk": ("bg",), "gl": ("es", "pt"), "ca": ("es",),
}  # fmt: skip
# Common words that only show in which language a text is written.
_SHOWN = word_set(
    {
        "cs": "ano jsem jsme byla bylo který která", "da": "jeg han hun blev var hans hendes det",
        "de": "ist war wurde wurden der die das im", "en": "the was were is this that with been",
        "es": "el los las fue fueron en una", "et": "jah oli on see tema", "fi": "oli hän mutta",
        "fr": "oui le la les de du des un une est dans il elle", "ga": "an na bhí sa raibh agus",
        "hr": "sam smo je bio bila bilo ona", "hu": "a az egy volt és hogy igen",
        "it": "il lo gli la un una nel della era stato stata", "lt": "taip buvo yra jis ji kad",
        "lv": "bija ir viņš viņa tika", "mt": "il kien hija tal", "nl": "de het een was is werd in",
        "no": "jeg han hun ble var hans hennes det", "pl": "tak jest był była było się w na",
        "pt": "sim o os as foi foram uma na não", "ro": "da este sunt fost la din pe o",
        "sk": "áno som sme bola bolo ktorý", "sl": "je bil bila bilo sva ga so",
        "sv": "jag han hon blev var hans hennes det ett",
    }
)  # fmt: skip
_LISTS: tuple[WordSet, ...] = (
    languages.AND, languages.OR, languages.NOT, languages.NOT_IF_FOUND, languages.FOUND,
    languages.DENIED, languages.EXCLUDED, absence.DISPUTED, absence.NEITHER,
    absence.CONTAINS, absence.NOT_CONTAINING, languages.OF, languages.FOR, languages.ONLY,
    languages.BUT, languages.TRACE, languages.POSSIBLE, languages.FORMS, languages.FILLERS,
    languages.REPORTS, _SHOWN,
)  # fmt: skip
_DENIALS: tuple[WordSet, ...] = (
    languages.NOT, languages.NOT_IF_FOUND, languages.DENIED, languages.EXCLUDED,
    absence.DISPUTED, absence.NEITHER, absence.NOT_CONTAINING, absence.DECAYS,
    absence.BEHIND,
)  # fmt: skip


def _owners(lists: Sequence[WordSet]) -> dict[str, frozenset[str]]:
    owners: dict[str, frozenset[str]] = {}
    for words in lists:
        for word, said in words.languages.items():
            owners[word] = owners.get(word, frozenset()) | said
    return {word: said - {"xx"} for word, said in owners.items()}


_OWNERS = _owners(_LISTS)
DENYING = _owners(_DENIALS)  # each word that denies, with the languages in which it does
KNOWN = frozenset(language for said in DENYING.values() for language in said)
WRITTEN = frozenset().union(*(words.written for words in _DENIALS))
# Letters that few languages have.
_LETTERS = {
    "ã": "pt", "õ": "pt et", "ñ": "es", "ă": "ro", "ș": "ro", "ț": "ro", "ő": "hu", "ű": "hu",
    "ě": "cs", "ř": "cs", "ů": "cs", "č": "cs sk sl hr lt lv", "š": "cs sk sl hr lt lv et",
    "ž": "cs sk sl hr lt lv et", "ľ": "sk", "ĺ": "sk", "å": "sv da no", "ø": "da no", "æ": "da no",
    "ä": "sv fi de et sk", "ö": "sv fi de et hu tr", "ü": "de et hu tr", "ß": "de", "ė": "lt",
    "ų": "lt", "į": "lt", "ū": "lt lv", "ā": "lv", "ē": "lv", "ī": "lv", "ļ": "lv", "ņ": "lv",
    "ķ": "lv", "ģ": "lv", "ł": "pl", "ż": "pl mt", "ź": "pl", "ś": "pl", "ń": "pl", "ą": "pl lt",
    "ę": "pl lt", "ć": "pl hr", "đ": "hr", "ï": "nl fr", "ë": "nl fr", "è": "it fr", "ù": "it fr",
    "ò": "it", "ì": "it", "à": "it fr pt", "ê": "pt fr", "ç": "pt fr tr", "í": "es pt cs sk hu ga",
    "ó": "es pt pl hu sk ga", "ú": "es pt cs sk hu ga", "á": "es pt cs sk hu ga", "ı": "tr",
    "ğ": "tr", "ħ": "mt", "ġ": "mt", "ċ": "mt",
}  # fmt: skip
# How names of substances end in few languages, the surest first.
_ENDINGS = (
    (("iini", "yyli", "iinia", "yylia", "iinin"), "fi"), (("iin", "uul", "iini", "uuli"), "et"),
    (("inas", "ilis", "onas", "inis"), "lt"), (("ins", "ils", "ons", "amins"), "lv"),
    (("ilo", "eno"), "es"), (("ine",), "en fr nl"), (("cain", "cocain"), "ro"),
    (("caina", "codeina"), "es pt it ro"), (("ina", "ona"), "es pt it ro pl"),
    (("inu", "ylu", "iny"), "pl cs sk"), (("ilu",), "pl cs sk sl"),
    (("ila",), "lv hr sl"), (("il",), "es pt it ro hu sl hr"),
    (("kain",), "de da sv no cs sk sl hr hu"),
)  # fmt: skip


def accented(piece: Piece, text: str) -> str:
    """The word with the accents it is written with; "" if it has none or they are not told apart.

    Accents make another word: Italian "farà" is not Romanian "fără".
    """
    if text.isascii():
        return ""
    said = as_written(text[slice(*piece.span)])
    return "" if said.isascii() or not said.isalpha() or max(said) >= "\u0370" else said


def shown(pieces: Sequence[Piece], at: int, text: str) -> dict[str, float]:
    """How much the text beside a word speaks for each language, by words, names and letters."""
    weights: dict[str, float] = {}
    first, last = max(at - REACH, 0), min(at + REACH, len(pieces) - 1)
    for number in range(first, last + 1):
        if number != at and (said := _languages_of(pieces[number])):
            for language in said:
                weights[language] = weights.get(language, 0.0) + 1 / len(said)
    for letter in _letters(text[pieces[first].span[0] : pieces[last].span[1]]):
        said = _LETTERS[letter].split()
        for language in said:
            weights[language] = weights.get(language, 0.0) + 1 / len(said)
    return weights


def _languages_of(piece: Piece) -> Sequence[str]:
    if piece.word in _OWNERS:
        return tuple(_OWNERS[piece.word])
    if piece.group not in {"substance", "family"}:
        return ()
    return next((said.split() for ends, said in _ENDINGS if piece.word.endswith(ends)), ())


def _letters(text: str) -> Iterator[str]:
    if not text.isascii():
        yield from sorted(set(as_written(text)) & _LETTERS.keys())
