"""Texts made comparable, and ids made from them that stay the same at the next import."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from anyascii import anyascii

_NO_WORD = re.compile(r"[^a-z0-9]+")
_NO_KEY = re.compile(r"[^a-z0-9#]+")
_OPTIONAL = re.compile(r"\((optional|required|facultatif|opcional|facoltativo)\)", re.IGNORECASE)
_ID_LETTERS = 10


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Return a text in plain small letters with single blanks, for comparison only."""
    return _NO_WORD.sub(" ", anyascii(text).casefold()).strip()


@lru_cache(maxsize=10_000)
def header_key(text: str) -> str:
    """Return a column header without blanks, marks, accents and "(optional)", for comparison only."""
    return _NO_KEY.sub("", anyascii(_OPTIONAL.sub("", text)).casefold())


def slug(text: str) -> str:
    """Return a text as a readable id."""
    return fold(text).replace(" ", "-")


def veiled(prefix: str, text: str) -> str:
    """Return an id that is always the same for this text but does not show it: ids go into the journal, names never."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"{prefix}-{base64.b32encode(digest).decode()[:_ID_LETTERS]}"
