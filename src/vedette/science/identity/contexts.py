"""Words beside a name that say something else is meant, or that settle what is meant.

Each rule is a row of data: the word as it is looked up, the words that stand before it and those
that stand after it, in whatever language; both are compared without accents.
"""

import re
from typing import NamedTuple

from vedette.science.identity.pieces import NAMING, Piece, take_back
from vedette.science.identity.text import normalise
from vedette.science.identity.vocabulary import COMMON

AROUND = 60  # characters read on either side
_WORD = re.compile(r"[^\W_]+")
_PARTS_OF_BUILDINGS = frozenset(
    {"unit", "suite", "flat", "apartment", "apt", "gate", "building", "haus", "zimmer", "wohnung"}
)
LONGEST_CODE = 4  # letters and digits
_SIZE = re.compile(
    r"[ -]?\d+(?:[.,]\d+)?\s?(?:mm|cm|km|[gmt]b|k?wh?|[mg]?hz|volts?|inch|zoll|rpm)\b",
    re.I,
)
_DEUTERATED = re.compile(r"d\d{1,2}")


class Beside(NamedTuple):
    """What may stand up to three words before a name, right after it, or after as a pattern."""

    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    pattern: re.Pattern[str] | None = None


def _beside(before: str = "", after: str = "", pattern: str = "") -> Beside:
    return Beside(
        frozenset(normalise(before).split()),
        frozenset(normalise(after).split()),
        re.compile(pattern) if pattern else None,
    )


_DATE = (
    r"[\s:=.]*(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d\b"
    r"|\d{1,2}(?:st|nd|rd|th)?[ -][a-z]{3,9}[ -]\d{2,4})"
)
_DOCTOR = (
    "visit appointment office clinic referral referred refers letter practice notes advised "
    "called consult consulted saw prescribed follow followup recommended aware informed notified "
    "monday tuesday wednesday thursday friday tomorrow regarding note contacted pneumonia"
)
# The word is no name of a substance here.
ELSEWHERE: dict[str, Beside] = {
    "dob": _beside("name sex age patient", "age sex male female name unknown", _DATE),
    "doi": _beside("", "org https", r"[\s:=.]*(?:10\.\d|https?:|org)"),
    "doc": _beside(
        "my family duty ward word pdf see file msg",
        "was said says called came is has had will told arrived file files prescribed "
        "id number pdf attached",
        r"\s*(?:no|nr|ref)\b|\.\s*(?:no|nr|ref)",
    ),
    "met": _beside(
        "has have had been we they i he she who was not criteria target targets first",
        "officers officer police office department detective detectives dept with criteria at by "
        "the a his her them up requirements standard standards patient weather éireann service "
        "gala",
    ),
    "pcp": _beside(
        "seen see saw follow referred refer visited contacted via call consult establish "
        "patient's new treated examined reviewed hiv aids",
        _DOCTOR,
        r"\s*\(pneumo",
    ),
    "dom": _beside(
        "benedictine major",
        "tower church cathedral perignon pérignon pedro joão kirche toren platz",
    ),
    "don": _beside("mr sir", "juan quixote quijote giovanni t't"),
    "det": _beside("", "sgt insp constable inspector sergeant supt", r"\.?\s*(?:sgt|insp|con)\b"),
    "mda": _beside("international", "meeting"),
    "pma": _beside("fda", "approval submission"),
    "dmt": _beside("ms relapsing sclerosis", "dimethyl therapy sclerosis"),
    "mam": _beside("dear my", ""),
    "ice": _beside(
        "black dry crushed thin put applied",
        "agency agents officers detention custody cream cube cubes pack packs rink hockey water "
        "road pavement skating skates age bag tea contact on axe cold bucket box sheet train",
    ),
    "speed": _beside(
        "high full top low excess excessive great walking wind vehicle car driving reaction",
        "limit limits bump bumps camera cameras trap boat skating dating km kmh mph dial "
        "record zone dialling awareness",
    ),
    "spice": _beside(
        "cinnamon pumpkin kitchen curry cooking mixed",
        "jar rack girls mix shop islands route market merchant cupboard bag trade powder",
    ),
    "coke": _beside(
        "can bottle glass diet cherry rum vodka whisky coal petroleum pet metallurgical cans",
        "oven ovens plant fuel coal zero can bottle light works",
    ),
    "crack": _beside(
        "hairline wall pavement windscreen skull bone stress",
        "in of down team willow head open fracture opened egg eggs jokes",
    ),
    "weed": _beside("garden sea common", "killer killers garden gardening bed whacker control"),
    "acid": _beside(
        "battery stomach gastric folic amino uric lactic hyaluronic sulphuric sulfuric",
        "battery reflux burn burns attack rain base phosphatase house jazz spill bath drain",
    ),
    "crystal": _beside(
        "liquid quartz glass", "palace clear ball glass structure form display violet meth ware"
    ),
    "snow": _beside("heavy deep", "fall storm white on road shovel boots plough"),
    "rush": _beside("", "hour job limbaugh delivery"),
    "grass": _beside("on the wet long", "pollen cutter snake allergy verge"),
    "pot": _beside("tea coffee flower cooking plant melting", "belly plant noodle of hole"),
    "hash": _beside("sha md5 file corned potato", "browns brown function value tag code table key"),
    "smack": _beside("", "in on of dab him her"),
    "brown": _beside("dr mr mrs ms gordon james", "hair eyes bread sugar rice university"),
    "glass": _beside("broken of wine laser magnifying", "of bottle window pipe shards cut"),
    "horse": _beside("", "riding racing rider fell race riding meat serum box"),
    "koks": _beside("steinkohle kohle petrol", "ofen kohle werk"),
    "schnee": _beside("im auf bei neuer", "und fall mann eis"),
    "gras": _beside("im ins auf", "und mähen halm"),
    "nieve": _beside("la con en", "en carretera"),
    "hierba": _beside("", "buena"),
    "salt": _beside("table sea rock epsom road", "water lake lamp"),
    "base": _beside("military air army", "camp jumping jump"),
    "hasch": _beside("", "wert"),
    "molly": _beside("", "malone maid ringwald bloom"),
    "subs": _beside("", "bench unpaid"),
    "testo": _beside("il nel del", "completo integrale di del della"),
    "alcohol": _beside("rubbing", "swab swabs wipe wipes gel rub handrub pad pads hand"),
    "alkohol": _beside("", "tupfer gel servietter"),
    "carbonmonoxide": _beside("", "alarm alarms detector detectors monitor monitors"),
    "opium": _beside(
        "",
        "perfume parfum eau alkaloid alkaloids alkaloide alkaloiden alcaloides alcaloïdes "
        "alcaloidi "
        "alkaloidy alkaloidů alkaloider alkaloidok",
    ),
    "mem": _beside("", "filter card gb mb usage"),
    "tcp": _beside("", "ip", r"\s*/\s*ip"),
    "nos": _beside("drug drugs opioid toxicity overdose poisoning intoxication fentanyl substance"),
    "serotonin": _beside(
        "sindrome síndrome syndrome",
        "syndrome syndrom syndroom sindrome reuptake toxicity receptor antagonist",
    ),
    "net": _beside(
        "",
        "weight wt mass quantity contents content amount price profit income worth value result "
        "effect gewicht poids peso vekt vikt masse",
    ),
    "mandy": _beside("ms mrs miss named called", "aged said says moore"),
    "nep": _beside("", "course logo"),
    "mph": _beside(
        "speed limit at doing 20 30 40 50 60 70 80 90 100 110 120", "zone limit winds wind"
    ),
    "charlie": _beside("mr prince named called", "aged sheen chaplin hebdo brown"),
    "heroine": _beside("tragic war national", "who", r"of (?:the|a|an|our|her|his)\b"),
    "specialk": _beside("kellogg's kelloggs", "cereal breakfast bar bars diet"),
    "tea": _beside("of cup pot mug iced green herbal drank with", "bag bags pot and cup time"),
    "lithium": _beside(
        "", "ion ions battery batteries polymer niobate mine mines cell cells metal"
    ),
    "delta9": _beside("thc thcp hhc thcv thcb thcjd"),
    "delta8": _beside("thc thcp hhc thcv thcb thcjd"),
}
# A name after one of these is the name of a street or square, and the substance of no text.
STREETS = frozenset(
    normalise(
        "calle avenida avda plaza paseo rúa piazza viale vicolo rue boulevard ulica ulice utca "
        "ulici praça largo travessa strada bulevardul улица ул οδός band album song coffeeshop"
    ).split()
)
# Street words that are also given names: before a surname they are the name of a person.
PERSONS = frozenset(
    {"maryjane", "molly", "charlie", "tina", "mandy", "billy", "lucy", "maria", "adam"}
)
_SURNAME = re.compile(r"[^\S\n]([A-Z][^\W\d_A-Z]+)\b")
# A name before one of these is the name of a company or a road.
ADDRESSES = frozenset(
    normalise(
        "ltd limited gmbh inc llc plc sarl srl oy kft sro doo bv road lane avenue terrace crescent"
    ).split()
)
# The word means this substance here, though alone it might mean another thing.
SETTLED: dict[str, tuple[str, Beside]] = {
    "speed": (
        "amphetamine",
        _beside(
            "dutch line lines linie linien lijn lijntje lijntjes linje linjer linjor ligne lignes "
            "línea raya rayas snorted sniffed gram grams gramm gramos gramme grammes taking took "
            "konsumiert genommen gesnoven injected ivoi iv wet pâte pasta",
            "paste pasta pâte powder pulver wet dry base sulphate sulfate snorted genommen "
            "konsumiert gesnoven gebruikt addict taget sniffat",
        ),
    ),
    "acid": (
        "lsd",
        _beside(
            "dropped dropping took tripping tab tabs trip hit hits blotter blotters",
            "tab tabs blotter blotters trip trips",
        ),
    ),
    "truffles": ("psilocybin-mushrooms", _beside("magic psilocybin philosopher's", "")),
    "truffes": ("psilocybin-mushrooms", _beside("", "magiques hallucinogènes psilocybine")),
    "trufas": ("psilocybin-mushrooms", _beside("", "mágicas alucinógenas")),
    "svampe": (
        "psilocybin-mushrooms",
        _beside("taget spist indtaget psykedeliske euforiserende tog hallucinogene magiske", ""),
    ),
    "svamp": (
        "psilocybin-mushrooms",
        _beside("magisk psykedelisk hallucinogen ätit magiska intagit tagit", ""),
    ),
    "sopp": ("psilocybin-mushrooms", _beside("spist tatt inntatt magisk psykedelisk", "")),
    "pilze": (
        "psilocybin-mushrooms",
        _beside("magische psychedelische halluzinogene psilocybinhaltige", ""),
    ),
    "grzyby": ("psilocybin-mushrooms", _beside("halucynogenne psylocybinowe magiczne", "")),
    "hongos": (
        "psilocybin-mushrooms",
        _beside("", "alucinógenos mágicos psilocibios psilocibe"),
    ),
    "setas": ("psilocybin-mushrooms", _beside("", "alucinógenas mágicas")),
    "ice": (
        "methamphetamine",
        _beside("smoked smoking injected injecting addict dealing", "smoked pipe injected addict"),
    ),
    "crystal": (
        "methamphetamine",
        _beside(
            "geraucht smoked konsumiert snorted gramm kilogramm konsumeinheiten festnahme polizei "
            "beschlagnahmte beschlagnahmt sichergestellte sichergestellt besitz handel schmuggel",
            "geraucht konsumiert gezogen methamphetamin sichergestellt beschlagnahmt gefunden "
            "konsum konsument konsumentin abhängigkeit abhängig",
        ),
    ),
    "joints": (
        "cannabis",
        _beside(
            "smoked rolled smoking seized fandt fundet røg røget rygede beslaglagt rökt rökte röka "
            "gerookt rookte geraucht rauchte raucht fumó fumado fumaba fumé fumait fumato fumava "
            "fumou poltti wypalił palił vykouřil røykt røyket saisi incautados sichergestellt "
            "gefunden",
            "smoked gerookt geraucht rökta røget",
        ),
    ),
    "weed": (
        "cannabis",
        _beside(
            "cali haze kush amnesia skunk dispensary smoked smoking smokes", "strain haze kush"
        ),
    ),
    "haze": ("cannabis", _beside("amnesia lemon silver super", "weed buds flower strain")),
    "mandy": (
        "mdma",
        _beside("dabbed dab bomb bombed gram g grams of some ket and", "crystals bomb dab pills"),
    ),
    "md": (
        "mdma",
        _beside("dabbed bombed bomb dab gram grams", "crystals crystal bomb bombs dab dabs"),
    ),
    "crack": (
        "cocaine",
        _beside("smoked smoking smokes bought sold selling rock rocks bag gram seized", "pipe"),
    ),
    "smack": ("heroin", _beside("bag gram injected injecting shooting scored", "habit addict")),
    "krokodil": (
        "desomorphine",
        _beside(
            "injected injecting injects shot shooting spritzte gespritzt", "wounds leg injection"
        ),
    ),
    "tina": (
        "methamphetamine",
        _beside("smoked smoking slammed slamming injected chemsex", "slammed smoked pipe chemsex"),
    ),
    "ket": (
        "ketamine",
        _beside(
            "line lines bump bumps gram grams bag bags snorted sniffed of some",
            "powder snorted bladder addict and habit use",
        ),
    ),
    "coke": (
        "cocaine",
        _beside("line lines snorted sniffed gram grams sniff", "snorted addict dealer baggie"),
    ),
    "snow": ("cocaine", _beside("snorted lines sniffed", "")),
    "koks": ("cocaine", _beside("gramm linie linien line gezogen", "gezogen gesnieft")),
    # A figure that is a dose: "Oxy 30", "Oxy M30".
    "oxy": ("oxycodone", _beside("", "", r"[ -]*m?[ -]?(?:5|10|15|20|30|40|60|80|120|160)s?\b")),
    "dph": (
        "diphenhydramine",
        _beside("dextromethorphan dxm benadryl", "poisoning toxicity intoxication overdose tox"),
    ),
    "gras": ("cannabis", _beside("gramm geraucht joint tüte", "geraucht")),
    "grass": ("cannabis", _beside("smoked smoking bag", "")),
    "pot": ("cannabis", _beside("smoked smoking bag", "smoker smoking")),
    "horse": ("heroin", _beside("injected shooting", "")),
}


_TOLD = ELSEWHERE.keys() | SETTLED.keys() | PERSONS


def read_beside(text: str, pieces: list[Piece]) -> None:
    """Take back names that mean something else here, and settle those that are clear here."""
    for at, piece in enumerate(pieces):
        if piece.group in NAMING:
            if (
                _is_address(pieces, at)
                or _is_part_of_building(pieces, at)
                or _is_labelled(pieces, at)
                or _is_part_number(text, piece)
            ):
                take_back(piece)
            elif piece.word in _TOLD:
                _read(text, piece)
        elif (
            piece.word in SETTLED
            and piece.group in {"form", "filler"}
            and not _is_beside_name(pieces, at)
        ):
            _read(text, piece)  # "acid" is a form beside a name, LSD beside a tab


def _is_beside_name(pieces: list[Piece], at: int) -> bool:
    """Whether a name follows at once: "12 Gramm Crystal MDMA"."""
    return (
        at + 1 < len(pieces)
        and pieces[at + 1].group in NAMING
        and not pieces[at + 1].glue
        and not pieces[at + 1].weak
    )


def _is_address(pieces: list[Piece], at: int) -> bool:
    """Whether it is the name of a street, a square or a company."""
    if at and pieces[at - 1].word in STREETS and not pieces[at].measured:
        return True
    for piece in pieces[at + 1 : at + 3]:  # "Codein Software Ltd"
        if piece.glue or piece.group in NAMING:
            return False
        if piece.word in ADDRESSES:
            return True
    return False


def _is_part_of_building(pieces: list[Piece], at: int) -> bool:
    """Whether it is the number of a place: "Unit 2C-B, Business Park"."""
    if not at or pieces[at].glue or pieces[at - 1].word not in _PARTS_OF_BUILDINGS:
        return False
    counted = at > 1 and pieces[at - 2].group == "number"
    return not counted and any(map(str.isdigit, pieces[at].word))


def _is_part_number(text: str, piece: Piece) -> bool:
    """Whether a short code is that of a part: "PCE 12 mm", "MEM 16 GB"."""
    return len(piece.word) <= LONGEST_CODE and bool(_SIZE.match(text, piece.span[1]))


def _is_labelled(pieces: list[Piece], at: int) -> bool:
    """Whether it is an internal standard, which no sample holds: "fentanyl-d5"."""
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if after is None or not after.joined or not _DEUTERATED.fullmatch(after.word):
        return False
    after.group, after.joined = "filler", False
    return True


def _is_person(text: str, piece: Piece) -> bool:
    """Whether a surname follows: "Mary Jane Smith", but not "Molly Crystals"."""
    if piece.word not in PERSONS:
        return False
    surname = _SURNAME.match(text, piece.span[1])
    return surname is not None and normalise(surname[1]) not in COMMON


def _read(text: str, piece: Piece) -> None:
    start, stop = piece.span
    before = _WORD.findall(normalise(text[max(start - AROUND, 0) : start]))[-3:]
    rest = normalise(text[stop : stop + AROUND])
    after = _WORD.findall(rest)[:2]
    key, settled = SETTLED.get(piece.word, ("", None))
    if settled and _meets(settled, before, after, rest):
        piece.group, piece.keys, piece.doubtful, piece.weak = "substance", (key,), False, False
        piece.word = key
    elif piece.group in NAMING and (
        _is_person(text, piece) or _meets(ELSEWHERE.get(piece.word, Beside()), before, after, rest)
    ):
        take_back(piece)


def _meets(beside: Beside, before: list[str], after: list[str], rest: str) -> bool:
    """The word directly before or after, or the pattern; the second word after settles nothing."""
    return (
        not beside.before.isdisjoint(before)
        or not beside.after.isdisjoint(after[:1])
        or bool(beside.pattern and beside.pattern.match(rest))
    )
