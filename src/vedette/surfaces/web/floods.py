"""Count what anybody may do without an account, so that nobody floods the desk.

Where a request comes from is counted in the memory of this process alone, under a key that is
made anew whenever it starts, and written nowhere.
"""

import hashlib
import secrets
import time
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

HOUR = 3_600  # seconds
_SALT = secrets.token_bytes(32)


def is_flood(key: str, *, at_most: int) -> bool:
    """Tell whether this was done too often within the hour; if not, count it."""
    counts, (count, _until) = caches["floods"], window(key, seconds=HOUR)
    if (counts.get(count) or 0) >= at_most:
        return True
    counts.incr(count)
    return False


def window(key: str, *, seconds: int) -> tuple[str, float]:
    """Return under what something is counted in the window that runs, and when that ends.

    A window begins with the first act and no later one moves its end. Its count lives longer
    than it, so that none goes between two lines.
    """
    counts, now = caches["floods"], time.time()
    until = counts.get_or_set(key, now + seconds, seconds) or now
    count = f"{key}-{until}"
    counts.add(count, 0, 2 * seconds)
    return count, until


def mark_of(text: str) -> str:
    """Return a mark under which something is counted and from which nobody finds it again."""
    return hashlib.blake2b(text.encode(), key=_SALT, digest_size=12).hexdigest()


def asker(request: HttpRequest) -> str:
    """Return the mark of where a request comes from."""
    return mark_of(_network(address_of(request)))


def address_of(request: HttpRequest) -> str:
    """Return the address of whoever asks, as far as the proxies tell that this node trusts.

    Every proxy writes the address that it hears from at the right end of ``X-Forwarded-For``.
    What stands further left than the trusted ones wrote can be made up by anybody.
    """
    written = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    told = [address for one in written if (address := one.strip())]
    trusted = min(settings.VEDETTE_TRUSTED_PROXIES, len(told))
    return told[-trusted] if trusted else request.META.get("REMOTE_ADDR", "")


def _network(address: str) -> str:
    """Return what is counted as one: of IPv6 the network, within which addresses are free."""
    bare = address[1:].partition("]")[0] if address.startswith("[") else address
    if bare.count(":") == 1:  # an IPv4 address and a port
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or int(found) >> 64)
