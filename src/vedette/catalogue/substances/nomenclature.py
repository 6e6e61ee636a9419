"""Structures of systematic names, by OPSIN where Java is installed; without it, none are read."""

import atexit
import contextlib
import os
import select
import shutil
import subprocess
import threading
from functools import cache, lru_cache
from pathlib import Path

from vedette.science.identity import Lexicon, Resolution
from vedette.science.identity.systematic import read_systematic

MEMO_SIZE = 20_000
SECONDS_TO_START, SECONDS_A_NAME = 30.0, 5.0
MOST_STARTS = 3  # a reader that keeps dying is left alone
MEMORY = "-Xmx256m"


def resolve(text: str, lexicon: Lexicon, *, language: str | None = None) -> Resolution:
    """What a text names, its systematic names read through their structures.

    The same as the lexicon's own answer wherever that leaves nothing unread.
    """
    found = lexicon.resolve(text, language=language)
    return read_systematic(found, lexicon, structure_of, language=language)


@lru_cache(maxsize=MEMO_SIZE)
def structure_of(name: str) -> str:
    """The InChIKey of the structure that a systematic name describes; "" if it describes none."""
    for spelling in (name, f"{name}e"):  # German and others leave out the last letter
        if inchikey := _reader(os.getpid()).ask(spelling):
            return inchikey
    return ""


@cache
def _reader(_owner: int) -> "_Reader":
    """The reader of this process: a child that shared its parent's pipes would mix up answers."""
    return _Reader()


class _Reader:
    """One OPSIN process, started when it is first needed; a name a line in, an InChIKey out."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._starts = 0
        self._lock = threading.Lock()
        self._owner = os.getpid()
        atexit.register(self._stop)

    def ask(self, name: str) -> str:
        with self._lock:
            is_new = self._process is None
            process = self._process or self._start()
            if process is None or "\n" in name:
                return ""
            try:
                return self._answer(process, name, SECONDS_TO_START if is_new else SECONDS_A_NAME)
            except OSError:
                self._stop()
                return ""

    def _answer(self, process: "subprocess.Popen[str]", name: str, seconds: float) -> str:
        assert process.stdin is not None  # noqa: S101 - asked for as a pipe
        assert process.stdout is not None  # noqa: S101 - asked for as a pipe
        process.stdin.write(f"{name}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], seconds)
        line = process.stdout.readline() if ready else ""
        if not line:  # it died, or is at a name for too long: its answer would come late
            self._stop()
        return line.strip()

    def _start(self) -> "subprocess.Popen[str] | None":
        java, jar = shutil.which("java"), _jar()
        if java is None or jar is None or self._starts >= MOST_STARTS:
            return None
        self._starts += 1
        self._process = subprocess.Popen(
            [java, MEMORY, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar,
             "-ostdinchikey"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            encoding="utf-8", bufsize=1,
        )  # fmt: skip
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            with contextlib.suppress(OSError):
                process.communicate()


def is_available() -> bool:
    """Whether systematic names can be read here."""
    return shutil.which("java") is not None and _jar() is not None


@cache
def _jar() -> str | None:
    try:
        import py2opsin
    except ImportError:
        return None
    return next(map(str, Path(py2opsin.__file__).parent.glob("opsin-cli-*.jar")), None)
