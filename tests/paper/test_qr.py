"""Badge codes as they are drawn: module by module the code that the library makes."""

from __future__ import annotations

import random

import pytest
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

from coordinator.domain import badge
from coordinator.paper import qr


def drawn(token: str) -> list[list[bool]]:
    """Return the modules that the path of a token fills."""
    modules = [[False] * qr.MODULES for _ in range(qr.MODULES)]
    numbers = [int(word) for word in qr.path(token).split() if word != "re"]
    for x, y, width, height in zip(*[iter(numbers)] * 4, strict=True):
        assert height == 1
        for column in range(x, x + width):
            modules[qr.MODULES - 1 - y][column] = True
    return modules


def encoded(token: str) -> list[list[bool]]:
    """Return the modules as the library encodes a token whole."""
    code = QRCode(version=1, error_correction=ERROR_CORRECT_M, mask_pattern=3)
    code.add_data(QRData(token.encode("ascii"), mode=MODE_ALPHA_NUM, check_data=False))
    code.make(fit=False)
    return [[bool(dark) for dark in line] for line in code.modules]


def test_codes_put_together_from_letters_are_those_encoded_whole() -> None:
    draw = random.Random(11).randrange  # noqa: S311 - the same codes in every run
    for _ in range(400):
        token = badge.make(badge.make_tag(draw), draw)
        assert drawn(token) == encoded(token)


@pytest.mark.parametrize("token", ["B" * 20, "X" * 20, "BX" * 10, "0" * 20, ":" * 20])
def test_tokens_of_one_letter_are_encoded_as_well(token: str) -> None:
    assert drawn(token) == encoded(token)
