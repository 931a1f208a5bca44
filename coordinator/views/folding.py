"""Texts as they are searched and sorted: without accents, capitals and extra blanks."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return a text in plain small letters with single blanks; names are folded once."""
    return " ".join(anyascii(text).casefold().split())


def natural(label: str) -> tuple[tuple[int, int, str], ...]:
    """Return the key that sorts table 2 before table 10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", label)
    return tuple((0, int(part), "") if part[0].isdigit() else (1, 0, fold(part)) for part in parts)
