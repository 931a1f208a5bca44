"""The languages of agendas and change slips: which there are, which one a person reads, and how dates are written."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.views.folding import fold

if TYPE_CHECKING:
    from datetime import date

    from coordinator.domain.people import Person


class Language(StrEnum):
    """A language in which papers for participants are printed."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    ITALIAN = "it"
    SPANISH = "es"
    POLISH = "pl"
    PORTUGUESE = "pt"
    DUTCH = "nl"

    @property
    def own_name(self) -> str:
        """Return its name as its speakers write it."""
        return _OWN_NAMES[self]


_OWN_NAMES = {
    Language.ENGLISH: "English",
    Language.GERMAN: "Deutsch",
    Language.FRENCH: "Français",
    Language.ITALIAN: "Italiano",
    Language.SPANISH: "Español",
    Language.POLISH: "Polski",
    Language.PORTUGUESE: "Português",
    Language.DUTCH: "Nederlands",
}

_SAID = {
    Language.ENGLISH: "en eng English Englisch anglais inglese inglés angielski inglês Engels",
    Language.GERMAN: "de deu ger German Deutsch allemand tedesco alemán niemiecki alemão Duits",
    Language.FRENCH: "fr fra fre French Französisch français francese francés francuski francês Frans",
    Language.ITALIAN: "it ita Italian Italienisch italien italiano włoski Italiaans",
    Language.SPANISH: "es spa Spanish Spanisch espagnol spagnolo español castellano hiszpański espanhol Spaans",
    Language.POLISH: "pl pol Polish Polnisch polonais polacco polaco polski polonês Pools",
    Language.PORTUGUESE: "pt por Portuguese Portugiesisch portugais portoghese portugués portugalski português "
    "Portugees",
    Language.DUTCH: "nl nld dut Dutch Niederländisch Holländisch néerlandais olandese neerlandés holandés niderlandzki "
    "holenderski neerlandês holandês Nederlands",
}
"""What registration systems write for a language: codes, and its name in each of the languages."""

_BY_WORD = {fold(word): language for language, words in _SAID.items() for word in words.split()}
_APART = re.compile(r"[;,/|+&\n]")
_WORD = re.compile(r"[^\W_]+")


def own_language(person: Person) -> Language | None:
    """Return the first language a person is registered with that papers are printed in: “pl; en”, “German (native)”."""
    for part in _APART.split(person.languages):
        first = _WORD.search(fold(part))
        if first and first[0] in _BY_WORD:
            return _BY_WORD[first[0]]
    return None


def language_for(person: Person, language: Language, *, own: bool) -> Language:
    """Return a person's own language where it is wished for and known, else the one of everybody."""
    return (own_language(person) if own else None) or language


_CALENDAR = {
    Language.ENGLISH: (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
    ),
    Language.GERMAN: (
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    Language.FRENCH: (
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    Language.ITALIAN: (
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    Language.SPANISH: (
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    Language.POLISH: (
        "poniedziałek wtorek środa czwartek piątek sobota niedziela",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    ),
    Language.PORTUGUESE: (
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    Language.DUTCH: (
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
}
"""Days of the week from Monday on, and months as they stand behind the number of the day."""

_DAYS = {language: tuple(days.split()) for language, (days, _) in _CALENDAR.items()}
_MONTHS = {language: tuple(months.split()) for language, (_, months) in _CALENDAR.items()}


def day_in(day: date, language: Language) -> str:
    """Write a day without its year, as it stands within a sentence: Tuesday 16 May, mardi 16 mai."""
    weekday, month = _DAYS[language][day.weekday()], _MONTHS[language][day.month - 1]
    match language:
        case Language.GERMAN:
            return f"{weekday}, {day.day}. {month}"
        case Language.SPANISH | Language.PORTUGUESE:
            return f"{weekday}, {day.day} de {month}"
        case Language.POLISH:
            return f"{weekday}, {day.day} {month}"
        case Language.FRENCH:
            return f"{weekday} {'1er' if day.day == 1 else day.day} {month}"
        case Language.ENGLISH | Language.ITALIAN | Language.DUTCH:
            return f"{weekday} {day.day} {month}"


def date_in(day: date, language: Language) -> str:
    """Write a date in full, as it stands within a sentence: Tuesday 16 May 2017, martes, 16 de mayo de 2017."""
    joint = " de " if language in (Language.SPANISH, Language.PORTUGUESE) else " "
    return f"{day_in(day, language)}{joint}{day.year}"


def heading(text: str) -> str:
    """Write a text as it stands on a line of its own: with a capital."""
    return text[:1].upper() + text[1:]
