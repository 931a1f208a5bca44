"""In which language papers for participants are printed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from coordinator.desk.papers import Speech
from coordinator.domain.printing import Document
from coordinator.ui.widgets import Choice, Column, Text
from coordinator.views.languages import Language

SPEAKING = (Document.AGENDAS, Document.ORGANISATION_AGENDAS, Document.SLIPS)
"""What participants get in their hands and read alone."""

_OWN = "own"


class SpeechChoice(QWidget):
    """A language, or each person's own where it is known."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = Choice()
        for language in Language:
            self.choice.addItem(language.own_name, language.value)
        self.choice.addItem("Each person’s own, else English", _OWN)
        self.choice.setAccessibleName("Language")
        self.choice.activated.connect(self.changed)
        title = Text("Language", "small_strong", "text2")
        title.setBuddy(self.choice)
        column = Column(self, gap=6)
        column.addWidget(title)
        column.addWidget(self.choice)

    def speech(self) -> Speech:
        """Return what is chosen."""
        chosen = str(self.choice.currentData())
        return Speech(own=True) if chosen == _OWN else Speech(Language(chosen))

    def show_speech(self, speech: Speech) -> None:
        """Show what was chosen the last time."""
        self.choice.setCurrentIndex(self.choice.findData(_OWN if speech.own else speech.language.value))
