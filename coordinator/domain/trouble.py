"""The two kinds of exception: the world misbehaved (tell, go on) or the program did (stop loudly)."""

from __future__ import annotations


class WorldTrouble(Exception):
    """Something outside the program went wrong; the text is a sentence for the person at the desk."""


class ProgramTrouble(Exception):
    """The program broke a promise of its own; nothing is caught and hidden."""
