"""All printers of this laptop: those the print system lists and those that were set up, each reached in its way."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.printing import cups
from coordinator.printing.backend import Condition, Found, Printer, Way
from coordinator.printing.cups import Cups
from coordinator.printing.label_printers import ZplQueue, ZplSocket

if TYPE_CHECKING:
    from coordinator.printing.backend import Backend, Backends
    from coordinator.printing.profiles import Kept, Setup


def usual_way() -> Way:
    """Return how a printer is reached that nobody set up: by CUPS where it is, else as pictures."""
    return Way.CUPS if os.name != "nt" and cups.is_there() else Way.QT


def ways() -> dict[Way, Backend]:
    """Return the ways that need no window; the window adds its own."""
    zpl: dict[Way, Backend] = {Way.SOCKET: ZplSocket()}
    return zpl | {Way.CUPS: Cups(), Way.QUEUE: ZplQueue()} if cups.is_there() else zpl


def find(backends: Backends, kept: Kept) -> Found:
    """Return what is listed, dressed with its setup, and behind it what was set up and is listed nowhere."""
    usual = usual_way()
    listed = backends[usual].printers() if usual in backends else Found(())
    by_address = {printer.address: printer for printer in listed.printers}
    dressed = [_dressed(setup, by_address.get(setup.address), backends) for setup in kept.setups]
    taken = {setup.address for setup in kept.setups if setup.way is not Way.SOCKET}
    names = {setup.name for setup in kept.setups}
    plain = [p for p in listed.printers if p.address not in taken and p.name not in names]
    printers = sorted([*plain, *dressed], key=lambda printer: printer.name.casefold())
    return Found(tuple(printers), (*listed.troubles, *kept.troubles))


def _dressed(setup: Setup, there: Printer | None, backends: Backends) -> Printer:
    """Return a printer as it was set up, in the condition that the print system tells of it."""
    own = Printer(setup.name, setup.way, setup.address, profile=setup.profile, stock=setup.stock)
    if setup.way not in backends:
        return replace(own, condition=Condition.GONE, reason="this computer has no such way to printers")
    if setup.way is Way.SOCKET:
        return own
    if there is None:
        return replace(own, condition=Condition.GONE, reason="the print system does not list it")
    return replace(own, condition=there.condition, accepts=there.accepts, raw=there.raw, reason=there.reason)
