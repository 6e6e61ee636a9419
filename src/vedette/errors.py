"""The root of every error that Vedette raises on purpose."""


class VedetteError(Exception):
    """Something was refused; the message is a sentence for the person who asked."""
