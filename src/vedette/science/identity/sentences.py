"""Put the pieces of a text together: what belongs to one mention, what is denied, what doubted."""

from collections.abc import Iterator

from vedette.science.identity import absence, languages
from vedette.science.identity import vocabulary as words
from vedette.science.identity.choices import choose
from vedette.science.identity.denials import EITHER, deny
from vedette.science.identity.folding import fold
from vedette.science.identity.guesses import FOREIGN_SCORE
from vedette.science.identity.languages import OF
from vedette.science.identity.lexicon import Lexicon
from vedette.science.identity.parts import is_chemical, is_handed, is_part, is_prefix
from vedette.science.identity.pieces import NAMING, Piece

_ACID = frozenset({"acid", "acide", "acido", "saure"})
SHORTEST_JOINED = 5  # letters of a word that is no part of a name
MOST_SHORT_WORDS = 3  # a street word among so few is meant, in a sentence perhaps not
_NOT_NAMES = words.FORMS | words.FILLERS
_PLAIN_FORMS = words.FORMS - _ACID - words.DENIALS - absence.FREE_OF  # none weighs on a name
# Between two writings of one thing: "Valium/Diazepam", "Speed (amphetamine)", "Xanax Alprazolam".
_SAME = frozenset({"", "'", EITHER, "/", "(", ")", "[", "=", ":", "((", "/("})


def mentions_of(
    pieces: list[Piece], lexicon: Lexicon, *, text: str = "", language: str | None = None
) -> list[Piece]:
    """The pieces that are mentions, each with its role, its doubt and its denial."""
    if len(pieces) == 1 and pieces[0].group in NAMING and not _is_genitive(pieces[0], lexicon):
        return pieces
    if _is_plain_list(pieces, lexicon):
        return [piece for piece in pieces if piece.group in NAMING]
    said: list[Piece] = []
    _read_substituted(pieces, lexicon)
    pieces = _whole_words(pieces, lexicon)
    _read_or(pieces)
    unread = sum(piece.group == "unknown" for piece in pieces)
    chunks = list(_chunks(pieces))
    deny(pieces, text=text, language=language)
    choose(pieces)
    for chunk in chunks:
        found = _chunk_mentions(chunk, lexicon, alone=len(chunk) == len(pieces), unread=unread)
        if not found and said:
            found = _add_aside(chunk, said[-1], lexicon)
        said.extend(found)
    joined = _join(_without_parents(said, lexicon), lexicon)
    if any(piece.group in NAMING for piece in joined):
        joined = [piece for piece in joined if piece.group != "nothing"]
    return joined


def _is_plain_list(pieces: list[Piece], lexicon: Lexicon) -> bool:
    """Whether there are but certain names, with commas between and their forms behind them.

    Most labels are no more than that, and then no word is there that could weigh on a name.
    """
    keys: tuple[str, ...] = ()
    at_name = False
    for piece in pieces:
        if piece.joined or piece.doubtful or piece.weak or piece.negated:
            return False
        if piece.group == "substance" and piece.keys != keys:
            if keys and (piece.glue != "," or piece.tight):
                return False
            keys, at_name = piece.keys, True
            continue
        if not (keys and piece.group == "form" and piece.word in _PLAIN_FORMS and not piece.glue):
            return False
        if at_name and lexicon.is_near_neighbour(keys, piece.word):
            return False
        at_name = False
    return True


def _without_parents(said: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """Leave out what is named only to say of which substance another is the metabolite."""
    if not any(piece.role == "metabolite" for piece in said):
        return said
    told = any(
        (identity := lexicon.identities.get(key)) and identity.kind == "metabolite"
        for piece in said
        if piece.role != "metabolite" and piece.group == "substance"
        for key in piece.keys
    )
    return [
        piece
        for at, piece in enumerate(said)
        if piece.role != "metabolite"
        or not (told or (piece.glue == "(" and at and said[at - 1].group == "substance"))
    ]


def _read_or(pieces: list[Piece]) -> None:
    """Dutch "of" and Spanish "o" are "or" only between two names."""
    for at in range(1, len(pieces) - 1):
        if pieces[at].word in words.OR_BETWEEN_NAMES:
            beside = {pieces[at - 1].group, pieces[at + 1].group}
            if beside <= NAMING and not pieces[at].glue and not pieces[at + 1].glue:
                pieces[at].group = "either"
        elif pieces[at].word in words.VERSUS and _is_settled(pieces, at):
            pieces[at].group = "either"


def _is_settled(pieces: list[Piece], at: int) -> bool:
    """Whether one of the two names beside "vs" is said again: "A vs B: spectrum fits A"."""
    compared = {pieces[at - 1].keys, pieces[at + 1].keys} - {()}
    return any(piece.keys in compared for piece in pieces[at + 2 :])


def _read_substituted(pieces: list[Piece], lexicon: Lexicon) -> None:
    """ "N-(2-APB) fentanyl" is a fentanyl nobody knows, and no 2-APB."""
    for locant, inner, outer in zip(pieces, pieces[1:], pieces[2:], strict=False):
        within = inner.glue == "(" and inner.tight and outer.glue == ")"
        if within and locant.word in words.BOUND_TO_NITROGEN and outer.group == "substance":
            inner.group = "form"
            _widen(outer, lexicon)


def _whole_words(pieces: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """A name inside a longer word nobody knows is not that name: "1Hc-LSD" is not LSD."""
    whole: list[Piece] = []
    at = 0
    while at < len(pieces):
        stop = at + 1
        while stop < len(pieces) and pieces[stop].joined:
            stop += 1
        whole += _whole_word(pieces[at:stop], lexicon)
        at = stop
    return whole


def _whole_word(word: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """The pieces of one word, put together if they are parts of a name nobody knows."""
    for piece in word if len(word) > 1 else ():
        if piece.weak and len(piece.word) == 1:
            piece.group = "unknown"  # the D of "D-amphetamine" is no street word
    named = [piece for piece in word if piece.group in {"substance", "family"}]
    strange = [piece for piece in word if _is_strange(piece)]
    if not named or len(word) == 1 or not (strange or _is_compound(named)):
        return word
    handed = all(is_handed(piece.word) for piece in strange)
    if strange and all(piece.word in words.RACEMIC for piece in strange):
        return word
    if strange and (handed or not any(is_part(piece) for piece in strange)):
        said_first = word[0] in named and not word[0].weak
        if handed or not (said_first and all(_is_plain(piece, lexicon) for piece in strange)):
            for piece in named:  # "d-methamphetamine": near, but not the same
                piece.doubtful = True
        return word
    first, last = word[0], named[-1]
    span = first.span[0], word[-1].span[1]
    text = "".join(piece.word for piece in word)
    whole = Piece(last.group, span, first.glue, last.keys, 0.4, tight=first.tight, word=text)
    if all(piece.weak for piece in named) or not _is_head(word, last, lexicon):
        whole.group, whole.keys = "unknown", ()
    elif last.group == "substance":
        _widen(whole, lexicon)
    return [whole]


def _is_plain(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether an ordinary word is joined to a name: "GBL-Kanister", but not "MDMA-like"."""
    long = piece.word.isalpha() and len(piece.word) >= SHORTEST_JOINED
    if not long or piece.word.startswith(words.ALIKE):
        return False
    return not is_chemical(piece.word) and not lexicon.is_near_part(piece.word)


def _is_head(word: list[Piece], last: Piece, lexicon: Lexicon) -> bool:
    """Whether the name ends the word, or is one to which parts are added at either end."""
    return last is word[-1] or _is_built_up(last, lexicon)


def _is_strange(piece: Piece) -> bool:
    """Whether a part of a word is none that we know, or too short to be sure of ("an")."""
    if piece.group in {"filler", "link", "either"}:
        return len(piece.word) < 4
    return piece.group in {"unknown", "number"} or (
        piece.group not in NAMING and piece.joined and len(piece.word) < 3
    )


def _is_compound(named: list[Piece]) -> bool:
    """Whether names joined by hyphens are one name ("5-Me-DET"), not two for one thing."""
    if len({piece.keys for piece in named}) < 2:
        return False
    return any(len(piece.word) < 5 or piece.word[:1].isdigit() or piece.weak for piece in named)


def _chunks(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Stretches between commas, brackets, slashes and words such as "and"."""
    chunk: list[Piece] = []
    for at, piece in enumerate(pieces):
        parting = piece.group in {"link", "either"}
        if (parting or _parts(pieces, at)) and chunk:
            yield chunk
            chunk = []
        if at and pieces[at - 1].group in {"either", "link"}:
            piece.glue = EITHER if pieces[at - 1].group == "either" else "&"
        if not parting:
            chunk.append(piece)
    if chunk:
        yield chunk


def _parts(pieces: list[Piece], at: int) -> bool:
    """Whether a separator stands before this piece; the comma of "4,5-dimethoxy" is none."""
    piece = pieces[at]
    if piece.glue in {"", "'"}:
        return False
    inside_name = piece.glue == "," and piece.tight and at > 0
    return not (inside_name and piece.word[:1].isdigit() and pieces[at - 1].word[-1:].isdigit())


def _chunk_mentions(
    chunk: list[Piece], lexicon: Lexicon, *, alone: bool, unread: int
) -> list[Piece]:
    strange = unread > 1 or (unread == 1 and len(chunk) > MOST_SHORT_WORDS)
    _unname_forms(chunk, alone=alone)
    for at, piece in enumerate(chunk):
        if piece.group in NAMING:
            _qualify(chunk, at, lexicon)
            if piece.weak and _is_no_name(chunk, at, strange=strange):
                piece.group = "unknown"
    _tell_metabolites(chunk, lexicon)
    found = [piece for piece in chunk if piece.group in NAMING]
    if found:
        found[0].glue = found[0].glue or chunk[0].glue
        _give_role(chunk, found)
        return found
    nothing = [piece for piece in chunk if piece.group == "nothing"]
    if nothing:
        return nothing[:1]
    if any(piece.group == "unknown" and not is_handed(piece.word) for piece in chunk):
        span = chunk[0].span[0], chunk[-1].span[1]
        return [Piece("unknown", span, chunk[0].glue)]
    return []


def _unname_forms(chunk: list[Piece], *, alone: bool) -> None:
    """ "Base", "wet" or "juice" beside a name, or in brackets after one, is a form."""
    if alone and len(chunk) == 1:
        return
    for at, piece in enumerate(chunk):
        if piece.weak and (piece.word in _NOT_NAMES or len(piece.word) == 1):
            piece.group = "form"
        elif at and piece.word in words.FORMS and chunk[at - 1].group in NAMING:
            piece.group = "form"  # the tartrate of zolpidem is no tartaric acid


def _is_no_name(chunk: list[Piece], at: int, *, strange: bool) -> bool:
    """ "Ice" in a sentence we do not understand is just ice."""
    slight = len(chunk[at].word) <= 2 and len(chunk) > 1
    return slight or _is_hyphenated(chunk, at) or (strange and len(chunk[at].word) < 10)


def _is_hyphenated(chunk: list[Piece], at: int) -> bool:
    """Whether a word is only a part of a longer name: "bromo" in "2-bromo-4,5-…"."""
    beside = [chunk[at]] if at else []
    beside += chunk[at + 1 : at + 2]
    others = [chunk[at - 1]] if at else []
    others += chunk[at + 1 : at + 2]
    return any(
        piece.tight and other.group in {"unknown", "number"}
        for piece, other in zip(beside, others, strict=True)
    )


def _qualify(chunk: list[Piece], at: int, lexicon: Lexicon) -> None:
    """Words beside a name that make it another substance, or only one of its kind."""
    piece = chunk[at]
    before = chunk[at - 1] if at else None
    after = chunk[at + 1] if at + 1 < len(chunk) else None
    variant = _next_word(chunk, at) == "analogue"
    if piece.group == "substance":
        if before and not piece.weak and _is_prefixed(before, piece):
            piece.span = before.span[0], piece.span[1]
            before.group = "filler"
            if not _is_known_with(before, piece, lexicon):
                _widen(piece, lexicon)
        elif variant:
            _widen(piece, lexicon)
        elif before and _is_one_of_a_kind(before, piece, after, lexicon):
            piece.group, piece.doubtful = "family", False
    if _is_genitive(piece, lexicon, salted=_has_salt(chunk)):
        piece.group = "substance"  # Polish "siarczan amfetaminy": a genitive, no plural
    if piece.group == "substance" and _is_derived(chunk, at):
        piece.doubtful = True
    _doubt(piece, before, after, lexicon)
    piece.doubtful = piece.doubtful or _is_code(chunk, at, lexicon)


def _is_one_of_a_kind(before: Piece, piece: Piece, after: Piece | None, lexicon: Lexicon) -> bool:
    """Whether a name that a family has too means one of it: "a new fentanyl", "un fentanilo"."""
    if before.word not in words.ONE_OF_A_KIND or piece.glue or piece.measured:
        return False
    alone = after is None or after.glue or after.word in languages.FOUND | absence.BEING
    return bool(alone) and len(piece.keys) == 1 and piece.keys[0] in lexicon.families


def _is_prefixed(before: Piece, piece: Piece) -> bool:
    return before.group == "unknown" and is_prefix(before, joined=piece.joined)


def _is_known_with(before: Piece, piece: Piece, lexicon: Lexicon) -> bool:
    """Make a misspelt name the known one that begins with the prefix before it, if there is any."""
    found = lexicon.entries.get(before.word + piece.word, ()) if piece.score < 1 else ()
    found = found or lexicon.entries.get("n" + before.word + piece.word, ())
    keys = {entry.key for entry in found if entry.group == "substance"}
    if len(keys) == 1:
        piece.keys = tuple(keys)
    return len(keys) == 1


def _doubt(piece: Piece, before: Piece | None, after: Piece | None, lexicon: Lexicon) -> None:
    """Leave a name open if the words beside it may belong to it."""
    if before and before.word in words.DOUBTS:
        piece.doubtful = True
    beside = [other for other in (before, after) if other and other.group == "unknown"]
    if any(_is_damaged_part(piece, other, lexicon) for other in (before, after)):
        piece.doubtful = True
    if any(_may_be_part(other, lexicon) for other in beside):
        piece.doubtful = piece.doubtful or _is_built_up(piece, lexicon)
    if after and not after.glue and not lexicon.head_keys.isdisjoint(piece.keys):
        # "nandrolone" and a word we cannot read: which ester?
        guessed = after.group in NAMING and after.score < FOREIGN_SCORE and not after.weak
        if guessed or (after.group == "unknown" and _may_be_part(after, lexicon)):
            piece.doubtful = True
        elif after.group in NAMING and after.word in words.FORMS:
            piece.doubtful, after.group = True, "form"


def _is_damaged_part(piece: Piece, other: Piece | None, lexicon: Lexicon) -> bool:
    """Whether a word beside a name makes a longer name of it, but for an error: "… beznoate"."""
    if other is None or other.glue or (piece.glue and other.span < piece.span):
        return False
    read = other.group in {"unknown", "form"} or (other.group in NAMING and other.score < 1)
    return read and lexicon.is_near_neighbour(piece.keys, other.word)


def _is_genitive(piece: Piece, lexicon: Lexicon, *, salted: bool = False) -> bool:
    """Whether a plural is rather the case of one substance: "amfetaminy 0,3 mg/l"."""
    if piece.group != "family" or piece.keys[0] not in lexicon.identities:
        return False
    return salted or (piece.measured and piece.word.endswith("miny"))


def _has_salt(chunk: list[Piece]) -> bool:
    return any(words.SALT.search(fold(piece.word)) for piece in chunk if piece.group == "form")


def _is_code(chunk: list[Piece], at: int, lexicon: Lexicon) -> bool:
    """Whether one or two letters nobody knows stand alone beside a name: "protonitazene xx"."""
    other = chunk[1 - at] if len(chunk) == 2 else None
    if other is None or other.group != "unknown" or len(other.word) > 2:
        return False
    return _is_built_up(chunk[at], lexicon)


def _may_be_part(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a word nobody knows may belong to the name beside it."""
    return piece.joined or is_chemical(piece.word) or lexicon.is_near_part(piece.word)


def _is_derived(chunk: list[Piece], at: int) -> bool:
    """Whether what follows makes it another compound: "benzoic acid methyl ester"."""
    for piece in chunk[at + 1 :]:
        if piece.glue or piece.group in NAMING | {"link", "either"}:
            return False
        if piece.group != "filler" and words.DERIVED.fullmatch(fold(piece.word)):
            return True
        if piece.word in _ACID and piece.group == "form":
            return True
    return False


def _tell_metabolites(chunk: list[Piece], lexicon: Lexicon) -> None:
    """Tell parents from metabolites: "metabolite of cocaine", "heroin metabolite 6-MAM"."""
    at = next((n for n, piece in enumerate(chunk) if piece.group == "metabolite"), -1)
    if at < 0:
        return
    before = [piece for piece in chunk[:at] if piece.group == "substance"]
    after = [piece for piece in chunk[at + 1 :] if piece.group == "substance"]
    if before and after:
        parent = after[0] if chunk[at + 1].word in OF else before[-1]
        parent.group = "filler"
        return
    if after and not before and chunk[at + 1].word not in OF:
        return  # "its metabolite delorazepam"
    for parent in (before[-1:] or after[:1]) if before or after else ():
        kinds = {found.kind for key in parent.keys if (found := lexicon.identities.get(key))}
        if kinds != {"metabolite"}:
            parent.doubtful, parent.role = True, "metabolite"


def _next_word(chunk: list[Piece], at: int) -> str:
    """The group of the next word that says something about a name: "fentanyl (its) analogue"."""
    passed = {"filler", "form", "unknown", "number"}
    following = (piece for piece in chunk[at + 1 :] if piece.group not in passed)
    return next((piece.group for piece in following), "")


def _is_built_up(piece: Piece, lexicon: Lexicon) -> bool:
    """Whether names of its kind are made by setting words before a stem, as with fentanyls."""
    families = (lexicon.identities.get(key) for key in piece.keys)
    lines = {line for found in families if found for line in lexicon.lineage(found.family)}
    return any(lexicon.families[line].stems for line in lines)


def _widen(piece: Piece, lexicon: Lexicon) -> None:
    """Only the family is certain: of a variant nobody knows, or of "an analogue"."""
    families = {
        identity.family for key in piece.keys if (identity := lexicon.identities.get(key))
    } & lexicon.families.keys()
    piece.score = 0.4
    lines = {line for family in families for line in lexicon.lineage(family)}
    if families and not lines & words.LOOSE_FAMILIES:
        piece.group, piece.keys, piece.doubtful = "family", tuple(sorted(families)), False
    else:
        piece.group, piece.keys = "unknown", ()


def _give_role(chunk: list[Piece], found: list[Piece]) -> None:
    for piece in chunk:
        if piece.group == "role":
            for mention in found:
                mention.role = mention.role or words.ROLES[piece.word]


def _add_aside(chunk: list[Piece], mention: Piece, lexicon: Lexicon) -> list[Piece]:
    """A remark after a name: "Heroin (Trace)", or "fentanyl and its analogues"."""
    variant = next((piece for piece in chunk if piece.group != "filler"), chunk[0])
    if variant.group == "analogue" and mention.group == "substance":
        kind = Piece("substance", variant.span, chunk[0].glue, mention.keys)
        _widen(kind, lexicon)
        return [kind]
    if mention.group in NAMING and chunk[0].glue in {"(", "[", ",", ":"}:
        _give_role(chunk, [mention])
    return []


def _join(said: list[Piece], lexicon: Lexicon) -> list[Piece]:
    """Two writings of one thing are one mention."""
    joined: list[Piece] = []
    for piece in said:
        last = joined[-1] if joined else None
        if last is None or not _merge(last, piece, lexicon):
            joined.append(piece)
    return joined


def _merge(last: Piece, piece: Piece, lexicon: Lexicon) -> bool:
    """Fold a piece into the one before it if both speak of one thing."""
    if not {last.group, piece.group} <= NAMING or last.negated != piece.negated:
        return False
    if last.group == piece.group and set(last.keys) == set(piece.keys):
        _take(last, piece, last if not last.doubtful else piece)
        return True
    if piece.glue not in _SAME:
        return False
    if last.group == piece.group == "substance":
        if piece.glue != "/" and _is_named_kind(last, piece, lexicon):
            _take(last, piece, piece)
            return True
        shared = set(last.keys) & set(piece.keys)
        if shared and (last.doubtful or piece.doubtful):
            narrow = last if len(last.keys) <= len(piece.keys) and not last.doubtful else piece
            _take(last, piece, narrow)
            return True
        if piece.glue == EITHER or (piece.glue == "/" and _one_skeleton(last, piece, lexicon)):
            last.keys = tuple(dict.fromkeys((*last.keys, *piece.keys)))
            last.doubtful, last.span = True, (last.span[0], piece.span[1])
            return True
        return False
    return _merge_family(last, piece, lexicon)


def _is_named_kind(last: Piece, piece: Piece, lexicon: Lexicon) -> bool:
    """Whether a kind that is a substance too is told by its member: "piperazine (mCPP)"."""
    if piece.glue in {"", EITHER} or piece.doubtful or last.keys == piece.keys:
        return False
    kin = (lexicon.identities[key].family for key in piece.keys if key in lexicon.identities)
    lines = {line for family in kin for line in lexicon.lineage(family)}
    return len(last.keys) == 1 and last.keys[0] in lines


def _merge_family(last: Piece, piece: Piece, lexicon: Lexicon) -> bool:
    """ "Street benzo (diazepam)": the family word adds nothing to its member."""
    family, member = (last, piece) if last.group == "family" else (piece, last)
    if family.group != "family" or member.group != "substance":
        return False
    lines: set[str] = set()
    for key in member.keys:
        identity = lexicon.identities.get(key)
        lines.update(lexicon.lineage(identity.family) if identity else ())
    if not lines & set(family.keys):
        return False
    _take(last, piece, member)
    return True


def _take(last: Piece, piece: Piece, kept: Piece) -> None:
    """Make ``last`` say what ``kept`` says, over the span of both."""
    span = last.span[0], max(last.span[1], piece.span[1])
    role = last.role or piece.role
    last.group, last.keys, last.score = kept.group, kept.keys, kept.score
    last.doubtful, last.weak, last.word = kept.doubtful, kept.weak, kept.word
    last.span, last.role = span, role


def _one_skeleton(last: Piece, piece: Piece, lexicon: Lexicon) -> bool:
    """Whether both are stereo forms of one molecule, which many methods cannot tell apart."""
    skeletons = {
        identity.inchikey[:14]
        for key in (*last.keys, *piece.keys)
        if (identity := lexicon.identities.get(key))
    }
    return len(skeletons) == 1 and "" not in skeletons
