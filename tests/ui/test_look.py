"""Colours can be read, icons and fonts are there, and the look changes as a whole."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from coordinator.ui import look
from coordinator.ui.look import DARK, LIGHT, Mode, Tokens, Tone
from coordinator.ui.widgets import Text

TEXT, MARK = 4.5, 3.0


def _pairs(tokens: Tokens) -> list[tuple[str, str, str, float]]:
    grounds = (tokens.bg, tokens.surface, tokens.surface2)
    pairs = [("text3", tokens.text3, ground, TEXT) for ground in grounds]
    pairs += [("text2", tokens.text2, ground, TEXT) for ground in grounds]
    pairs += [("text", tokens.text, tokens.accent_soft, TEXT)]
    pairs += [("accent", tokens.accent, ground, TEXT) for ground in (*grounds, tokens.accent_soft)]
    pairs += [("on accent", tokens.on_accent, tokens.accent, TEXT)]
    pairs += [("strong border", tokens.border_strong, tokens.surface, MARK)]
    for tone in (tokens.ok, tokens.wait, tokens.bad, tokens.moved):
        pairs += [("tone text", tone.text, ground, TEXT) for ground in (*grounds, tone.soft)]
        pairs += [("tone bar", tone.bar, tokens.surface, MARK)]
    for panel in (tokens.panel_ok, tokens.panel_again, tokens.panel_no):
        pairs += [("panel", panel.ink, ground, TEXT) for ground in (panel.start, panel.end)]
    pairs += [
        ("rail", tokens.rail_text, tokens.rail, TEXT),
        ("rail", tokens.rail_text_active, tokens.rail_active, TEXT),
    ]
    return pairs


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_can_be_read(tokens: Tokens) -> None:
    poor = [
        f"{name}: {ink} on {ground} is {look.contrast(ink, ground):.2f}"
        for name, ink, ground, least in _pairs(tokens)
        if look.contrast(ink, ground) < least
    ]
    assert poor == []


def test_the_result_panels_reach_the_contrast_that_was_measured() -> None:
    assert look.contrast("#0A7551", "#FFFFFF") == pytest.approx(5.71, abs=0.01)
    assert look.contrast("#FFC53D", "#1F1400") == pytest.approx(11.49, abs=0.01)
    assert look.contrast("#B0221B", "#FFFFFF") == pytest.approx(6.79, abs=0.01)


@pytest.mark.parametrize("name", look.icon_names())
def test_every_icon_paints_something_in_the_colour_asked_for(qapp: QApplication, name: str) -> None:
    image = look.icon(name, QColor("#B0221B"), 24, 2.0).toImage()
    solid = {
        QColor.fromRgba(image.pixel(x, y)).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert image.width() == 48
    assert "#b0221b" in solid


def test_inter_is_loaded_and_figures_have_equal_width(qapp: QApplication) -> None:
    assert {"Inter", "Inter Display"} <= set(look.load_fonts())
    assert QFontInfo(look.font("body")).family() == "Inter"
    assert look.width_of("1111", look.font("clock")) == pytest.approx(look.width_of("0000", look.font("clock")))


def test_zoom_scales_fonts_and_lengths_within_its_limits(qapp: QApplication) -> None:
    look.apply(qapp, zoom_percent=150)
    assert (look.px(40), look.font("body").pixelSize()) == (60, 20)
    look.apply(qapp, zoom_percent=400)
    assert look.zoom() == 150
    look.apply(qapp, zoom_percent=100)
    assert (look.next_zoom(1), look.next_zoom(-1), look.next_zoom(0)) == (110, 90, 100)


def test_a_change_of_theme_reaches_what_is_already_on_screen(qapp: QApplication) -> None:
    text = Text("Saved", "body", "text")
    look.apply(qapp, Mode.DARK)
    assert text.palette().windowText().color() == QColor(DARK.text)
    look.apply(qapp, Mode.LIGHT)
    assert text.palette().windowText().color() == QColor(LIGHT.text)


def test_every_tone_has_ink_soft_fill_and_bar(qapp: QApplication) -> None:
    for tokens in (LIGHT, DARK):
        for tone in Tone:
            colours = tokens.tone(tone)
            assert look.contrast(colours.text, colours.soft) >= TEXT


def test_foreign_text_is_never_taken_for_markup(qapp: QApplication) -> None:
    plain, marked = Text("Plain"), Text("<b>Bold</b>")
    assert marked.text() == "<b>Bold</b>"
    assert marked.textFormat() == plain.textFormat()
    assert marked.sizeHint().width() > plain.sizeHint().width()


def test_two_thousand_calls_without_a_value_keep_none_alive(qapp: QApplication) -> None:
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(2000):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 200
