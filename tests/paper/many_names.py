"""Names by the thousand in every script that we print; every letter of the small alphabets occurs among them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import chain, cycle, islice
from typing import TYPE_CHECKING
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Name:
    """A made-up name and its script."""

    script: str
    text: str


RIGHT_TO_LEFT = ("arabic", "hebrew", "hebrew and latin")


def _letters(*ranges: tuple[int, int]) -> list[str]:
    """Return the letters of these ranges, without marks and places that are still free."""
    codes = chain.from_iterable(range(first, last + 1) for first, last in ranges)
    return [chr(code) for code in codes if category(chr(code)) in ("Lu", "Ll", "Lo")]


_LATIN = _letters((0xC0, 0x17F), (0x1CD, 0x1DC), (0x218, 0x21B), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x1EA0, 0x1EF9))
_ASCII = _letters((0x41, 0x5A), (0x61, 0x7A))
_GREEK = _letters((0x386, 0x3CE))
_OLD_GREEK = [letter for letter in _letters((0x1F00, 0x1FFC)) if normalize("NFC", letter) == letter]
_CYRILLIC = _letters((0x400, 0x45F), (0x490, 0x4FF))
_ARABIC = _letters((0x621, 0x63A), (0x641, 0x64A)) + list("پچژگکی")
_HARAKAT = [chr(code) for code in range(0x64B, 0x653)]
_HEBREW = _letters((0x5D0, 0x5EA))
_NIQQUD = [chr(code) for code in (*range(0x5B0, 0x5BC), 0x5C1)]
_ARMENIAN = _letters((0x531, 0x556), (0x561, 0x586))
_GEORGIAN = _letters((0x10D0, 0x10FA))
_KANA = _letters((0x3041, 0x3096), (0x30A1, 0x30FA))
_THAI = _letters((0xE01, 0xE2E))
_THAI_ABOVE = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู"]
_THAI_TONES = ["", "่", "้", "๊", "๋"]


def _han() -> list[str]:
    """Return the usual letters of mainland China, Taiwan and Japan."""
    pairs = [(first << 8 | second).to_bytes(2, "big") for first in range(0xB0, 0xD8) for second in range(0xA1, 0xFF)]
    both = [(first << 8 | second).to_bytes(2, "big") for first in range(0xA4, 0xC7) for second in range(0x40, 0x7F)]
    found = [pair.decode("gb2312", "ignore") for pair in pairs] + [pair.decode("big5", "ignore") for pair in both]
    return sorted({letter for letter in found if len(letter) == 1})


def _deck(draw: random.Random, letters: Sequence[str]) -> Iterator[str]:
    """Deal letters in a random order, all of them before any comes again."""
    while True:
        yield from draw.sample(letters, len(letters))


def _words(draw: random.Random, letters: Sequence[str], sizes: tuple[int, int], words: int = 2) -> Iterator[str]:
    deck = _deck(draw, letters)
    while True:
        yield " ".join("".join(islice(deck, draw.randint(*sizes))) for _ in range(words))


def _marked(draw: random.Random, letters: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Return words of which some letters carry a mark."""
    for text in _words(draw, letters, (3, 7)):
        yield "".join(f"{x}{draw.choice(marks)}" if x != " " and draw.random() < 0.3 else x for x in text)


def _latin(draw: random.Random) -> Iterator[str]:
    """Return words of which every other letter is one that English lacks."""
    deck, plain = _deck(draw, _LATIN), _deck(draw, _ASCII)
    while True:
        sizes = (draw.randint(2, 4), draw.randint(2, 4))
        yield " ".join("".join(next(plain) + next(deck) for _ in range(size)) for size in sizes)


def _thai(draw: random.Random) -> Iterator[str]:
    for text in _words(draw, _THAI, (2, 4)):
        yield "".join(f"{x}{draw.choice(_THAI_ABOVE)}{draw.choice(_THAI_TONES)}" if x != " " else x for x in text)


def _mixed(draw: random.Random) -> Iterator[str]:
    hebrew, latin = _words(draw, _HEBREW, (2, 5), 1), _latin(draw)
    while True:
        yield f"{next(latin)} ({next(hebrew)}) {draw.randint(1, 2026)}"


_MAKERS: dict[str, Callable[[random.Random], Iterator[str]]] = {
    "latin": _latin,
    "greek": lambda draw: _words(draw, _GREEK, (3, 9)),
    "old greek": lambda draw: _words(draw, _OLD_GREEK, (3, 7)),
    "cyrillic": lambda draw: _words(draw, _CYRILLIC, (3, 9)),
    "arabic": lambda draw: _marked(draw, _ARABIC, _HARAKAT),
    "hebrew": lambda draw: _marked(draw, _HEBREW, _NIQQUD),
    "hebrew and latin": _mixed,
    "han": lambda draw: _words(draw, _han(), (2, 4), 1),
    "kana": lambda draw: _words(draw, _KANA, (3, 6)),
    "hangul": lambda draw: _words(draw, _letters((0xAC00, 0xD7A3)), (2, 4)),
    "armenian": lambda draw: _words(draw, _ARMENIAN, (3, 8)),
    "georgian": lambda draw: _words(draw, _GEORGIAN, (3, 8)),
    "thai": _thai,
}


def of_script(script: str, seed: int = 7) -> Iterator[str]:
    """Return names of one script without end, the same in every run."""
    names = _MAKERS[script](random.Random(seed))  # noqa: S311 - the same names in every run
    return (normalize("NFC", name) for name in names)


def many_names(number: int) -> list[Name]:
    """Return so many names, the scripts in turns."""
    makers = {script: of_script(script) for script in _MAKERS}
    return [Name(script, next(makers[script])) for script in islice(cycle(_MAKERS), number)]
