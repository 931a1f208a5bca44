"""The words of agendas and change slips in every language they are printed in.

Names of people and organisations stand behind a word of ours or between two, never first and never beside each other:
otherwise a name from right to left would turn a whole line around.
"""

from __future__ import annotations

from dataclasses import dataclass

from coordinator.views.languages import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """All that a paper for participants says besides names and times; braces are filled in.

    `table` stands before a number, `inner_table` does so within a sentence.
    """

    agenda: str
    changes: str
    printed: str
    page: str
    time: str
    table: str
    inner_table: str
    whom: str
    free: str
    away: str
    pause: str
    coffee: str
    lunch: str
    before: str
    after: str
    new: str
    moved: str
    cancelled: str
    somebody_else: str
    other_goes: str
    later: str
    moved_from: str
    starts_by: str
    joined: str
    without: str
    instead: str
    lost_cancelled: str
    lost_missed: str
    lost_place: str
    lost_moved: str
    lost_seat: str


_ENGLISH = Wording(
    agenda="Agenda",
    changes="Changes to your agenda",
    printed="Printed {date}, {time} · version {version}",
    page="Page {page} of {pages}",
    time="Time",
    table="Table",
    inner_table="table",
    whom="With",
    free="Free",
    away="Not available",
    pause="Break",
    coffee="Coffee break",
    lunch="Lunch",
    before="Before",
    after="Now",
    new="New",
    moved="Moved",
    cancelled="Cancelled",
    somebody_else="Somebody else comes",
    other_goes="Somebody else goes",
    later="Starts later",
    moved_from="Moved from {place}",
    starts_by="Starts by {time}",
    joined="With {came}",
    without="Without {went}",
    instead="Now {came} for {went}",
    lost_cancelled="Cancelled: {who}",
    lost_missed="Did not take place: {who}",
    lost_place="Taken out: {who}",
    lost_moved="Moved to {place}: {who}",
    lost_seat="Somebody else goes: {who}",
)

_GERMAN = Wording(
    agenda="Terminplan",
    changes="Änderungen in Ihrem Terminplan",
    printed="Gedruckt am {date}, {time} · Version {version}",
    page="Seite {page} von {pages}",
    time="Zeit",
    table="Tisch",
    inner_table="Tisch",
    whom="Mit",
    free="Frei",
    away="Nicht verfügbar",
    pause="Pause",
    coffee="Kaffeepause",
    lunch="Mittagspause",
    before="Bisher",
    after="Jetzt",
    new="Neu",
    moved="Verlegt",
    cancelled="Abgesagt",
    somebody_else="Es kommt jemand anderes",
    other_goes="Jemand anderes geht hin",
    later="Beginnt später",
    moved_from="Verlegt (bisher: {place})",
    starts_by="Beginnt spätestens um {time}",
    joined="Mit {came}",
    without="Ohne {went}",
    instead="Jetzt {came} statt {went}",
    lost_cancelled="Abgesagt: {who}",
    lost_missed="Fand nicht statt: {who}",
    lost_place="Aus dem Plan genommen: {who}",
    lost_moved="Verlegt, jetzt {place}: {who}",
    lost_seat="Jemand anderes geht hin: {who}",
)

_FRENCH = Wording(
    agenda="Agenda",
    changes="Changements dans votre agenda",
    printed="Imprimé le {date}, {time} · version {version}",
    page="Page {page} sur {pages}",
    time="Heure",
    table="Table",
    inner_table="table",
    whom="Avec",
    free="Libre",
    away="Non disponible",
    pause="Pause",
    coffee="Pause café",
    lunch="Déjeuner",
    before="Avant",
    after="Maintenant",
    new="Nouveau",
    moved="Déplacé",
    cancelled="Annulé",
    somebody_else="Quelqu’un d’autre vient",
    other_goes="Quelqu’un d’autre y va",
    later="Commence plus tard",
    moved_from="Déplacé (avant : {place})",
    starts_by="Commence au plus tard à {time}",
    joined="Avec {came}",
    without="Sans {went}",
    instead="Désormais {came} et non {went}",
    lost_cancelled="Annulé : {who}",
    lost_missed="N’a pas eu lieu : {who}",
    lost_place="Retiré du programme : {who}",
    lost_moved="Déplacé, désormais {place} : {who}",
    lost_seat="Quelqu’un d’autre y va : {who}",
)

_ITALIAN = Wording(
    agenda="Agenda",
    changes="Modifiche alla Sua agenda",
    printed="Stampato {date}, {time} · versione {version}",
    page="Pagina {page} di {pages}",
    time="Ora",
    table="Tavolo",
    inner_table="tavolo",
    whom="Con",
    free="Libero",
    away="Non disponibile",
    pause="Pausa",
    coffee="Pausa caffè",
    lunch="Pranzo",
    before="Prima",
    after="Adesso",
    new="Nuovo",
    moved="Spostato",
    cancelled="Annullato",
    somebody_else="Viene un’altra persona",
    other_goes="Va un’altra persona",
    later="Inizia più tardi",
    moved_from="Spostato (prima: {place})",
    starts_by="Inizia al più tardi alle {time}",
    joined="Con {came}",
    without="Senza {went}",
    instead="Adesso {came} al posto di {went}",
    lost_cancelled="Annullato: {who}",
    lost_missed="Non ha avuto luogo: {who}",
    lost_place="Tolto dal programma: {who}",
    lost_moved="Spostato, adesso {place}: {who}",
    lost_seat="Va un’altra persona: {who}",
)

_SPANISH = Wording(
    agenda="Agenda",
    changes="Cambios en su agenda",
    printed="Impreso: {date}, {time} · versión {version}",
    page="Página {page} de {pages}",
    time="Hora",
    table="Mesa",
    inner_table="mesa",
    whom="Con",
    free="Libre",
    away="No disponible",
    pause="Pausa",
    coffee="Pausa para el café",
    lunch="Almuerzo",
    before="Antes",
    after="Ahora",
    new="Nueva",
    moved="Cambiada",
    cancelled="Cancelada",
    somebody_else="Viene otra persona",
    other_goes="Va otra persona",
    later="Empieza más tarde",
    moved_from="Cambiada (antes: {place})",
    starts_by="Empieza a más tardar a las {time}",
    joined="Con {came}",
    without="Sin {went}",
    instead="Ahora {came} en lugar de {went}",
    lost_cancelled="Cancelada: {who}",
    lost_missed="No se celebró: {who}",
    lost_place="Retirada del programa: {who}",
    lost_moved="Cambiada, ahora {place}: {who}",
    lost_seat="Va otra persona: {who}",
)

_POLISH = Wording(
    agenda="Plan spotkań",
    changes="Zmiany w planie spotkań",
    printed="Wydrukowano: {date}, {time} · wersja {version}",
    page="Strona {page} z {pages}",
    time="Godzina",
    table="Stolik",
    inner_table="stolik",
    whom="Z kim",
    free="Wolne",
    away="Niedostępne",
    pause="Przerwa",
    coffee="Przerwa kawowa",
    lunch="Przerwa obiadowa",
    before="Przedtem",
    after="Teraz",
    new="Nowe",
    moved="Przeniesione",
    cancelled="Odwołane",
    somebody_else="Przyjdzie ktoś inny",
    other_goes="Idzie ktoś inny",
    later="Zacznie się później",
    moved_from="Przeniesione (przedtem: {place})",
    starts_by="Początek najpóźniej o {time}",
    joined="Dołącza: {came}",
    without="Nie przyjdzie: {went}",
    instead="Teraz: {came} (zamiast: {went})",
    lost_cancelled="Odwołane: {who}",
    lost_missed="Nie odbyło się: {who}",
    lost_place="Usunięte z planu: {who}",
    lost_moved="Przeniesione, teraz {place}: {who}",
    lost_seat="Idzie ktoś inny: {who}",
)

_PORTUGUESE = Wording(
    agenda="Agenda",
    changes="Alterações à sua agenda",
    printed="Impresso: {date}, {time} · versão {version}",
    page="Página {page} de {pages}",
    time="Hora",
    table="Mesa",
    inner_table="mesa",
    whom="Com",
    free="Livre",
    away="Não disponível",
    pause="Pausa",
    coffee="Pausa para café",
    lunch="Almoço",
    before="Antes",
    after="Agora",
    new="Nova",
    moved="Alterada",
    cancelled="Cancelada",
    somebody_else="Vem outra pessoa",
    other_goes="Vai outra pessoa",
    later="Começa mais tarde",
    moved_from="Alterada (antes: {place})",
    starts_by="Começa o mais tardar às {time}",
    joined="Com {came}",
    without="Sem {went}",
    instead="Agora {came} em vez de {went}",
    lost_cancelled="Cancelada: {who}",
    lost_missed="Não se realizou: {who}",
    lost_place="Retirada do programa: {who}",
    lost_moved="Alterada, agora {place}: {who}",
    lost_seat="Vai outra pessoa: {who}",
)

_DUTCH = Wording(
    agenda="Agenda",
    changes="Wijzigingen in uw agenda",
    printed="Afgedrukt op {date}, {time} · versie {version}",
    page="Pagina {page} van {pages}",
    time="Tijd",
    table="Tafel",
    inner_table="tafel",
    whom="Met",
    free="Vrij",
    away="Niet beschikbaar",
    pause="Pauze",
    coffee="Koffiepauze",
    lunch="Lunch",
    before="Eerst",
    after="Nu",
    new="Nieuw",
    moved="Verplaatst",
    cancelled="Geannuleerd",
    somebody_else="Er komt iemand anders",
    other_goes="Iemand anders gaat",
    later="Begint later",
    moved_from="Verplaatst (eerst: {place})",
    starts_by="Begint uiterlijk om {time}",
    joined="Met {came}",
    without="Zonder {went}",
    instead="Nu {came} in plaats van {went}",
    lost_cancelled="Geannuleerd: {who}",
    lost_missed="Ging niet door: {who}",
    lost_place="Uit het programma gehaald: {who}",
    lost_moved="Verplaatst, nu {place}: {who}",
    lost_seat="Iemand anders gaat: {who}",
)

_ALL = {
    Language.ENGLISH: _ENGLISH,
    Language.GERMAN: _GERMAN,
    Language.FRENCH: _FRENCH,
    Language.ITALIAN: _ITALIAN,
    Language.SPANISH: _SPANISH,
    Language.POLISH: _POLISH,
    Language.PORTUGUESE: _PORTUGUESE,
    Language.DUTCH: _DUTCH,
}


def wording(language: Language) -> Wording:
    """Return the words of a language."""
    return _ALL[language]


_PAUSES = {
    "break": "pause",
    "pause": "pause",
    "coffee": "coffee",
    "coffee break": "coffee",
    "lunch": "lunch",
    "lunch break": "lunch",
}


def pause_name(block: str, language: Language) -> str:
    """Return what a break is called: by its name in the schedule; the usual English names are translated."""
    name = block.strip()
    usual = _PAUSES.get(name.casefold())
    if not name or (usual and language is not Language.ENGLISH):
        said: str = getattr(wording(language), usual or "pause")
        return said
    return name[:1].upper() + name[1:]
