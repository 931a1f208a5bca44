"""What an event chose for itself, kept in its file: how the day is run, and how its papers look."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coordinator.domain.look import Design, EventLook
from coordinator.domain.policy import Policy

if TYPE_CHECKING:
    from sqlite_utils import Database


def policy(db: Database) -> Policy:
    """Read how the day is run."""
    found = _read(db, "policy")
    return Policy(**found) if found else Policy()


def look(db: Database) -> EventLook:
    """Read how papers look."""
    found = _read(db, "look")
    if not found:
        return EventLook()
    roles = tuple((str(role), str(colour)) for role, colour in found["roles"])
    return EventLook(
        **{**found, "design": Design(found["design"]), "roles": roles, "logo": base64.b64decode(found["logo"])}
    )


def keep(db: Database, chosen: Policy | EventLook) -> None:
    """Keep what was chosen, inside the transaction that is open."""
    values = asdict(chosen)
    if isinstance(chosen, EventLook):
        values["logo"] = base64.b64encode(chosen.logo).decode("ascii")
    name = "look" if isinstance(chosen, EventLook) else "policy"
    db.table("settings").upsert({"name": name, "value": json.dumps(values)}, pk="name")


def _read(db: Database, name: str) -> dict[str, Any]:
    row = db.conn.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return dict(json.loads(row[0])) if row else {}
