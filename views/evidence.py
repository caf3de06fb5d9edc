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


def show_statements(mission: Mission, statements: Iterable[Statement], t: Language) -> None:
    """Show statements one below the other; nothing where there are none."""
    cards = "".join(statement_card(mission, statement, t) for statement in statements)
    if cards:
        st.html(cards)


def glyph(status: str, *, hollow: bool = False) -> str:
    """Return the symbol of a status for use in text, hollow for what is only reported."""
    icon = f"--icon-{status}-hollow" if hollow else f"--icon-{status}"
    return f'<span class="glyph" aria-hidden="true" style="background-image:var({icon})"></span>'


def statement_card(mission: Mission, statement: Statement, t: Language) -> str:
    """Return a statement as HTML; every value of the record is escaped."""
    lines = [_headline(mission, statement, t), *_details(mission, statement, t)]
    if statement.quote:
        lines.append(f'<q lang="{escape(statement.quote_lang)}">{escape(statement.quote)}</q>')
    body = "".join(f'<p class="said">{line}</p>' for line in lines)
    by = _attribution(mission, statement, t)
    return f'<div class="statement">{body}<p class="by">{by}</p></div>'


def _headline(mission: Mission, statement: Statement, t: Language) -> str:
    symbol = glyph(statement.status, hollow=statement.evidence in REPORTED_ONLY)
    part = component_label(mission, statement.component, t)
    what = f"{part} · {t(ROLE[statement.role])}" if statement.role != "unspecified" else part
    return (
        f"{symbol}<b>{escape(t.written(statement.said_on))} · "
        f"{escape(t(STATUS[statement.status]))}</b> "
        f'<span class="quiet">({escape(what)})</span> {escape(t.pick(statement.summary))}'
    )


def _details(mission: Mission, statement: Statement, t: Language) -> list[str]:
    details = []
    if statement.quantity:
        whose = t(QUANTITY_OWNER[statement.qty_of])
        details.append(f"{escape(quantity(statement.quantity, t))} ({escape(whose)})")
    if statement.condition:
        details.append(escape(t("Condition: {text}", text=t.pick(statement.condition))))
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
    return (
        f"{_speaker(mission, statement, t)} · {source_link(statement.source, t)}, "
        f"{escape(statement.locator)} · "
        f'<a href="{escape(link)}" target="_self">{escape(to_it)}</a>'
    )


def _speaker(mission: Mission, statement: Statement, t: Language) -> str:
    """Name the speaker, the office if it says more, for whom it speaks and on what basis."""
    if statement.speaker == PUBLISHER:
        return escape(t("{publisher} in its own voice", publisher=statement.source.publisher))
    who = statement.speaker
    if statement.speaker_office and statement.speaker_office not in who:
        who += f", {statement.speaker_office}"
    voice = t(VOICE[statement.voice])
    if statement.voice == "other" and statement.speaker_for != OTHER:
        voice = actor_name(mission, statement.speaker_for, t)
    how = t("for {voice}, {basis}", voice=voice, basis=t(BASIS[statement.basis]))
    return escape(f"{who} ({how})")


def source_link(source: Source, t: Language) -> str:
    """Return a source's publisher, linked where a stable address is known, and its date."""
    name = escape(source.publisher)
    if source.relays:
        name += escape(" " + t("(relaying {outlet})", outlet=source.relays))
    if source.url:
        name = f'<a href="{escape(source.url)}" target="_blank" rel="noopener">{name} ↗</a>'
    return f"{name}, {escape(t.written(source.published))}"
