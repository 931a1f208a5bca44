"""Badge tokens: twenty letters that survive every keyboard layout, and what a scanned text is.

A token is three letters of event tag, thirteen random ones and four of CRC-16/CCITT over the first sixteen.
The look-up in the event decides who it belongs to; the checksum only tells a bad read from an unknown badge.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "BCDFGHJKLNPRSTVX"
LENGTH = 20
TAG_LENGTH = 3
RANDOM_LENGTH = 13
_PAYLOAD_LENGTH = TAG_LENGTH + RANDOM_LENGTH
_AIM_PREFIX = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_NOISE = re.compile(r"[\s\-\u2010-\u2015\u0000-\u001f\u007f]+")
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class Token:
    """A whole badge token of this event with a right checksum."""

    text: str


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """A whole badge token of another event."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """Badge letters whose checksum does not fit, or too many of them."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The beginning or the end of a badge token."""


@dataclass(frozen=True, slots=True)
class Words:
    """Something that is no badge at all: an id, a name, or foreign content such as a link."""

    text: str


Reading = Token | OtherEvent | Damaged | Partial | Words

_SHORTEST_PARTIAL = 8


def read(text: str, tag: str) -> Reading:
    """Say what a scanned or typed text is, for the event with this tag."""
    stripped = _AIM_PREFIX.sub("", text.strip("\x00\r\n\t "))
    letters = _NOISE.sub("", stripped).upper()
    if not letters or any(letter not in _VALUE for letter in letters):
        return Words(text.strip())
    if len(letters) == LENGTH:
        if letters[_PAYLOAD_LENGTH:] != checksum(letters[:_PAYLOAD_LENGTH]):
            return Damaged()
        return Token(letters) if letters.startswith(tag) else OtherEvent()
    if len(letters) > LENGTH:
        return Damaged()
    return Partial() if len(letters) >= _SHORTEST_PARTIAL else Words(text.strip())


def make(tag: str, draw: Callable[[int], int]) -> str:
    """Make a new token; `draw(n)` returns a random number from 0 to n - 1."""
    payload = tag + _letters(RANDOM_LENGTH, draw)
    return payload + checksum(payload)


def make_tag(draw: Callable[[int], int]) -> str:
    """Make the tag of a new event."""
    return _letters(TAG_LENGTH, draw)


def checksum(payload: str) -> str:
    """Return the four letters of CRC-16/CCITT (start value FFFF) over sixteen letters."""
    number = 0
    for letter in payload:
        number = number * 16 + _VALUE[letter]
    crc = binascii.crc_hqx(number.to_bytes(_PAYLOAD_LENGTH // 2, "big"), 0xFFFF)
    return "".join(ALPHABET[(crc >> shift) & 15] for shift in (12, 8, 4, 0))


def groups(token: str) -> str:
    """Return a token in groups of five that can be read out and typed."""
    return " ".join(token[at : at + 5] for at in range(0, len(token), 5))


def _letters(count: int, draw: Callable[[int], int]) -> str:
    return "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(count))
