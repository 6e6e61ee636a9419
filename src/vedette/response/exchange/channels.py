"""What every channel does: take one message for one address, or say why not, and whether later."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from vedette.errors import VedetteError
from vedette.response.exchange.messages import Words
from vedette.response.exchange.models import Attempt, Subscription


class Undelivered(VedetteError):
    """A message was not taken; ``for_good`` says that trying again makes no sense."""

    def __init__(self, detail: str, *, for_good: bool = False, is_gone: bool = False) -> None:
        super().__init__(detail)
        self.detail, self.for_good, self.is_gone = detail[:300], for_good, is_gone

    def __str__(self) -> str:
        return self.detail

    @property
    def outcome(self) -> str:
        """Return how such an attempt is recorded."""
        return Attempt.Outcome.REFUSED if self.for_good else Attempt.Outcome.LATER


@dataclass(frozen=True, slots=True)
class Parcel:
    """One warning for one receiver; ``key`` is the same however often it is tried."""

    key: str
    delivery_id: int
    subscription: Subscription
    words: Words


Send = Callable[[Parcel], None]
Opening = Callable[[], AbstractContextManager[Send]]


@contextmanager
def every_channel(openings: dict[str, Opening]) -> Iterator[Send]:
    """Give what sends by whichever channel a receiver chose, each opened when first used."""
    opened: dict[str, tuple[AbstractContextManager[Send], Send]] = {}
    opening = threading.Lock()

    def send(parcel: Parcel) -> None:
        channel = parcel.subscription.channel
        if channel not in openings:
            raise Undelivered(f"this node has no channel {channel}")
        with opening:
            if channel not in opened:
                manager = openings[channel]()
                opened[channel] = (manager, manager.__enter__())
        try:
            opened[channel][1](parcel)
        except ConnectionError:
            manager, _send = opened.pop(channel)
            manager.__exit__(None, None, None)
            raise

    try:
        yield send
    finally:
        for manager, _send in opened.values():
            manager.__exit__(None, None, None)
