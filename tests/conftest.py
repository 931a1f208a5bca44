"""What holds for all tests: no window is needed, and nobody's clock decides."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("house", deadline=None)
settings.load_profile("house")
