"""What stops the set-up."""

from __future__ import annotations


class Stop(Exception):
    """The set-up cannot go on; the text says why and what to do."""
