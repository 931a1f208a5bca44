"""Puts a line on a page: plain runs as text, shaped runs glyph by glyph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

    from coordinator.paper.lines import Line, Run
    from coordinator.paper.shaping import Glyph
    from coordinator.paper.text import Fitted


def write(canvas: Canvas, at: tuple[float, float], line: Line, fitted: Fitted, spacing: float) -> None:
    """Write a line from this point of its baseline, in points."""
    first = line.runs[0]
    if len(line.runs) == 1 and not first.shaped:
        _plain(canvas, at, first, fitted, spacing)
        return
    size, squeeze = fitted.size, fitted.squeeze
    code = ["BT", f"{squeeze * 100:.3f} Tz" if squeeze != 1 else "", f"1 0 0 1 {at[0]:.4f} {at[1]:.4f} Tm"]
    for run in line.runs:
        code += _shaped(canvas, run, size) if run.shaped else _shown(canvas, run.font, run.text, size)
    # How wide letters are drawn stays in force for later texts of the page unless it is put back.
    code += ["100 Tz" if squeeze != 1 else "", "ET"]
    canvas.addLiteral(" ".join(filter(None, code)))


def _plain(canvas: Canvas, at: tuple[float, float], run: Run, fitted: Fitted, spacing: float) -> None:
    text = canvas.beginText(*at)
    text.setFont(run.font, fitted.size)
    if fitted.squeeze != 1:
        text.setHorizScale(fitted.squeeze * 100)
    if spacing:
        text.setCharSpace(spacing)
    text.textOut(run.text)
    # Both stay in force for later texts of the page unless they are put back.
    if fitted.squeeze != 1:
        text.setHorizScale(100)
    if spacing:
        text.setCharSpace(0)
    canvas.drawText(text)


def _shown(canvas: Canvas, name: str, text: str, size: float) -> Iterator[str]:
    """Show letters side by side, in as many parts of the font as they are spread over."""
    font = pdfmetrics.getFont(name)
    for subset, letters in font.splitString(text, canvas._doc):  # noqa: SLF001 - as the library's own text objects do
        yield f"{font.getSubsetInternalName(subset, canvas._doc)} {size:.4f} Tf <{letters.hex()}> Tj"  # noqa: SLF001 - the same


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
