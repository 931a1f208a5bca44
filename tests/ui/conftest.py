"""Qt draws without a screen; every test starts in the light look at normal size."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from coordinator.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> None:
    """Dress the application as it starts."""
    look.apply(qapp, look.Mode.LIGHT, 100)
