"""Cells as values: dates, times, numbers, yes and no, states; what cannot be read is None, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar

from coordinator.domain.people import Registration
from coordinator.domain.schedule import MeetingStatus, RequestStatus, Side
from coordinator.intake.folding import fold


class DateOrder(StrEnum):
    """How a date with slashes is read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


_WEEKDAY = re.compile(r"^[^\W\d_]{2,12}\.?,?\s+(?=[0-9])")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DOTS = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})")
_SLASHES = re.compile(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4}|[0-9]{2})")
_WORDS = re.compile(r"([0-9]{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?([0-9]{4})")
_WORD_FIRST = re.compile(r"([^\W\d_]{3,10})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})")
_TIME = re.compile(
    r"([0-9]{1,2})(?:\s?[:.h]\s?([0-9]{2}))?(?::([0-9]{2})(?:\.[0-9]+)?)?\s*([ap]\.?m\.?)?(\s*(?:uhr|uur|h|hrs|u|godz\.?))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"0?\.[0-9]+")
_ZONE = re.compile(r"\s*(Z|[+-][0-9]{2}:?[0-9]{2})$")
_ZONE_NAME = re.compile(r"\s*\(?([A-Z]{3,4})\)?$")
_NAMED_ZONES = {
    "UTC": 0,
    "GMT": 0,
    "WET": 0,
    "WEST": 60,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "EST": -300,
    "EDT": -240,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
}
"""The names of zones that mean one offset, in minutes."""
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january janvier gennaio enero ene gen janv styczen stycznia janeiro januari tammikuu",
            "feb februar february fevrier febbraio febrero fevr febr luty lutego fevereiro fev februari",
            "mar maerz marz march mars marzo mrz marzec marca marco maart mrt",
            "apr april avril aprile abril avr abr kwiecien kwietnia kwi",
            "may mai maggio mayo mag maj maja maio mei",
            "jun juni june juin giugno junio giu czerwiec czerwca cze junho",
            "jul juli july juillet luglio julio juil lug lipiec lipca lip julho",
            "aug august aout agosto ago sierpien sierpnia sie augustus",
            "sep sept september septembre settembre septiembre set wrzesien wrzesnia wrz setembro",
            "oct oktober october octobre ottobre octubre okt ott pazdziernik pazdziernika paz outubro out",
            "nov november novembre noviembre listopad listopada lis novembro",
            "dec dezember december decembre dicembre diciembre dez dic grudzien grudnia gru dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_SPAN = re.compile(
    r"(.*?[0-9hm.])\s*(?:-|–|—|\bto\b|\bbis\b|\buntil\b|\bà\b|\ba\b|\bdo\b|\btot\b|\baté\b)\s*([0-9].*)", re.IGNORECASE
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
"""No event is outside of these years, and with the first and the last of a calendar nothing can be counted."""
T = TypeVar("T")
_YES = frozenset(
    ["yes", "y", "ja", "j", "oui", "si", "x", "true", "1", "wahr", "vrai", "vero", "verdadero", "tak", "sim", "waar"]
)
_NO = frozenset(("no", "n", "nein", "non", "false", "0", "falsch", "faux", "falso", "nie", "nao", "nee", "onwaar", ""))


def date_of(text: str, order: DateOrder) -> date | None:
    """Read a date; `order` decides only about dates with slashes."""
    text = _without_weekday(text.strip())
    if found := _ISO.fullmatch(text):
        return _date(*found.group(1, 2, 3))
    if found := _DOTS.fullmatch(text):
        return _date(*found.group(3, 2, 1))
    if found := _SLASHES.fullmatch(text):
        year, first, second = found.group(3, 1, 2)
        return _date(year, second, first) if order is DateOrder.DAY_FIRST else _date(year, first, second)
    if found := _WORDS.fullmatch(text):
        return _date(found[3], _MONTHS.get(fold(found[2]), 0), found[1])
    if found := _WORD_FIRST.fullmatch(text):
        return _date(found[3], _MONTHS.get(fold(found[1]), 0), found[2])
    return None


def slashed(text: str) -> tuple[int, int] | None:
    """Return the two numbers of a date with slashes that may be day and month in either order."""
    if "/" not in text and "-" not in text:
        return None
    found = _SLASHES.fullmatch(split_moment(text)[0])
    return (int(found[1]), int(found[2])) if found else None


def split_moment(text: str) -> tuple[str, str]:
    """Cut a date with a time into the two; either may be empty."""
    text = _without_weekday(text.strip())
    if time_of(text) is not None:
        return "", text
    for pattern in (_ISO, _DOTS, _SLASHES, _WORDS, _WORD_FIRST):
        found = pattern.match(text)
        if found:
            rest = text[found.end() :]
            return (found[0], rest.lstrip(" T,\t\n")) if not rest or rest[0] in " T,\t\n" else (text, "")
    return text, ""


def time_of(text: str) -> time | None:
    """Read a time of day, 24 hours or with am and pm; also the fraction of a day that a spreadsheet keeps."""
    text = text.strip()
    if _FRACTION.fullmatch(text):
        return (datetime.min + timedelta(seconds=round(float(text) * 86_400))).time()  # noqa: DTZ901 - only its time
    found = _TIME.fullmatch(text)
    if not found or not (found[2] or found[4] or found[5]):
        return None
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4].casefold().startswith("p") else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def zone_of(text: str) -> timedelta | None:
    """Return the offset from UTC that a time carries, in figures beside a date or by the name of the zone."""
    named = _ZONE_NAME.search(text)
    if named and named[1] in _NAMED_ZONES and ":" in text:
        return timedelta(minutes=_NAMED_ZONES[named[1]])
    # Without the T or the seconds this is the end of a span of time.
    found = _ZONE.search(text) if ":" in text and ("T" in text or text.count(":") > 2) else None
    if not found:
        return None
    if found[1] == "Z":
        return timedelta(0)
    sign = -1 if found[1][0] == "-" else 1
    digits = found[1][1:].replace(":", "")
    return sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def without_zone(text: str) -> str:
    """Return a time without its offset from UTC."""
    if zone_of(text) is None:
        return text
    return _ZONE_NAME.sub("", text) if _ZONE_NAME.search(text) else _ZONE.sub("", text)


def span_of(text: str) -> tuple[str, str] | None:
    """Cut a span such as “09:00 - 09:20” into its two times; the first may carry the date."""
    found = _SPAN.fullmatch(text)
    if not found or time_of(found[2]) is None or time_of(split_moment(found[1])[1]) is None:
        return None
    return found[1].strip(), found[2].strip()


def number_of(text: str) -> int | None:
    """Read a whole number of plain digits."""
    found = re.fullmatch(r"([0-9]{1,9})(?:\.0+)?", text.strip())
    return int(found[1]) if found else None


def yes_no_of(text: str) -> bool | None:
    """Read yes or no in five languages; an empty cell is no."""
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


def registration_of(text: str) -> Registration | None:
    """Read the state of a registration; an empty cell is registered."""
    return _REGISTRATIONS.get(fold(text))


def meeting_state_of(text: str) -> tuple[MeetingStatus, Side | None] | None:
    """Read the state of a meeting, and which side missed it; an empty cell is planned."""
    return _MEETINGS.get(fold(text))


def is_unconfirmed(text: str) -> bool:
    """Return whether this state says that the meeting is only a wish so far."""
    return fold(text) in _UNCONFIRMED


def request_state_of(text: str) -> RequestStatus | None:
    """Read the state of a request; an empty cell is accepted."""
    return _REQUESTS.get(fold(text))


def list_of(text: str) -> tuple[str, ...]:
    """Cut a list in one cell at `;`, or where there is none at commas, bars and line ends."""
    parts = text.split(";") if ";" in text else re.split(r"[,|\n]", text)
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _without_weekday(text: str) -> str:
    found = _WORD_FIRST.match(text)
    return text if found and fold(found[1]) in _MONTHS else _WEEKDAY.sub("", text)


def _date(year: str, month: str | int, day: str) -> date | None:
    number = int(year) + (2000 if len(year) == 2 else 0)
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return None
    try:
        return date(number, int(month), int(day))
    except ValueError:
        return None


def _words(groups: dict[T, str]) -> dict[str, T]:
    return {word.strip(): state for state, words in groups.items() for word in words.split(",")}


_REGISTRATIONS = _words(
    {
        Registration.REGISTERED: ",registered,confirmed,attending,approved,accepted,active,validated,valid,complete,"
        "completed,paid,ok,yes,checked in,angemeldet,bestatigt,bezahlt,inscrit,confirme,valide,paye,iscritto,"
        "confermato,pagato,inscrito,confirmado,pagado,ilmoittautunut,going,false,zarejestrowany,potwierdzony,oplacony,"
        "registado,registrado,pago,ingeschreven,bevestigd,betaald,aangemeld,validé,bestaetigt",
        Registration.WAITING: "waiting,waitlist,waiting list,pending,pending approval,warteliste,en attente,in attesa,"
        "en espera,unpaid,invited,no,lista rezerwowa,oczekuje,lista de espera,wachtlijst,in afwachting",
        Registration.CANCELLED: "cancelled,canceled,withdrawn,refunded,void,voided,deleted,true,storniert,abgesagt,"
        "annule,annulee,rembourse,remboursee,annullato,cancellato,rimborsato,cancelado,cancelada,anulado,reembolsado,"
        "peruutettu,not attending,erstattet,anulowany,anulowano,zwrot,geannuleerd,terugbetaald",
        Registration.REJECTED: "rejected,declined,denied,refused,abgelehnt,refuse,rifiutato,rechazado,odrzucony,"
        "recusado,rejeitado,afgewezen",
    }
)
_MEETINGS = _words(
    {
        (MeetingStatus.PLANNED, None): ",scheduled,accepted,planned,confirmed,ok,approved,rescheduled,bestatigt,"
        "angenommen,geplant,accepte,confirme,planifie,accettato,confermato,aceptado,aceptada,confirmado,confirmada,"
        "potwierdzone,zaakceptowane,aceite,agendado,bevestigd,geaccepteerd,ingepland,programmato,programado",
        (MeetingStatus.HELD, None): "held,done,finished,completed,took place,attended",
        (MeetingStatus.MISSED, Side.HOST): "no show host,missed host",
        (MeetingStatus.MISSED, Side.GUEST): "no show guest,missed guest",
        (MeetingStatus.MISSED, Side.BOTH): "no show both,missed both,missed,no show",
        (MeetingStatus.CANCELLED, None): "cancelled,canceled,declined,rejected,withdrawn,deleted,refused,abgesagt,"
        "storniert,abgelehnt,annule,annulee,refuse,refusee,annullato,rifiutato,cancelado,cancelada,rechazado,"
        "anulowane,odrzucone,recusado,geannuleerd,afgewezen",
    }
)
_UNCONFIRMED = frozenset(
    (
        "pending",
        "requested",
        "invited",
        "open",
        "unconfirmed",
        "ausstehend",
        "offen",
        "en attente",
        "in attesa",
        "pendiente",
        "oczekujace",
        "pendente",
        "in afwachting",
        "openstaand",
    )
)
_REQUESTS = _words(
    {
        RequestStatus.PENDING: "pending,open,requested,sent,ausstehend,offen,en attente,in attesa,pendiente",
        RequestStatus.ACCEPTED: ",accepted,confirmed,approved,angenommen,accepte,accettato,aceptado,aceptada",
        RequestStatus.STANDBY: "standby,stand by,unscheduled,reserve",
        RequestStatus.DECLINED: "declined,rejected,refused,abgelehnt,refuse,rifiutato,rechazado",
        RequestStatus.CANCELLED: "cancelled,canceled,withdrawn,storniert,annule,annullato,cancelado",
        RequestStatus.EXPIRED: "expired,abgelaufen,expire,scaduto,expirado",
    }
)
