"""Right-to-left text: the order in which letters of a line stand, by the Unicode Bidirectional Algorithm (UAX #9).

Texts reach paper without embedding, override and isolate characters, so a line is one sequence, and the rules
for explicit directions (X1 to X10) have nothing to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_T = TypeVar("_T")

_RIGHT = {"R", "AL"}
_NEUTRAL = {"B", "S", "WS", "ON"}
_NEIGHBOURS = (
    *(0x28, 0x0F3A, 0x0F3C, 0x169B, 0x2045, 0x207D, 0x208D, 0x2308, 0x230A, *range(0x2768, 0x2776, 2), 0x27C5),
    *(*range(0x27E6, 0x27F0, 2), *range(0x2983, 0x298D, 2), *range(0x2991, 0x2999, 2), 0x29D8, 0x29DA, 0x29FC),
    *(*range(0x2E22, 0x2E2A, 2), *range(0x2E55, 0x2E5D, 2), *range(0x3008, 0x3012, 2), *range(0x3014, 0x301C, 2)),
    *(*range(0xFE59, 0xFE5F, 2), 0xFF08, 0xFF5F, 0xFF62),
)
"""Brackets that are followed by the one that closes them."""
_APART = {0x5B: 0x5D, 0x7B: 0x7D, 0x298D: 0x2990, 0x298F: 0x298E, 0xFF3B: 0xFF3D, 0xFF5B: 0xFF5D}
_BRACKETS = {chr(code): chr(closed) for code, closed in (*((code, code + 1) for code in _NEIGHBOURS), *_APART.items())}
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}
"""Brackets of mathematics that count as those of Chinese."""
_CLOSING = set(_BRACKETS.values())
_PAIRS_AT_MOST = 63


def runs_left(text: str) -> bool:
    """Tell whether any letter of a text is written from right to left."""
    return any(bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def starts_right(text: str) -> bool:
    """Tell whether a text as a whole runs from right to left: its first strong letter decides (P2, P3)."""
    for letter in text:
        match bidirectional(letter):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def levels(text: str, *, rtl: bool, before: str = "", after: str = "") -> list[int]:
    """Return the level of each letter of a line: an odd one runs from right to left.

    Other lines of the same text, `before` and `after` this one, have a say too: lines are broken when levels stand.
    """
    found = _levels(before + text + after, rtl=rtl)[len(before) : len(before) + len(text)]
    # Blanks at the end of the line or before a tabulator stand as the whole line does (L1).
    ends = True
    for at in range(len(text) - 1, -1, -1):
        kind = bidirectional(text[at])
        ends = kind in ("S", "B") or (ends and kind in ("WS", "BN"))
        if ends:
            found[at] = int(rtl)
    return found


def _levels(text: str, *, rtl: bool) -> list[int]:
    """Return levels before lines are broken; joiners have no say, and stand where the letter before them does (X9)."""
    edge, base = ("R", 1) if rtl else ("L", 0)
    seen = "".join(letter for letter in text if bidirectional(letter) != "BN")
    types = [_type(letter) for letter in seen]
    _weak(types, edge)
    _brackets(seen, types, edge)
    _neutral(types, edge)
    rest = iter([base + _IMPLICIT[base][kind] for kind in types])
    found, last = [], base
    for letter in text:
        last = last if bidirectional(letter) == "BN" else next(rest)
        found.append(last)
    return found


def reordered(parts: Sequence[_T], at: Sequence[int]) -> list[_T]:
    """Return parts of a line, each of one level, as they stand from left to right (L2)."""
    order = list(range(len(parts)))
    for level in range(max(at, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and at[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return [parts[number] for number in order]


_IMPLICIT = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})
"""What rules I1 and I2 add to an even and to an odd level."""


def _type(letter: str) -> str:
    kind = bidirectional(letter) or "L"
    return kind if kind in _TYPES else "ON"


_TYPES = {"L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "B", "S", "WS", "ON"}


def _weak(types: list[str], edge: str) -> None:
    """Resolve marks, numbers and what stands between numbers (W1 to W7)."""
    before, strong = edge, edge
    for at, kind in enumerate(types):
        if kind == "NSM":
            types[at] = before
        before = types[at]
        if types[at] in ("L", "R", "AL"):
            strong = types[at]
        elif types[at] == "EN" and strong == "AL":
            types[at] = "AN"
    types[:] = ["R" if kind == "AL" else kind for kind in types]
    for at in range(1, len(types) - 1):
        left, kind, right = types[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in ("EN", "AN"))):
            types[at] = left
    for start, end in _stretches(types, {"ET"}):
        if "EN" in (types[start - 1] if start else "", types[end] if end < len(types) else ""):
            types[start:end] = ["EN"] * (end - start)
    strong = edge
    for at, kind in enumerate(types):
        if kind in ("ES", "ET", "CS"):
            types[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"


def _stretches(types: list[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    """Return where stretches of these types begin and end; types may be changed meanwhile."""
    start = 0
    while start < len(types):
        end = start
        while end < len(types) and types[end] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _strong(kind: str) -> str:
    """Return the direction that a type has beside neutral ones: numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _brackets(text: str, types: list[str], edge: str) -> None:
    """Give both brackets of a pair one direction (N0)."""
    for opened, closed in _pairs(text, types):
        inside = {_strong(kind) for kind in types[opened + 1 : closed]} - {""}
        if edge in inside:
            direction = edge
        elif inside:
            before = next((_strong(kind) for kind in reversed(types[:opened]) if _strong(kind)), edge)
            direction = before if before in inside else edge
        else:
            continue
        for at in (opened, closed):
            types[at] = direction
            after = at + 1
            while after < len(text) and bidirectional(text[after]) == "NSM":
                types[after] = direction
                after += 1


def _pairs(text: str, types: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, written in enumerate(text):
        letter = _SAME.get(written, written)
        if types[at] != "ON":
            continue
        if letter in _BRACKETS:
            if len(waiting) == _PAIRS_AT_MOST:
                return []
            waiting.append((_BRACKETS[letter], at))
        elif letter in _CLOSING:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == letter:
                    found.append((waiting[depth][1], at))
                    del waiting[depth:]
                    break
    return sorted(found)


def _neutral(types: list[str], edge: str) -> None:
    """Let neutral letters follow their neighbours where these agree, else the whole line (N1, N2)."""
    for start, end in _stretches(types, _NEUTRAL):
        before = _strong(types[start - 1]) if start else edge
        after = _strong(types[end]) if end < len(types) else edge
        types[start:end] = [before if before == after else edge] * (end - start)
