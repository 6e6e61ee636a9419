"""Words that say no in one language and something else in another: Portuguese "no" is "in the"."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vedette.science.identity.belonging import DENYING, KIN, KNOWN, WRITTEN, accented, shown
from vedette.science.identity.pieces import Piece
from vedette.science.identity.text import word_set

REACH = 5  # pieces after the word in which another may show what language it is


class _Elsewhere(NamedTuple):
    """What stands near a word where it is no denial."""

    next: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()


_PORTUGUESE_NOUNS = word_set(
    "sangue quarto domicílio corpo carro veículo cadáver bolso chão armário apartamento "
    "estômago aeroporto mercado entanto caso pacote saco comprimido copo fígado cabelo"
)
_ELSEWHERE = {
    "no": _Elsewhere(
        next=_PORTUGUESE_NOUNS | {"one"},
        near=word_set("foi foram havia estava estavam pārdozēšanas saindēšanās lietošanas"),
        unless=word_set("se"),
    ),
    # French "ne contient que" is "contains only"; Italian "ne sono stati trovati" is "of it".
    "ne": _Elsewhere(
        next=word_set("sono ho abbiamo hanno contiene contengono conteneva"),
        near=word_set("que qu"),
        unless=word_set("pas aucun aucune ni plus"),
    ),
    "nu": _Elsewhere(
        near=word_set(
            "aangetoond aangetroffen gevonden vastgesteld bevestigd aanwezig påvist fundet "
            "bekræftet påvisat påvisad påvisats hittat hittad bekräftat bekräftad funnet bekreftet"
        )
    ),
    "net": _Elsewhere(near=word_set("aangetoond aangetroffen gevonden vastgesteld bevestigd")),
    "ma": _Elsewhere(
        near=word_set(
            "rilevato rilevata rilevati rilevate trovato trovata trovati trovate riscontrato "
            "riscontrata identificato identificata individuato presente confermato confermata"
        ),
        unless=word_set("non"),
    ),
    "ni": _Elsewhere(next=word_set("poser påsar piller tabletter gram kapsler kapslar")),
    "ei": _Elsewhere(next=word_set("pille natt jente kvinne flaske sprøyte tablett kapsel")),
    "sem": _Elsewhere(
        next=word_set(
            "užil užila vzel vzela kupil kupila kadil kadila jemal jemala užival uživala pil pila "
            "popil popila snifal snifala poskusil poskusila"
        )
    ),
    "sin": _Elsewhere(next=word_set("je")),
    "non": _Elsewhere(next=word_set("fatal lethal medical prescribed prescription")),
}


# "Without a prescription" says nothing of the medicine beside it.
_PRESCRIPTION = word_set(
    "prescription receta recept rezept ordonnance ricetta receita reseptiä recepty rețetă рецепта "
    "συνταγή retseptita recepto receptes"
)
# Spanish "negó" is "denied", Croatian "nego" is "but" after a "not".
_BUT_AFTER = {"nego": word_set("ne nije nisu nema nisam nismo bez")}


_NOWHERE: frozenset[str] = frozenset()


def _by_word(rows: Mapping[str, str]) -> dict[str, frozenset[str]]:
    return {word: frozenset(said.split()) for word, said in rows.items()}


# The languages in which each is no denial. Where nothing shows one of them, these deny ...
_DENIES_UNLESS_SHOWN = _by_word(
    {
    "ani": "ro", "brak": "nl hr sl", "ei": "de no ro lv pt hu", "ej": "pl lv", "gan": "lt lv nl",
    "ilma": "fi", "ne": "fr it pt de da", "nega": "sl hr", "nie": "nl", "no": "pt lv",
    "sans": "da", "utan": "hu", "uten": "nl",
}
)  # fmt: skip
# ... and where nothing shows that it is written in the language of the denial, these deny nothing.
_DENIES_IF_SHOWN = _by_word(
    {
    "be": "en nl", "fara": "sv", "ma": "it pl et fr es da sv no cs sk nl",
    "mitte": "de", "nav": "no", "neboli": "cs", "nego": "hr sl", "neige": "fr",
    "nem": "da cs lv sk", "nera": "it", "net": "en nl fr da ro lt", "ni": "sv da no cs hu ro fi",
    "niste": "ro", "noch": "de", "nu": "nl da sv no fr pt lt lv",
    "pas": "cs sk sl hr lt lv nl pl ro da", "popiera": "pl", "sem": "cs sk sl hr",
    "sin": "da no sv hr sl",
}
)  # fmt: skip
# Followed by one of these, the word is the denial whatever the language of the rest.
_STANDS_BEFORE = {"pas": frozenset({"de", "d", "du"})}

_DOUBLED = frozenset({"ni", "noch", "nem"})  # "ni x ni y": neither ... nor


def says_no_elsewhere_only(
    pieces: Sequence[Piece], at: int, *, text: str = "", language: str | None = None
) -> bool:
    """Whether a word of denial is another word here, as its language or what is near it shows."""
    word = pieces[at].word
    if pieces[at].group != "nothing" and _is_foreign(pieces, at, text, language):
        return True
    if word in _BUT_AFTER:
        before = {piece.word for piece in pieces[max(at - REACH, 0) : at]}
        return not before.isdisjoint(_BUT_AFTER[word])
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after and after.word in _PRESCRIPTION:
        return True
    if after and word == "no" and after.glue == "." and after.group == "number":
        return True  # "heroin no. 3"
    return _is_told_by_neighbours(pieces, at)


def _is_told_by_neighbours(pieces: Sequence[Piece], at: int) -> bool:
    elsewhere = _ELSEWHERE.get(pieces[at].word)
    if elsewhere is None:
        return False
    near = []
    for piece in pieces[at + 1 : at + 1 + REACH]:
        if piece.glue[:1] in {",", ";", "."}:
            break
        near.append(piece.word)
    if not near or not elsewhere.unless.isdisjoint(near):
        return False
    return near[0] in elsewhere.next or not elsewhere.near.isdisjoint(near)


def _is_foreign(pieces: Sequence[Piece], at: int, text: str, language: str | None) -> bool:
    """Whether the word belongs to a language in which it is no denial."""
    word = pieces[at].word
    needed = word in _DENIES_IF_SHOWN
    elsewhere = _DENIES_IF_SHOWN[word] if needed else _DENIES_UNLESS_SHOWN.get(word, _NOWHERE)
    if word not in DENYING or not (elsewhere or language or not text.isascii()):
        return False
    said = accented(pieces[at], text)
    if said and said not in WRITTEN:
        return True
    own = DENYING[word] if said else DENYING[word] - elsewhere
    if language in KNOWN or language in KIN:
        near = KIN.get(language, (language,))
        abroad = near[0] in elsewhere or own.isdisjoint((*near, "en"))
        return abroad and near[0] not in own
    if not elsewhere or _stands_as_denial(pieces, at):
        return False
    weights = shown(pieces, at, text)
    denial = max((weights.get(one, 0.0) for one in own), default=0.0)
    other = max((weights.get(one, 0.0) for one in elsewhere - own), default=0.0)
    return denial <= other if needed and not said else denial < other


def _stands_as_denial(pieces: Sequence[Piece], at: int) -> bool:
    word = pieces[at].word
    follower = pieces[at + 1].word if at + 1 < len(pieces) else ""
    if follower in _STANDS_BEFORE.get(word, ()):
        return True
    beside = (*pieces[max(at - REACH, 0) : at], *pieces[at + 1 : at + 1 + REACH])
    return word in _DOUBLED and any(piece.word == word for piece in beside)
