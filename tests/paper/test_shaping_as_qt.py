"""Names whose letters join stand as Qt lets them stand: the same glyphs of the same font, at the same places."""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from many_names import of_script
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextOption

from coordinator import assets
from coordinator.paper.text.fitting import Room, clean, fit
from coordinator.paper.text.fonts import Font
from coordinator.paper.text.lines import lay

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.paper.text.lines import Line

NAMES = 300
EM = 1000
"""Size in pixels: Qt then counts in the thousandths that we count in."""

FONTS = {"arabic": "NotoSansArabic-Bold", "hebrew": "NotoSansHebrew-Bold", "thai": "NotoSansThai-Bold"}


@pytest.fixture(scope="session")
def fonts(qapp: object) -> Callable[..., QFont]:
    """Return a function that gives the bundled fonts as Qt knows them, the first one that has a letter counting."""

    def of(*names: str) -> QFont:
        families = []
        for name in names:
            number = QFontDatabase.addApplicationFont(str(assets.folder("resources") / "fonts" / f"{name}.ttf"))
            families.append(QFontDatabase.applicationFontFamilies(number)[0])
        font = QFont(families)
        font.setPixelSize(EM)
        font.setBold(True)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if len(names) == 1:
            font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
        return font

    return of


def qt_layout(text: str, font: QFont) -> QTextLayout:
    """Return a text as Qt sets it, a line for each part between line separators."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setUseDesignMetrics(True)
    layout.setTextOption(option)
    layout.beginLayout()
    for _ in text.split("\u2028"):
        layout.createLine().setLineWidth(1e6)
    layout.endLayout()
    return layout


def drawn_by_qt(text: str, font: QFont) -> list[tuple[float, float, int]]:
    """Return place and number of all glyphs; places count from the left end of the line and from its baseline."""
    layout = qt_layout(text, font)
    line = layout.lineAt(0)
    left, baseline = line.naturalTextRect().left(), line.y() + line.ascent()
    return [
        (place.x() - left, baseline - place.y(), glyph)
        for run in layout.glyphRuns()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True)
    ]


def drawn_by_us(text: str) -> list[tuple[float, float, int]]:
    found, pen = [], 0.0
    for run in lay(text, Font.BOLD).runs:
        assert run.shaped
        for glyph, number in zip(run.shaped.glyphs, run.shaped.ids, strict=True):
            found.append((pen + glyph.across, glyph.up, number))
            pen += glyph.advance
    return found


@pytest.mark.parametrize("script", FONTS)
def test_glyphs_and_their_places_are_those_of_qt(fonts: Callable[..., QFont], script: str) -> None:
    font = fonts(FONTS[script])
    for name in islice(of_script(script), NAMES):
        text = clean(name)
        assert {run.font for run in lay(text, Font.BOLD).runs} == {FONTS[script]}
        ours, theirs = sorted(drawn_by_us(text)), sorted(drawn_by_qt(text, font))
        assert sorted(number for *_, number in ours) == sorted(number for *_, number in theirs), text
        for mine, other in zip(ours, theirs, strict=True):
            assert mine == pytest.approx(other, abs=1.0), (text, mine, other)


def seen(line: Line) -> str:
    """Return the letters of a line as they stand from left to right."""
    return "".join(run.text[::-1] if run.shaped and run.shaped.rtl else run.text for run in line.runs)


def seen_by_qt(text: str, font: QFont) -> list[str]:
    layout = qt_layout(text, font)
    found = []
    for number in range(layout.lineCount()):
        runs = layout.lineAt(number).glyphRuns(-1, -1, QTextLayout.GlyphRunRetrievalFlag.RetrieveAll)
        places = [
            (place.x(), text[at])
            for run in runs
            for place, at in zip(run.positions(), run.stringIndexes(), strict=True)
            if text[at] != "\u2028"
        ]
        found.append("".join(letter for _, letter in sorted(places, key=lambda each: each[0])))
    return found


def test_texts_of_both_directions_in_two_lines_stand_as_qt_lets_them_stand(fonts: Callable[..., QFont]) -> None:
    font = fonts("NotoSansHebrew-Bold", "NotoSans-Bold")
    draw = random.Random(3)  # noqa: S311 - the same texts in every run
    tried = 0
    while tried < 500:
        letters = "".join(draw.choice("אבגד  abc 12-.,()+:$") for _ in range(draw.randint(6, 18)))
        text = clean(letters)
        whole = lay(text, Font.BOLD)
        two = fit(text, Font.BOLD, Room(whole.width * 10 * 0.62, 1000, 10, 5)).lines
        written = ["".join(run.text for run in line.runs) for line in two]
        if len(two) == 1 or sum(map(len, written)) != len(text) - 1:
            continue
        tried += 1
        broken = f"{text[: len(written[0])]}\u2028{text[len(written[0]) + 1 :]}"
        assert [seen(line) for line in two] == seen_by_qt(broken, font), broken
