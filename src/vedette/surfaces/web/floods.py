"""Count what anybody may do without an account, so that nobody floods the desk."""

from django.core.cache import cache

HOUR = 3_600  # seconds


def is_flood(key: str, *, at_most: int) -> bool:
    """Tell whether this was done too often within the hour; if not, count it."""
    done = cache.get_or_set(key, 0, HOUR) or 0
    if done >= at_most:
        return True
    cache.set(key, done + 1, HOUR)
    return False
