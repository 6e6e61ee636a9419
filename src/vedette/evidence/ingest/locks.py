"""One reader per submission, even when two people start the same file at once."""

from contextlib import AbstractContextManager

from vedette.base.locks import alone, is_held


def reading_alone(submission_id: int) -> AbstractContextManager[None]:
    """Wait until nobody else reads the submission."""
    return alone(f"submission-{submission_id}")


def is_being_read(submission_id: int) -> bool:
    """Tell whether somebody holds the lock of a submission just now."""
    return is_held(f"submission-{submission_id}")
