"""Labels read back from ZPL as a printer does, after Zebra's description of ^GFA, and the codes on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

import zxingcpp
from PIL import Image, ImageOps

LABEL = re.compile(
    r"\^XA(?P<head>[^\^]*(?:\^(?!FO|XZ)[^\^]*)*)\^FO0,0\^GFA,(?P<sent>\d+),(?P<size>\d+),(?P<across>\d+),"
    r"(?P<data>[0-9A-Fa-zG-Z,:!]*)\^FS\^PQ(?P<count>\d+)\^XZ\s*"
)


@dataclass(frozen=True)
class Label:
    """A label as it comes out: its dots, how wide and long the printer was told it is, and how many there are."""

    image: Image.Image
    width: int
    length: int
    count: int

    def texts(self) -> set[str]:
        """Return what the codes on it say."""
        return {code.text for code in zxingcpp.read_barcodes(self.image.convert("L"))}

    def runs(self, row: int) -> list[tuple[bool, int]]:
        """Return the runs of a row of dots: whether black, and how long."""
        dots = [self.image.getpixel((across, row)) == 0 for across in range(self.image.width)]
        return [(dark, len(list(run))) for dark, run in groupby(dots)]


def labels(told: bytes) -> list[Label]:
    """Return all labels in what a printer was told; anything that is no label is an error."""
    text = told.decode("ascii")
    found, at = [], 0
    while at < len(text):
        label = LABEL.match(text, at)
        assert label is not None, f"no label at {at}: {text[at : at + 60]!r}"
        found.append(_label(label))
        at = label.end()
    return found


def unpacked(data: str, across: int) -> bytes:
    """Return the bytes of a picture from its run-length coded digits."""
    digits, row, count = [], "", 0
    for sign in data:
        if sign in "0123456789ABCDEF":
            row += sign * max(1, count)
        elif "G" <= sign <= "Y":
            count += ord(sign) - ord("G") + 1
            continue
        elif "g" <= sign <= "z":
            count += (ord(sign) - ord("g") + 1) * 20
            continue
        elif sign in ",!":
            row = row.ljust(2 * across, "0" if sign == "," else "F")
        else:
            assert (sign, row) == (":", ""), "a row is repeated in its middle"
            row = digits[-1]
        count = 0
        assert len(row) <= 2 * across
        if len(row) == 2 * across:
            digits.append(row)
            row = ""
    assert row == ""
    return bytes.fromhex("".join(digits))


def _label(found: re.Match[str]) -> Label:
    across, size = int(found["across"]), int(found["size"])
    told = unpacked(found["data"], across)
    assert len(told) == size == int(found["sent"])
    height = size // across
    ink = Image.frombytes("1", (across * 8, height), told)
    head = dict(re.findall(r"\^(PW|LL)(\d+)", found["head"]))
    width = int(head["PW"])
    assert (width + 7) // 8 == across
    assert int(head["LL"]) == height
    image = ImageOps.invert(ink.convert("L")).convert("1").crop((0, 0, width, height))
    return Label(image, width, height, int(found["count"]))
