"""Puts a line on a page: plain runs as text, shaped runs glyph by glyph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from coordinator.paper.text.fitting import Fitted
    from coordinator.paper.text.lines import Line, Run
    from coordinator.paper.text.shaping import Glyph


_MOST_KEPT = 8192


class Pen:
    """Writes lines into one document, and keeps how texts are written that come again."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._kept: dict[tuple[str, str], tuple[tuple[str, str], ...]] = {}

    def write(self, at: tuple[float, float], line: Line, fitted: Fitted, spacing: float) -> None:
        """Write a line from this point of its baseline, in points."""
        code = [f"BT 1 0 0 1 {at[0]:.3f} {at[1]:.3f} Tm"]
        # Both stay in force for later texts of the page unless they are put back.
        if fitted.squeeze != 1:
            code.append(f"{fitted.squeeze * 100:.3f} Tz")
        if spacing:
            code.append(f"{spacing:.3f} Tc")
        for run in line.runs:
            if run.shaped:
                code += _shaped(self._canvas, run, fitted.size)
            else:
                code += [f"{font} {fitted.size:.4f} Tf {shown} Tj" for font, shown in self._parts(run)]
        if fitted.squeeze != 1:
            code.append("100 Tz")
        if spacing:
            code.append("0 Tc")
        code.append("ET")
        self._canvas.addLiteral(" ".join(code))

    def _parts(self, run: Run) -> tuple[tuple[str, str], ...]:
        """Return letters that stand side by side, in as many parts of the font as they are spread over."""
        known = self._kept.get((run.font, run.text))
        if known is None:
            font, document = pdfmetrics.getFont(run.font), self._canvas._doc  # noqa: SLF001 - as the library does
            parts = font.splitString(run.text, document)
            known = tuple((font.getSubsetInternalName(subset, document), _string(letters)) for subset, letters in parts)
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[run.font, run.text] = known
        return known


def _string(letters: bytes) -> str:
    if not letters.isascii() or not letters.decode().isprintable():
        return f"<{letters.hex()}>"
    return "(" + letters.decode().replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"


def _shaped(canvas: Canvas, run: Run, size: float) -> Iterator[str]:
    """Show glyphs where they belong, and say what is written; readers turn round what runs from right to left."""
    if not run.shaped:
        return
    says = run.text[::-1] if run.shaped.rtl else run.text
    yield f"/Span <</ActualText <feff{says.encode('utf-16-be').hex()}>>> BDC"
    for glyph in run.shaped.glyphs:
        yield from _placed(canvas, run.font, glyph, size)
    yield "EMC"


def _placed(canvas: Canvas, name: str, glyph: Glyph, size: float) -> Iterator[str]:
    """Show one glyph: moved to its place, and the pen moved on to where the next one begins."""
    font = pdfmetrics.getFont(name)
    ((subset, code),) = font.splitString(glyph.letter, canvas._doc)  # noqa: SLF001 - as the library's own text objects do
    yield f"{font.getSubsetInternalName(subset, canvas._doc)} {size:.4f} Tf"  # noqa: SLF001 - the same
    if glyph.up:
        yield f"{glyph.up * size / 1000:.4f} Ts"
    yield f"[{-glyph.across:.3f} <{code.hex()}> {glyph.width - glyph.advance + glyph.across:.3f}] TJ"
    if glyph.up:
        yield "0 Ts"
