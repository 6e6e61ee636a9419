"""From what somebody tells without an account to a row that waits for a person."""

import csv
import hashlib
import io
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vedette.base.locks import alone
from vedette.catalogue.places.models import Place
from vedette.evidence.ingest.actions import blob_path, keep_bytes
from vedette.evidence.ingest.models import HeldRow, Submission
from vedette.evidence.tellings import actions as tellings
from vedette.evidence.tellings import rules
from vedette.evidence.tellings.errors import TellingRefused
from vedette.evidence.tellings.models import Telling
from vedette.evidence.tellings.photos import without_metadata
from vedette.pathway.intake import receive, take_in

SOURCE = "public_reports"
FORSAKEN_AFTER = 3_600  # seconds; nobody takes that long to take in one row


@dataclass(frozen=True, slots=True)
class Said:
    """What a form holds; codes are those of `evidence/tellings/rules.py`.

    Attributes
    ----------
    taken_for : str
        What it was sold as or believed to be.
    test_showed : str
        What a test or a checking service found, if there was one.
    town : str
        Nothing finer than a town.
    """

    day: date
    country: str
    taken_for: str
    town: str = ""
    test: str = ""
    test_showed: str = ""
    form: str = ""
    look: str = ""
    effects: tuple[str, ...] = ()
    help: str = ""
    who: str = ""
    words: str = ""


def tell(*, said: Said, photo: bytes | None, language: str, at: datetime) -> tuple[Telling, str]:
    """Keep a report as one waiting row, and open a conversation by a code.

    Returns
    -------
    Telling, str
        The record, and the code that only the person has from now on.

    Raises
    ------
    TellingRefused
        If something cannot be kept as it is; a row that intake refused stays with its file.
    """
    row = _row(said, at)
    forget_tellings(at=at)
    picture = without_metadata(photo) if photo else b""
    # Two who send one picture at once share its bytes: neither may take them from the other.
    with alone("tellings"), _needless_if_it_breaks_off() as bytes_of:
        kept = bytes_of(picture) if picture else ""
        content = bytes_of(_as_file(row))
        # A row whose code nobody has could not be asked about: both stand, or neither.
        with transaction.atomic():
            told, refusal = _take_in(content, kept, language, at)
        if told is None:  # its reasons are kept with its row; the picture belongs to nothing
            raise TellingRefused(refusal)
    return told


def _take_in(
    content: str, photo: str, language: str, at: datetime
) -> tuple[tuple[Telling, str] | None, str]:
    """Let intake read the one row and open the conversation; or say why it was refused."""
    with blob_path(content).open("rb") as stream:
        submission = receive(
            stream=stream, file="public report.csv", source=SOURCE, archive=False, by=None, at=at
        )
    submission = take_in(submission, by=None)
    held = submission.held.first()
    if held is None or held.status != HeldRow.Status.WAITING:
        return None, str(held.conflicts[0]["sentence"] if held else submission.error)
    return tellings.keep(submission=submission, language=language, photo=photo, at=at), ""


def _as_file(row: dict[str, str]) -> bytes:
    whole = io.StringIO()
    table = csv.DictWriter(whole, list(row))
    table.writeheader()
    table.writerow(row)
    return whole.getvalue().encode()


@contextmanager
def _needless_if_it_breaks_off() -> Iterator[Callable[[bytes], str]]:
    """Keep bytes by what is yielded; if what follows fails, no word or picture stays behind.

    A note of each lies beside them meanwhile, so that what a killed process left is found.
    """
    kept: list[str] = []

    def keep(what: bytes) -> str:
        kept.append(hashlib.sha256(what).hexdigest())
        _note(kept[-1]).parent.mkdir(exist_ok=True)
        _note(kept[-1]).touch()
        return keep_bytes(io.BytesIO(what))[0]

    try:
        yield keep
    except BaseException:
        _drop_needless(kept)
        raise
    for content in kept:
        _note(content).unlink(missing_ok=True)


def _note(content: str) -> Path:
    return Path(settings.VEDETTE_HOME) / "tellings-in-hand" / content


def _drop_forsaken(at: datetime) -> None:
    """Remove the bytes of reports that a killed process was taking in."""
    for note in _note("").glob("*"):
        with suppress(FileNotFoundError):  # another process looks too
            if note.stat().st_mtime < at.timestamp() - FORSAKEN_AFTER:
                _drop_needless([note.name])


def _drop_needless(contents: list[str]) -> None:
    """Remove bytes that no report has; two people may have sent the same picture."""
    needed = set(Telling.objects.filter(photo__in=contents).values_list("photo", flat=True))
    needed |= set(Submission.objects.filter(content__in=contents).values_list("content", flat=True))
    for content in filter(None, contents):
        if content not in needed:
            blob_path(content).unlink(missing_ok=True)
        _note(content).unlink(missing_ok=True)


def _row(said: Said, at: datetime) -> dict[str, str]:
    """Return the row as the source's file has it, each value checked."""
    if said.day > timezone.localdate(at):
        raise TellingRefused("the day lies in the future")
    if not Place.objects.filter(scheme=Place.Scheme.ISO3166_1, code=said.country).exists():
        raise TellingRefused(f"no country has the code {said.country!r}")
    texts = {
        name: rules.check_text(text) if (text := getattr(said, name).strip()) else ""
        for name in ("taken_for", "test_showed", "town", "form", "look", "words")
    }
    if not texts["taken_for"] and not texts["test_showed"] and not texts["words"]:
        raise TellingRefused("say what was taken, or what happened")
    for effect in said.effects:
        rules.check_choice(effect, rules.EFFECTS, "effects")
    return {
        "report_id": secrets.token_hex(8), "date_occurred": said.day.isoformat(),
        "country": said.country, **texts,
        "test": rules.check_choice(said.test, rules.TESTS, "how it was tested"),
        "effects": "; ".join(said.effects),
        "help": rules.check_choice(said.help, rules.HELP, "what help there was"),
        "who": rules.check_choice(said.who, rules.WHO, "who it happened to"),
    }  # fmt: skip


def forget_tellings(*, at: datetime) -> int:
    """Forget what was told longer ago than its marking allows, with its files.

    Returns
    -------
    int
        How many files were removed.
    """
    _drop_forsaken(at)
    needless = tellings.forget(at=at)
    for content in needless:
        blob_path(content).unlink(missing_ok=True)
    return len(needless)
