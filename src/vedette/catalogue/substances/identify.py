"""From a name in the evidence to rows of the register, or to an honest doubt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from vedette.catalogue.substances import nomenclature, registers
from vedette.catalogue.substances.models import Family, NameQuestion, Substance, SubstanceName
from vedette.science.identity import Family as FamilyWords
from vedette.science.identity import Identity, Lexicon, Match, Mention, Name, normalise

MEMO_SIZE = 200_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What one mention in a text was taken to be."""

    name: str
    status: str
    substance_id: int | None = None
    family_id: int | None = None
    isomer: str = ""
    candidates: tuple[str, ...] = ()
    question_id: int | None = None

    @property
    def is_doubtful(self) -> bool:
        """Tell whether a chemist should look."""
        return self.status in ("ambiguous", "none")


@dataclass
class NameBook:
    """Everything known about names, for reading many rows in one language."""

    language: str
    lexicon: Lexicon
    substances: Mapping[str, tuple[int, int | None]]  # key -> (id, family id)
    families: dict[str, int]
    decided: dict[str, Answer]
    questions: dict[str, int] = field(default_factory=dict)
    memo: dict[tuple[str, bool], tuple[Answer, ...]] = field(default_factory=dict)

    def identify(self, text: str, *, free_text: bool = False) -> tuple[Answer, ...]:
        """Return one answer for each thing a text names; none for a stated non-result.

        In free text (a cause of death, the title of an offer) a word that
        nobody knows is no doubt: most words there are no substances.
        """
        asked = (text, free_text)
        known = self.memo.get(asked)
        if known is None:
            if len(self.memo) >= MEMO_SIZE:
                self.memo.clear()
            known = self.memo[asked] = self._identify(text, free_text)
        return known

    def _identify(self, text: str, free_text: bool) -> tuple[Answer, ...]:
        if decided := self.decided.get(normalise(text)):
            return (decided,) if decided.status != "not_a_substance" else ()
        answers: list[Answer] = []
        found = nomenclature.resolve(text, self.lexicon, language=self.language)
        for mention in found.mentions:
            if mention.status == "none" and (mention.meaning or free_text):
                continue
            answers += self._answers(mention)
        return tuple(dict.fromkeys(answers))

    def _answers(self, mention: Mention) -> list[Answer]:
        if decided := self.decided.get(normalise(mention.text)):
            return [decided] if decided.status != "not_a_substance" else []
        if mention.status == "none":
            return [Answer(mention.text, "none")]
        if mention.status == "family":
            key = mention.matches[0].key
            return [Answer(mention.text, "family", family_id=self.families.get(key))]
        if mention.status == "ambiguous":
            return [self._doubt(mention)]
        keys = [key for match in mention.matches for key in self._members(match)]
        return [
            Answer(mention.text, "resolved", *self.substances.get(key, (None, None)))
            for key in keys
        ]

    @staticmethod
    def _members(match: Match) -> tuple[str, ...]:
        return match.members if match.kind == "mixture" else (match.key,)

    def _doubt(self, mention: Mention) -> Answer:
        """Keep what all candidates share: the family, if they are of one."""
        keys = tuple(key for match in mention.matches for key in self._members(match))
        found = {self.substances.get(key, (None, None))[1] for key in keys}
        family = found.pop() if len(found) == 1 else None
        return Answer(
            mention.text, "ambiguous", family_id=family, isomer="unresolved" if family else "",
            candidates=keys,
        )  # fmt: skip


def name_book(language: str) -> NameBook:
    """Read the register once, with everything chemists decided so far."""
    substances = {
        key: (pk, family)
        for pk, key, family in Substance.objects.values_list("id", "key", "family_id")
    }
    return NameBook(
        language=language,
        lexicon=_lexicon(),
        substances=substances,
        families=dict(Family.objects.values_list("key", "id")),
        decided=_decisions(language),
        questions=dict(NameQuestion.objects.filter(language=language).values_list("text", "id")),
    )


def _lexicon() -> Lexicon:
    """Build from the node's own rows; the words of families come with the registers."""
    identities = Substance.objects.values_list("key", "name", "inchikey", "family__key", "cas")
    names = SubstanceName.objects.values_list(
        "text", "substance__key", "kind", "language", "ambiguous", "confidence"
    )
    return _built(tuple(identities.order_by("id")), tuple(names.order_by("id")))


@lru_cache(maxsize=1)  # building takes longer than reading ten thousand rows
def _built(substances: tuple[Any, ...], names: tuple[Any, ...]) -> Lexicon:
    metabolites = {f.key for f in registers.read_substances() if f.is_metabolite}
    families = (
        FamilyWords(f.key, f.label_en, f.parent, f.words, f.stems)
        for f in registers.read_families()
    )
    return Lexicon.build(
        [Name(*row) for row in names],
        identities=[
            Identity(
                key,
                name,
                inchikey,
                "metabolite" if key in metabolites else "substance",
                kin or "",
                cas,
            )
            for key, name, inchikey, kin, cas in substances
        ],
        families=families,
        mixtures=registers.mixtures(),
        non_results=registers.non_results(),
    )


def _decisions(language: str) -> dict[str, Answer]:
    decided = NameQuestion.objects.filter(language=language).exclude(
        status=NameQuestion.Status.OPEN
    )
    found = {}
    for question in decided.select_related("substance"):
        status = {"substance": "resolved", "family": "family"}.get(question.status, question.status)
        family = question.family_id
        if question.substance:
            family = question.substance.family_id
        found[question.text] = Answer(
            question.raw, status, question.substance_id, family, question_id=question.pk
        )
    return found
