"""How fast paper is: badges and agendas of mixed scripts, beside a plain badge as a newcomer would write it."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import random
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
import qrcode
from reportlab.lib.pagesizes import A6
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from coordinator.domain import badge
from coordinator.domain.printing import Document
from coordinator.domain.schedule import EventInfo
from coordinator.paper import offering
from coordinator.paper.door import render
from coordinator.views import papers
from coordinator.views.papers_rows import Party, Row, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.bench

EVENT = EventInfo("Brokerage Day 2026", date(2026, 11, 24), "Europe/Vienna", "Hall 1")
GIVEN = ("Anna", "Małgorzata", "Søren", "Ελένη", "Екатерина", "João", "Zoë", "Þórður", "Ștefan", "İpek", "Nguyễn Thị")
FAMILY = ("Nowak", "García", "Wiśniewska", "Größner", "Παπαδοπούλου", "Воскресенская", "Ó Nualláin", "Țurcanu", "Li")
HARD = (
    "مُنذر شربتلي", "כרים יפת", "田中 太郎", "王小明", "김민준", "สมชาย ใจดี", "დალი რეხვიაშვილი", "Արիստակես Դոլուխանով",
    "David כהן (תל אביב)",
)  # fmt: skip


def badges(count: int, hard: float) -> list[papers.BadgeRecord]:
    """Return badges of which this share has names that are not Latin, Greek or Cyrillic, no two alike."""
    chance = random.Random(5)  # noqa: S311 - the same badges in every run
    found = []
    for number in range(count):
        odd = chance.random() < hard
        name = f"{chance.choice(HARD)} {number}" if odd else f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}-{number}"
        organisation = f"{chance.choice(HARD)} {number % 400}" if odd else f"Institute of Technology {number % 400}"
        token = badge.make("BCD", chance.randrange)
        found.append(papers.BadgeRecord(f"P{number}", name, organisation, "Head", "Guest", "Poland", "A", token))
    return found


def agendas(count: int) -> list[papers.AgendaRecord]:
    """Return agendas of 16 rows."""
    people = badges(count, 0.02)
    rows = [
        Row(RowKind.MEETING, f"{9 + n // 3:02}:{n % 3 * 20:02}", f"{9 + n // 3:02}:{n % 3 * 20 + 20:02}", str(n))
        for n in range(16)
    ]
    return [
        papers.AgendaRecord(
            person.person,
            person.name,
            person.organisation,
            "A",
            tuple(
                Row(row.kind, row.start, row.end, row.table, (Party(other.organisation, other.name),))
                for row, other in zip(rows, people[number:] + people, strict=False)
            ),
            "Printed Tuesday 24 November 2026, 09:52 · version 5",
        )
        for number, person in enumerate(people)
    ]


def plain(records: Sequence[papers.BadgeRecord]) -> bytes:
    """Draw badges as a newcomer would: a picture of the code, a name in a built-in font, one badge a page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A6)
    for record in records:
        code = io.BytesIO()
        qrcode.make(record.token).save(code)
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(20, 250, record.name)
        canvas.setFont("Helvetica", 16)
        canvas.drawString(20, 220, record.organisation)
        canvas.drawImage(ImageReader(code), 190, 20, 85, 85)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def drawn(document: Document, records: Sequence[papers.Record], **chosen: bool) -> bytes:
    """Draw a document of the program."""
    out = io.BytesIO()
    render(offering.job(document, **chosen), records, EVENT, out)
    return out.getvalue()


def measured(draw: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return the processor seconds of a drawing and its bytes."""
    gc.collect()
    begin = time.process_time()
    pdf = draw()
    return time.process_time() - begin, pdf


def told(what: str, count: int, seconds: float, pdf: bytes) -> None:
    """Print one line of figures."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    each = len(pdf) / count / 1024
    print(f"\n{what}: {seconds:.2f} CPU s, {count / seconds:,.0f} per s, {each:.2f} KiB each, load {load:.1f}")


def test_badges_of_mixed_scripts_beside_plain_ones() -> None:
    reference = badges(300, 0)
    drawn(Document.BADGES, badges(4, 1.0))
    told("plain badge, reportlab and qrcode", 300, *measured(lambda: plain(reference)))
    for count, hard in ((1000, 0.02), (1000, 0.3), (1000, 1.0)):
        records = badges(count, hard)
        seconds, pdf = measured(lambda records=records: drawn(Document.BADGES, records))  # type: ignore[misc]
        told(f"{count} badges, {hard:.0%} of rare scripts", count, seconds, pdf)
        assert hashlib.sha256(drawn(Document.BADGES, records)).digest() == hashlib.sha256(pdf).digest()


def test_agendas_and_one_badge() -> None:
    records = agendas(2000)
    told("2,000 agendas of 16 rows", 2000, *measured(lambda: drawn(Document.AGENDAS, records)))
    times = []
    for record in badges(1500, 0.1)[-300:]:
        begin = time.perf_counter()
        drawn(Document.BADGES, [record], single=True)
        times.append(time.perf_counter() - begin)
    times.sort()
    print(f"one badge, warm: p50 {times[150] * 1000:.1f} ms, p95 {times[285] * 1000:.1f} ms")


def test_ten_thousand_badges_in_a_process_of_their_own() -> None:
    done = subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True, encoding="utf-8")
    print(f"\n{done.stdout.strip()}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    from memory import peak_memory  # started as a script, this file has its neighbours beside it

    many = badges(10_000, 0.02)
    spent, written = measured(lambda: drawn(Document.BADGES, many))
    peak = peak_memory() / 2**20
    print(f"10,000 badges, 2% of rare scripts: {spent:.1f} CPU s, {peak:.0f} MiB, file {len(written) / 2**20:.1f} MiB")
