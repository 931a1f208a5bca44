"""Qt draws without a screen; every test starts in the light look at normal size."""

from __future__ import annotations

import os

import pytest
from PySide6.QtWidgets import QApplication

from coordinator.ui import look

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def light_look(qapp: QApplication) -> None:
    """Dress the application as it starts."""
    look.apply(qapp, look.Mode.LIGHT, 100)
