"""What a "no" does not deny: an exception, what is beyond doubt, how a patient is.

"No drugs other than cocaine", "no doubt cocaine" and "not breathing after heroin" all say that the
substance was there, though a word of denial stands before it.
"""

from collections.abc import Sequence

from vedette.science.identity import languages
from vedette.science.identity.absence import (
    CONTAINS,
    NEITHER,
    NOT_CONTAINING,
    NOTHING,
    is_negative,
)
from vedette.science.identity.pieces import NAMING, Piece
from vedette.science.identity.text import word_set

REACH = 5  # pieces between a "no" and the word that tells what it speaks of
NEAR = 3  # pieces in which a "no" has its noun: "no reasonable doubt"
WITHIN = 12  # pieces of a clause in which the "no" of an exception may stand
# What follows is excepted: "nothing except x", "außer x".
_EXCEPT = word_set(
    {
        "bg": "освен", "cs": "kromě vyjma krom", "da": "undtagen udover foruden",
        "de": "außer ausgenommen", "el": "εκτός πλην",
        "en": "except excepting besides barring save", "es": "salvo excepto menos",
        "et": "peale", "fi": "paitsi", "fr": "sauf hormis excepté outre", "ga": "seachas",
        "hr": "osim izuzev", "it": "tranne eccetto salvo fuorché", "lt": "išskyrus",
        "lv": "izņemot", "mt": "ħlief apparti", "nl": "behalve uitgezonderd buiten",
        "no": "utenom unntatt foruten", "pl": "oprócz poza prócz", "pt": "exceto salvo exceptuando",
        "ro": "decât exceptând", "ru": "кроме", "sk": "okrem", "sl": "razen",
        "sv": "förutom utom undantaget", "uk": "крім",
    }
)  # fmt: skip
# Two words that say so together, with the words that may end them.
_BEGUN = {
    "apart": word_set("from"), "aside": word_set("from"), "addition": word_set("to"),
    "exception": word_set("of de"), "abgesehen": word_set("von"), "bis": word_set("auf"),
    "mis": word_set("part"), "dehors": word_set("de des du d"), "exclusion": word_set("de du"),
    "aparte": word_set("de del"), "ademas": word_set("de del"), "fuera": word_set("de del"),
    "excepcion": word_set("de del"), "eccezione": word_set("di del della dell"),
    "parte": word_set("il la l"), "oltre": word_set("a al alla"), "excecao": word_set("de da do"),
    "alem": word_set("de da do"), "afara": word_set("de"), "distinto": word_set("de del"),
    "distinta": word_set("de del"), "diverso": word_set("da dal"), "diversa": word_set("da dal"),
    "exceptia": word_set(""),
    "bortset": word_set("fra"), "bortsett": word_set("fra från"), "wyjatkiem": word_set(""),
    "vyjimkou": word_set(""), "vynimkou": word_set(""), "izjemo": word_set(""),
    "iznimkom": word_set(""), "iznimku": word_set(""), "izuzetkom": word_set(""),
    "изключение": word_set("на"), "исключением": word_set(""), "exceptie": word_set("de"),
    "uitzondering": word_set("van"), "ausnahme": word_set("von des der"),
    "undtagelse": word_set("af"), "undantag": word_set("av för"), "unntak": word_set("av"),
}  # fmt: skip
# "Other ... than": words for "other", and those for "than" that stand before the name.
_OTHER = word_set(
    "other else another anders andere anderen anderes anderem autre autres otra otro otras otros "
    "altro altra altri altre diverso diversa distinto distinta outra outro outras outros andre "
    "andet annet annen annan annat andra muuta muita muu muid inne innych innego inny jine jinych "
    "jiny iné iných iného drugih drugo druge alta altă alte altceva други друго друга más more "
    "mere mer mehr plus meer mais"
)
_THAN = word_set("than als dan que qu che end enn än kuin niż než ako kot nego osim decât от кроме")
# "No doubt", "ohne Zweifel".
_DOUBT = word_set(
    {
        "bg": "съмнение", "cs": "pochyb pochyby pochybnost pochybností", "da": "tvivl",
        "de": "zweifel", "el": "αμφιβολία", "en": "doubt question wonder",
        "es": "duda dudas", "et": "kahtlust kahtluseta", "fi": "epäilystä epäilystäkään",
        "fr": "doute doutes", "ga": "amhras", "hr": "sumnje dvojbe", "hu": "kétség",
        "it": "dubbio dubbi", "lt": "abejonės abejonių", "lv": "šaubām", "mt": "dubju",
        "nl": "twijfel", "no": "tvil", "pl": "wątpienia wątpliwości", "pt": "dúvida dúvidas",
        "ro": "îndoială", "ru": "сомнения", "sk": "pochýb pochybností", "sl": "dvoma",
        "sv": "tvekan tvivel",
    }
)  # fmt: skip
# How a patient is or is not: what is named beside was taken or given.
_STATE = word_set(
    {
        "bg": "дишаше дишане реакция пулс отговор", "cs": "dýchal dýchala dýchá reakce reagoval "
        "reagovala odpovědi pulz vědomí", "da": "kontaktbar vækkes vejrtrækning respons reaktion "
        "virkning effekt puls bevidst trak",
        "de": "ansprechbar erweckbar weckbar atmung atmet atmete atmend reaktion reagiert "
        "reagierte besserung wirkung puls bewusstsein bewusst", "el": "ανταπόκριση αναπνέει "
        "ανέπνεε σφυγμό",
        "en": "breathing responding responsive response respond responded reaction react reacted "
        "effect improvement rousable arousable conscious awake pulse pulses respirations "
        "breath wake waking woke moving relief recovery",
        "es": "respira respiraba respiración responde respondía respondió respuesta reacción "
        "reacciona reaccionaba efecto pulso consciente mejoría despierta",
        "et": "reageerinud reaktsiooni hinganud hinganud pulssi", "fi": "hengittänyt hengitä "
        "hengitystä reagoinut vastetta herännyt tajuissaan pulssia",
        "fr": "respire respirait respiration répond répondait réponse réaction réagit réagissait "
        "effet pouls conscient consciente amélioration réveillable",
        "hr": "disao disala reakcije reagirao reagirala odgovora pulsa", "hu": "reagált lélegzett "
        "légzés pulzus reakció hatás", "it": "respira respirava respiro risponde rispondeva "
        "risposta reazione reagisce reagiva effetto polso cosciente vigile miglioramento",
        "lt": "kvėpavo reagavo pulso", "lv": "elpoja reaģēja pulsa", "nl": "aanspreekbaar wekbaar "
        "ademhaling ademt ademde reactie reageert reageerde respons effect polsslag bewustzijn "
        "bewust", "no": "kontaktbar pustet puster respons reaksjon virkning effekt puls våken "
        "bevisst", "pl": "oddychał oddychała oddycha oddechu reaguje reagował reagowała reakcji "
        "odpowiedzi tętna przytomny przytomna poprawy", "pt": "respira respirava respiração "
        "responde respondeu resposta reação reage reagia efeito pulso consciente melhoria",
        "ro": "respiră respira răspunde răspuns reacție reacționează reacționa puls conștient "
        "conștientă", "sk": "dýchal dýchala reakcie reagoval reagovala odpovede pulzu",
        "sl": "dihal dihala odziva odzival odzivala odzivna odziven utripa",
        "sv": "kontaktbar väckbar andas andades andning respons reaktion reagerade reagerar "
        "effekt puls vaken medvetande", "ru": "дышал дышала реагировал реакции пульса",
    }
)  # fmt: skip
# What came before the state: "not awake after GHB".
_AFTER = word_set(
    {
        "bg": "след", "cs": "po", "da": "efter", "de": "nach", "el": "μετά",
        "en": "after following since despite", "es": "tras después pese", "et": "pärast",
        "fr": "après malgré suite", "hr": "nakon poslije", "it": "dopo nonostante", "lt": "po",
        "lv": "pēc", "mt": "wara", "nl": "na ondanks", "no": "etter", "pl": "po mimo",
        "pt": "após depois apesar", "ro": "după", "ru": "после", "sk": "po", "sl": "po",
        "sv": "efter trots",
    }
)  # fmt: skip
# ... but a test says nothing of that kind: "no colour after testing for fentanyl".
_TESTED = ("test", "prüf", "pruf", "analys", "analiz", "screen", "wash", "probe", "badan", "vizsg")
_DENYING = (
    languages.NOT
    | languages.NOT_IF_FOUND
    | languages.DENIED
    | NEITHER
    | NOT_CONTAINING
    | NOTHING
    | {"none"}
)
_OF_FINDING = languages.FOUND | CONTAINS
_ON = frozenset({"", "/", "&", " or ", "("})
_TURNS_ROUND = frozenset({"either", "link"})


def speaks_of_a_state(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a "no" is said of a doubt or of a patient, or only of what came after a name."""
    after = pieces[at + 1 : at + 1 + 2 * REACH]
    if any(piece.word.startswith(_TESTED) for piece in after):
        return False
    for count, piece in enumerate(after[:REACH]):
        if piece.group in NAMING or piece.word in _OF_FINDING or piece.glue not in {"", "'"}:
            return False
        if count < NEAR and (piece.word in _DOUBT or piece.word in _STATE):
            return True
        if count and piece.word in _AFTER:
            return True
    return False


def is_doubly_denied(pieces: Sequence[Piece], at: int) -> bool:
    """Whether "not" and "negative" stand together: "non-negative for cocaine"."""
    if is_negative(pieces[at].word):
        return at > 0 and _is_not(pieces[at - 1]) and pieces[at].glue in {"", "'"}
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or not _is_not(pieces[at]) or after.glue not in {"", "'"}:
        return False
    return is_negative(after.word)


def affirm_exceptions(pieces: Sequence[Piece]) -> None:
    """Take back the denial of what is excepted from it: "no drugs other than cocaine"."""
    for at, piece in enumerate(pieces):
        stop = _excepting(pieces, at) if piece.word and piece.group not in NAMING else 0
        if stop and _is_denied_around(pieces, at, stop):
            _affirm(pieces, stop)


def _excepting(pieces: Sequence[Piece], at: int) -> int:
    """Where the words end that except what follows; 0 if none begin here."""
    word = pieces[at].word
    if word in _EXCEPT:
        return at + 1
    if (ends := _BEGUN.get(word)) is not None:
        follower = pieces[at + 1] if at + 1 < len(pieces) else None
        if not ends:
            return at + 1
        return at + 2 if follower and follower.word in ends else 0
    if word in _OTHER:
        for number in range(at + 1, min(at + 1 + REACH, len(pieces))):
            piece = pieces[number]
            if piece.group in NAMING - {"family"} or piece.glue[:1] in {".", ";"}:
                return 0  # but "no other opioids than x"
            if piece.word in _THAN and any(
                one.group in NAMING for one in pieces[number + 1 :][:NEAR]
            ):
                return number + 1
    return 0


def _is_denied_around(pieces: Sequence[Piece], at: int, stop: int) -> bool:
    """Whether a "no" stands before the exception, or after it where the exception begins all."""
    for number in range(at - 1, max(at - 1 - WITHIN, -1), -1):
        if pieces[number + 1].glue[:1] in {".", ";"}:
            break
        if _says_no(pieces[number]):
            return True
    else:
        number = -1
    begins = not any(piece.group in NAMING for piece in pieces[number + 1 : at])
    return begins and any(_says_no(piece) for piece in pieces[stop : stop + WITHIN])


def _affirm(pieces: Sequence[Piece], stop: int) -> None:
    named = False
    for number in range(stop, len(pieces)):
        piece = pieces[number]
        if named and piece.glue not in _ON and not _goes_on(pieces, number):
            return
        if piece.group in NAMING:
            piece.negated, named = False, True
        elif piece.group in _TURNS_ROUND or (named and piece.group == "form"):
            continue
        elif named or number - stop >= REACH or piece.word in languages.BUT:
            return


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a comma leads to the next of the excepted: no "no" is said of it."""
    if pieces[at].glue != "," or pieces[at].group not in NAMING:
        return False
    for piece in pieces[at + 1 : at + 1 + REACH]:
        if piece.glue[:1] in {";", "."}:
            return True
        if _says_no(piece):
            return False
    return True


def _says_no(piece: Piece) -> bool:
    nothing = piece.group == "nothing" and piece.meaning == "nothing_found"
    return nothing or piece.word in _DENYING or is_negative(piece.word)


def _is_not(piece: Piece) -> bool:
    return piece.word in languages.NOT or piece.word in languages.NOT_IF_FOUND
