"""What a label printer says of itself when asked with ~HS: three lines of numbers."""

from __future__ import annotations

import re

QUESTION = b"~HS"
_LINES = re.compile(rb"\x02([^\x02\x03]*)\x03")


def is_whole(told: bytes) -> bool:
    """Tell whether all three lines have come."""
    return len(_LINES.findall(told)) >= 3


def trouble(told: bytes) -> str:
    """Return what keeps the printer from printing; empty where nothing does or nothing is known."""
    lines = [line.decode("ascii", "replace").split(",") for line in _LINES.findall(told)]
    if len(lines) < 2 or len(lines[0]) < 3 or len(lines[1]) < 4:
        return ""
    (_, paper_out, paused, *_), (_, _, head_up, ribbon_out, *_) = lines[0], lines[1]
    flags = (
        (head_up, "its head is open: close it"),
        (paper_out, "it has no labels: put in a roll"),
        (ribbon_out, "its ribbon is used up: put in a new one"),
        (paused, "it is paused: press its pause key"),
    )
    return "; ".join(words for flag, words in flags if flag.strip() == "1")
