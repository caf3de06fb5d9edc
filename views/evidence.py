"""How a statement is shown: what was said, by whom, for whom, when, and in which source."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from data.model import Mission, Source, Statement
from data.words import OTHER, PUBLISHER, REPORTED_ONLY
from share.language import Language
from share.links import statement_address
from share.names import actor_name, component_label, place_name
from share.words import BASIS, QUANTITY_OWNER, ROLE, STATUS, VOICE, quantity
from views.direction import in_language, picked, told_in

RECORDED_IN = "en"
"""The language in which the record names speakers, their offices and places in a source."""


def show_statements(
    mission: Mission, statements: Iterable[Statement], t: Language, *, told: bool = True
) -> None:
    """
    Show statements one below the other; nothing where there are none.

    With `told`, a line before them says in which language they are summarised, if it is
    not the reader's.
    """
    shown = list(statements)
    if shown:
        note = told_in((statement.summary for statement in shown), t) if told else ""
        st.html(note + "".join(statement_card(mission, statement, t) for statement in shown))


def glyph(status: str, *, hollow: bool = False) -> str:
    """Return the symbol of a status for use in text, hollow for what is only reported."""
    icon = f"--icon-{status}-hollow" if hollow else f"--icon-{status}"
    return f'<span class="glyph" aria-hidden="true" style="background-image:var({icon})"></span>'


def statement_card(mission: Mission, statement: Statement, t: Language) -> str:
    """Return a statement as HTML; every value of the record is escaped."""
    lines = [_headline(mission, statement, t), *_details(mission, statement, t)]
    if statement.quote:
        lines.append(_quote(statement, t))
    body = "".join(f'<p class="said">{line}</p>' for line in lines)
    by = _attribution(mission, statement, t)
    return f'<div class="statement">{body}<p class="by">{by}</p></div>'


def _quote(statement: Statement, t: Language) -> str:
    """Return what was said word for word, and in which language if it is not the reader's."""
    said = f"<q>{in_language(statement.quote, statement.quote_lang, t)}</q>"
    if statement.quote_lang == t.code:
        return said
    return f'{said} <span class="quiet">({escape(t.language_name(statement.quote_lang))})</span>'


def _headline(mission: Mission, statement: Statement, t: Language) -> str:
    symbol = glyph(statement.status, hollow=statement.evidence in REPORTED_ONLY)
    part = component_label(mission, statement.component, t)
    what = f"{part} · {t(ROLE[statement.role])}" if statement.role != "unspecified" else part
    return (
        f"{symbol}<b>{escape(t.written(statement.said_on))} · "
        f"{escape(t(STATUS[statement.status]))}</b> "
        f'<span class="quiet">({escape(what)})</span> {picked(statement.summary, t)}'
    )


def _details(mission: Mission, statement: Statement, t: Language) -> list[str]:
    details = []
    if statement.quantity:
        whose = t(QUANTITY_OWNER[statement.qty_of])
        details.append(f"{escape(quantity(statement.quantity, t))} ({escape(whose)})")
    if statement.condition:
        details.append(t("Condition: {text}", text=picked(statement.condition, t)))
    if statement.place_id:
        details.append(
            escape(t("Where: {place}", place=place_name(mission, statement.place_id, t)))
        )
    if statement.not_in:
        details.append(escape(t("Not in: {place}", place=place_name(mission, statement.not_in, t))))
    if statement.excluded_by:
        details.append(
            escape(t("Kept out by: {name}", name=actor_name(mission, statement.excluded_by, t)))
        )
    return [" · ".join(details)] if details else []


def _attribution(mission: Mission, statement: Statement, t: Language) -> str:
    to_it = t("link to this statement")
    link = statement_address(mission.name, statement.statement_id, t.code)
    where = in_language(statement.locator, RECORDED_IN, t)
    return (
        f"{_speaker(mission, statement, t)} · "
        f"{t.beside(source_link(statement.source, t), where)} "
        f'<span class="to_it">· <a href="{escape(link)}" target="_self">{escape(to_it)}</a></span>'
    )


def speaker(statement: Statement, t: Language) -> str:
    """
    Name who said it; of a medium it is said that it is only according to it.

    What a source relays from another medium is that medium's word.
    """
    if statement.voice != "press":
        return statement.who
    own_voice = statement.speaker == PUBLISHER and statement.source.relays
    return t("according to {outlet}", outlet=own_voice or statement.who)


def _speaker(mission: Mission, statement: Statement, t: Language) -> str:
    """Name the speaker, the office if it says more, for whom it speaks and on what basis."""
    if statement.speaker == PUBLISHER and not statement.source.relays:
        return escape(t("{publisher} in its own voice", publisher=statement.source.publisher))
    if statement.speaker in (PUBLISHER, statement.source.relays):
        return escape(speaker(statement, t))
    who = statement.speaker
    if statement.speaker_office and statement.speaker_office not in who:
        who += f", {statement.speaker_office}"
    named = in_language(who, RECORDED_IN, t)
    voice = t(VOICE[statement.voice])
    if statement.voice == "other" and statement.speaker_for != OTHER:
        voice = actor_name(mission, statement.speaker_for, t)
    how = t("for {voice}, {basis}", voice=voice, basis=t(BASIS[statement.basis]))
    return f"{named} ({escape(how)})"


def source_link(source: Source, t: Language) -> str:
    """Return a source's publisher, linked where a stable address is known, and its date."""
    name = f"<bdi>{escape(source.publisher)}</bdi>"
    if source.relays:
        name += escape(" " + t("(relaying {outlet})", outlet=source.relays))
    if source.url:
        name = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{name} ↗</a>'
    return t.beside(name, escape(t.written(source.published)))
