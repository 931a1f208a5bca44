"""The order of letters in a line is that of Unicode: its own conformance tests say so."""

from __future__ import annotations

import lzma
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from coordinator.paper.text import bidi
from coordinator.paper.text.fitting import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent / "unicode"

LETTERS = {
    "L": "a", "R": "\u05d0", "AL": "\u0627", "EN": "1", "AN": "\u0661", "ES": "+", "ET": "$", "CS": ",",
    "NSM": "\u0300", "BN": "\u200d", "S": "\t", "WS": " ", "ON": "!",
}  # fmt: skip
"""One letter of each kind."""

EXPLICIT = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]


def rows(name: str) -> Iterator[str]:
    with lzma.open(HERE / f"{name}.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (line.strip() for line in lines if not line.startswith("#"))


def seen(text: str, *, rtl: bool) -> tuple[list[str], list[int]]:
    """Return levels and order of a text as the tests write them: what is removed has no level and no place."""
    found = bidi.levels(text, rtl=rtl)
    gone = {at for at, letter in enumerate(text) if bidirectional(letter) == "BN"}
    levels = ["x" if at in gone else str(level) for at, level in enumerate(found)]
    return levels, [at for at in bidi.reordered(range(len(text)), found) if at not in gone]


def test_letters_have_the_levels_and_the_order_of_unicodes_own_examples() -> None:
    tried = 0
    for row in rows("BidiCharacterTest"):
        codes, asked, paragraph, levels, order = row.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if asked == "2":
            assert bidi.starts_right(text) is (paragraph == "1"), row
        found = seen(text, rtl=paragraph == "1")
        assert found == (levels.split(), [int(place) for place in order.split()]), row
        tried += 1
    assert tried == 18_425


def test_every_sequence_of_four_kinds_of_letters_has_the_levels_and_the_order_of_unicode() -> None:
    tried, levels, order = 0, [], []
    for row in rows("BidiTest"):
        if row.startswith("@Levels:"):
            levels = row.partition(":")[2].split()
        elif row.startswith("@Reorder:"):
            order = [int(place) for place in row.partition(":")[2].split()]
        else:
            kinds, _, directions = row.partition("; ")
            text = "".join(LETTERS[kind] for kind in kinds.split())
            ways = (bidi.starts_right(text), False, True)
            for rtl in {way for bit, way in enumerate(ways) if int(directions, 16) >> bit & 1}:
                assert seen(text, rtl=rtl) == (levels, order), (row, rtl)
                tried += 1
    assert tried == 61_932


def test_no_explicit_direction_reaches_the_paper() -> None:
    assert clean("".join(f"a{chr(code)}א" for code in EXPLICIT)) == "aא" * len(EXPLICIT)
