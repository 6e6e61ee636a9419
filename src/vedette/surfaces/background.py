"""Read files and look for signals beside the answering of requests.

The submission's row is the queue: it says how far reading has come, so that a
server that was stopped goes on where it stood when somebody presses "resume".
"""

import logging
import threading

from django.db import close_old_connections, connection
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.errors import VedetteError
from vedette.evidence.ingest.locks import is_being_read
from vedette.evidence.ingest.models import Submission

log = logging.getLogger(__name__)
_reading: set[int] = set()
_lock = threading.Lock()
_looking = threading.Lock()


def read(submission: Submission, *, by: User) -> None:
    """Start to read a submission, unless this process reads it already."""
    with _lock:
        if submission.pk in _reading:
            return
        _reading.add(submission.pk)
    name = f"import-{submission.pk}"
    threading.Thread(target=_read, args=(submission, by), name=name, daemon=True).start()


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
