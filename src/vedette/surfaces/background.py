"""Long work beside the web server: the row is the queue, a thread does the reading."""

import threading

from django.db import connection

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.evidence.ingest.models import Submission


def read(submission: Submission, *, by: User) -> threading.Thread:
    """Start reading a submission; whoever asks for its row sees how far it is.

    If the server stops, the row stays unfinished and reading goes on from it.
    """

    def work() -> None:
        try:
            pathway.take_in(submission, by=by)
        finally:
            connection.close()

    thread = threading.Thread(target=work, name=f"reading-{submission.pk}", daemon=True)
    thread.start()
    return thread
