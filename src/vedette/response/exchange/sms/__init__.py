"""Text messages through a gateway; the one that is shipped leaves files for a modem or a script.

Another gateway is a function from a parcel to nothing that raises `Undelivered`, given to
`vedette.response.exchange.sending.deliver` in place of `opened`.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from vedette.response.exchange.channels import Parcel, Send, Undelivered


@contextmanager
def opened() -> Iterator[Send]:
    """Leave each message as one file in ``sms-outbox`` of the instance; the same one once."""
    folder = Path(settings.VEDETTE_HOME) / "sms-outbox"
    folder.mkdir(exist_ok=True)

    def send(parcel: Parcel) -> None:
        path = folder / f"{parcel.delivery_id}.json"
        said = {"to": parcel.subscription.address, "text": parcel.words.sms, "key": parcel.key}
        draft = path.with_suffix(".part")
        try:
            with draft.open("w", encoding="utf-8") as file:
                json.dump(said, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(path)
        except OSError as error:
            raise Undelivered(f"the outbox cannot be written: {error.strerror}") from None

    yield send
