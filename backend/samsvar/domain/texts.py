"""Texts that people write: trimmed, present where they have to be, no longer than their place."""

from samsvar.domain import refusals

LONGEST_LINE = 300
LONGEST_TEXT = 5_000


def line(text: str, *, field: str) -> str:
    """
    Return a title, a name or a reason without the white space around it.

    Raises:
        TextMissing: Nothing is left.
        TextTooLong: It has more than 300 characters.
    """
    trimmed = " ".join(text.split())
    if not trimmed:
        raise refusals.TextMissing(field=field)
    return _fitting(trimmed, LONGEST_LINE, field)


def prose(text: str, *, field: str) -> str:
    """
    Return an explanation, which may be empty and have several lines.

    Raises:
        TextTooLong: It has more than 5,000 characters.
    """
    return _fitting(text.strip(), LONGEST_TEXT, field)


def _fitting(text: str, longest: int, field: str) -> str:
    if len(text) > longest:
        raise refusals.TextTooLong(field=field, longest=longest)
    # PostgreSQL can't store it, and nobody means it.
    return text.replace("\x00", "")
