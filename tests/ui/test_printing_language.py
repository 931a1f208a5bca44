"""The language of agendas and change slips on the print page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from coordinator.domain.printing import Document
from coordinator.ui.pages.printing.speech import SPEAKING

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.ui.pages.printing.page import PrintingPage
    from coordinator.ui.pages.printing.speech import SpeechChoice


def choose(speech: SpeechChoice, words: str) -> None:
    """Choose a line of the list as a person does."""
    speech.choice.setCurrentIndex(speech.choice.findText(words))
    speech.choice.activated.emit(speech.choice.currentIndex())


def text_of(path: Path, page: int = 0) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return str(document[page].get_textpage().get_text_range())
    finally:
        document.close()


@pytest.mark.parametrize(("words", "table"), [("Deutsch", "Tisch"), ("Français", "Table"), ("Polski", "Stolik")])
def test_agendas_speak_the_chosen_language(printing_page: PrintingPage, tmp_path: Path, words: str, table: str) -> None:
    printing_page.show_now("agendas")
    choose(printing_page.view.how.speech, words)
    printing_page.view.save(tmp_path / "agendas.pdf")
    assert table in text_of(tmp_path / "agendas.pdf")


def test_each_persons_own_language_can_be_asked_for(printing_page: PrintingPage) -> None:
    printing_page.show_now("slips")
    choose(printing_page.view.how.speech, "Each person’s own, else English")
    wanted = printing_page.view.how.wanted()
    assert wanted is not None
    assert wanted.setting.speech.own


def test_the_language_is_remembered_for_the_document_and_only_asked_where_it_matters(
    printing_page: PrintingPage,
) -> None:
    speech = printing_page.view.how.speech
    printing_page.show_now("agendas")
    choose(speech, "Deutsch")
    for document in Document:
        printing_page.show_now(document.value)
        assert speech.isVisible() is (document in SPEAKING)
    printing_page.show_now("agendas")
    assert speech.choice.currentText() == "Deutsch"
