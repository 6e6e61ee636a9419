"""Read files, look for signals and replay the past beside the answering of requests.

The row of a submission or a replay is the queue: it says how far the work has come, so
that after a server was stopped somebody can press "resume", or "begin again".
"""

import logging
import threading
from contextlib import ExitStack
from pathlib import Path

from django.db import close_old_connections, connection
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.locks import alone, is_held
from vedette.catalogue.spectra import actions as spectra
from vedette.catalogue.spectra.models import SpectrumLibrary
from vedette.errors import VedetteError
from vedette.evidence.ingest.locks import is_being_read
from vedette.evidence.ingest.models import Submission
from vedette.judgement.signals.kept import waiting_lock
from vedette.judgement.signals.models import Replay
from vedette.response.exchange.sending import deliver

log = logging.getLogger(__name__)
_reading: set[int] = set()
_lock = threading.Lock()
_looking = threading.Lock()
_one_replay = threading.Lock()
_sending = threading.Lock()


def read(submission: Submission, *, by: User) -> None:
    """Start to read a submission, unless this process reads it already."""
    with _lock:
        if submission.pk in _reading:
            return
        _reading.add(submission.pk)
    name = f"import-{submission.pk}"
    threading.Thread(target=_read, args=(submission, by), name=name, daemon=True).start()


def send() -> None:
    """Start to send what waits, unless this process is at it; what fails now is tried later."""
    if _sending.acquire(blocking=False):
        threading.Thread(target=_send, name="sending", daemon=True).start()


def _send() -> None:
    close_old_connections()
    try:
        deliver()
    except Exception:
        log.exception("sending broke off; what was not written down goes out again")
    finally:
        _sending.release()
        connection.close()


def look(*, by: User) -> None:
    """Start to look for signals, unless this process is at it already."""
    if _looking.acquire(blocking=False):
        threading.Thread(target=_look, args=(by,), name="looking", daemon=True).start()


def is_looking() -> bool:
    """Tell whether this process looks for signals just now."""
    return _looking.locked()


def _look(by: User) -> None:
    close_old_connections()
    now = timezone.now()
    try:
        pathway.detect(as_of=now, by=by, at=now)
    except VedetteError as error:
        log.warning("nothing was looked for: %s", error)
    except Exception:
        log.exception("looking for signals broke off; nothing of it was kept")
    finally:
        _looking.release()
        connection.close()


def replay(asked: Replay, *, by: User) -> None:
    """Start to answer a replay once those asked before here are done, unless it waits already.

    It counts as asked for from now on, in every process: the lock goes over to the thread.
    """
    if is_held(waiting_lock(asked)):
        return
    waiting = ExitStack()
    waiting.enter_context(alone(waiting_lock(asked)))
    name = f"replay-{asked.pk}"
    threading.Thread(target=_replay, args=(asked, by, waiting), name=name, daemon=True).start()


def _replay(asked: Replay, by: User, waiting: ExitStack) -> None:
    close_old_connections()
    try:
        with waiting, _one_replay:
            pathway.run_replay(asked, by=by)
    except VedetteError as error:
        log.warning("replay %d was not answered: %s", asked.pk, error)
    except Exception:
        log.exception("replay %d broke off; it can begin again", asked.pk)
    finally:
        connection.close()


def keep_library(library: SpectrumLibrary, path: Path, *, by: User) -> None:
    """Start to read a library from a copy of its file, which is removed afterwards."""
    name = f"library-{library.pk}"
    threading.Thread(target=_keep_library, args=(library, path, by), name=name, daemon=True).start()


def _keep_library(library: SpectrumLibrary, path: Path, by: User) -> None:
    close_old_connections()
    try:
        spectra.fill_library(library=library, path=path, by=by, at=timezone.now())
    except VedetteError as error:
        log.warning("library %d was not kept: %s", library.pk, error)
    except Exception:
        log.exception("library %d broke off; it can be imported again", library.pk)
    finally:
        path.unlink(missing_ok=True)
        connection.close()


def is_reading(submission: Submission) -> bool:
    """Tell whether anybody reads a submission just now, in this process or another."""
    return submission.pk in _reading or is_being_read(submission.pk)


def _read(submission: Submission, by: User) -> None:
    close_old_connections()
    try:
        pathway.take_in(submission, by=by)
    except VedetteError as error:
        log.warning("import %d was not read: %s", submission.pk, error)
    except Exception:
        log.exception("import %d broke off; it can be resumed", submission.pk)
    finally:
        with _lock:
            _reading.discard(submission.pk)
        connection.close()
