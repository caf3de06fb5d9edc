"""An actor's dossier: where it stands in each component, and everything said about it."""

from datetime import date
from html import escape

import streamlit as st

from data.positions import Position
from data.quantities import RoleNumber
from data.record import Record
from data.words import LADDER, REPORTED_ONLY
from share.language import Language
from share.links import address, statement_address
from share.names import actor_full_name, actor_name, component_label, component_name, place_name
from share.snapshot import Snapshot, days_silent, disputes_in_view, history
from share.words import EVIDENCE, ROLE, STATUS, quantity
from views.direction import in_language, picked
from views.evidence import RECORDED_IN, glyph, show_statements, speaker

STALE_DAYS = 60
"""Silence longer than this is said in words."""


def show_dossier(view: Snapshot, actor: str, t: Language) -> None:
    """Show an actor's positions of the day, then its statements, the newest first."""
    mission = view.record.mission
    with st.container(key="dossier", border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(actor_full_name(mission, actor, t))
            st.button(
                t("Close"),
                key="close_dossier",
                type="tertiary",
                on_click=lambda: st.session_state.update(actor=None),
            )
        positions = view.of(actor)
        if actor in mission.actors and mission.actors[actor].note:
            st.html(f'<p class="quiet">{escape(_note(view.record, actor, t))}</p>')
        if not positions:
            st.markdown(_no_position(view, actor, t))
        for position in positions:
            st.html(position_block(view, position, t))
        _show_history(view, actor, t)
        _show_said(view, actor, t)


def _note(record: Record, actor: str, t: Language) -> str:
    if actor in record.bodies:
        return t("Part of the mission itself: not counted as a contributor.")
    if actor in record.bystanders:
        return t("Speaks to the mission; not counted as a contributor.")
    return ""


def _no_position(view: Snapshot, actor: str, t: Language) -> str:
    name = actor_name(view.record.mission, actor, t)
    return t(
        "The record holds no position of {name} on {day}. Silence is not a refusal.",
        name=name,
        day=t.day(view.on),
    )


def position_block(view: Snapshot, position: Position, t: Language) -> str:
    """Return one position as HTML: component, status, evidence, roles, numbers and limits."""
    mission = view.record.mission
    facts = [*_roles(view, position, t), *_limits(view, position, t)]
    lines = "".join(f'<p class="facts">{line}</p>' for line in facts)
    kicker = escape(component_name(mission, position.component, t))
    return f'<p class="kicker">{kicker}</p>{_badges(view, position, t)}{lines}'


def _badges(view: Snapshot, position: Position, t: Language) -> str:
    mission = view.record.mission
    since = t("since {day}", day=t.written(position.since_written))
    symbol = glyph(position.status, hollow=position.reported_only)
    badges = [
        f"{symbol}<b>{escape(t(STATUS[position.status]))}</b> {escape(since)}",
        escape(t(EVIDENCE[position.evidence])),
    ]
    if position.kept_out:
        keeper = position.kept_out_by
        text = (
            t("kept out by {name}", name=actor_name(mission, keeper, t))
            if keeper
            else t("kept out; by whom is not stated")
        )
        badges.append(f"{glyph('excluded')}{escape(text)}")
    if position.contested:
        badges.append(_contested(view, position, t))
    return "".join(f'<span class="badge">{badge}</span>' for badge in badges)


def _contested(view: Snapshot, position: Position, t: Language) -> str:
    """Say that a position is contested, and lead to who disagrees where two are on record."""
    said = escape(t("contested"))
    where = (position.actor, position.component)
    if all((dispute.actor, dispute.component) != where for dispute in disputes_in_view(view)):
        return said
    link = address(
        "disagreements",
        mission=view.record.mission.name,
        on=view.on.isoformat(),
        known=view.known.isoformat() if view.known != date.max else None,
        component=position.component,
        actor=position.actor,
        lang=t.code,
    )
    return f'<a href="{escape(link)}" target="_self">{said}</a>'


def _roles(view: Snapshot, position: Position, t: Language) -> list[str]:
    """Say the roles, and each number with who gave it, when, and a link to its statement."""
    said = []
    for role, status in position.roles.items():
        if role == "unspecified":
            continue
        text = escape(t(ROLE[role]))
        if status != position.status:
            text += f" ({escape(t(STATUS[status]).lower())})"
        said.append(text)
    lines = [" · ".join(said)] if said else []
    if position.quantities and (position.status in LADDER or position.status == "suspended"):
        lines += [_number(view, number, t) for number in position.largest]
    return lines


def _number(view: Snapshot, number: RoleNumber, t: Language) -> str:
    statement = view.record.by_id[number.statement_id]
    link = statement_address(view.record.mission.name, number.statement_id, t.code)
    who = in_language(speaker(statement, t), RECORDED_IN, t)
    said = t.beside(who, escape(t.written(statement.said_on)))
    many = escape(quantity(number.quantity, t))
    return (
        f'<a href="{escape(link)}" target="_self"><b>{many}</b></a> '
        f'<span class="quiet">({said})</span>'
    )


def _limits(view: Snapshot, position: Position, t: Language) -> list[str]:
    """Say the conditions, the places ruled out, and how long the actor has been silent."""
    mission = view.record.mission
    resting = [view.record.by_id[name] for name in position.role_statements.values()]
    lines = []
    conditions = dict.fromkeys(picked(s.condition, t) for s in resting if s.condition)
    if conditions:
        lines.append(t("Condition: {text}", text=t.row(conditions)))
    ruled_out = dict.fromkeys(
        place_name(mission, view.record.by_id[name].not_in, t)
        for name in position.statement_ids
        if view.record.by_id[name].not_in and view.record.by_id[name].status != "excluded"
    )
    if ruled_out:
        lines.append(escape(t("Not in: {place}", place=t.listing(ruled_out))))
    if days_silent(position, view.on).days > STALE_DAYS:
        lines.append(f'<span class="quiet">{escape(_silence(view, position, t))}</span>')
    return lines


def _silence(view: Snapshot, position: Position, t: Language) -> str:
    """Say how long the actor has been silent: since a month, at least since its last day."""
    silent = days_silent(position, view.on).days
    heard = t.written(position.last_heard_written)
    if len(position.last_heard_written) == len("YYYY-MM"):
        return t.n(
            "Last heard of in {month}, at least {count} day before.",
            "Last heard of in {month}, at least {count} days before.",
            silent,
            month=heard,
        )
    return t.n(
        "Last heard of on {day}, {count} day before.",
        "Last heard of on {day}, {count} days before.",
        silent,
        day=heard,
    )


def _show_history(view: Snapshot, actor: str, t: Language) -> None:
    """List the earlier positions, each leading to the statement that carried it."""
    mission = view.record.mission
    stands = [stand for stand in history(view.record, actor, view.known) if stand.day <= view.on]
    current = {position.component: position.status for position in view.of(actor)}
    newest = {stand.component: stand for stand in reversed(stands)}
    earlier = [s for s in stands if s is not newest[s.component] or s.component not in current]
    if not earlier:
        return
    rows = []
    for stand in earlier:
        symbol = glyph(stand.status, hollow=stand.evidence in REPORTED_ONLY)
        link = statement_address(mission.name, stand.statement_id, t.code)
        rows.append(
            f'<p class="facts">{escape(t.written(stand.written))} · '
            f"{escape(component_label(mission, stand.component, t))} · {symbol}"
            f'<a href="{escape(link)}" target="_self">{escape(t(STATUS[stand.status]))}</a> '
            f'<span class="quiet">({escape(t(EVIDENCE[stand.evidence]))})</span></p>'
        )
    title = escape(t("Earlier positions"))
    st.html(f'<div class="earlier"><p class="kicker">{title}</p>{"".join(rows)}</div>')


def _show_said(view: Snapshot, actor: str, t: Language) -> None:
    said = view.record.by_actor.get(actor, ())
    heard = [s for s in said if s.said_from <= view.on and s.source.published_on <= view.known]
    st.html(
        '<p class="kicker">'
        + escape(t.n("{count} statement by this day", "{count} statements by this day", len(heard)))
        + "</p>"
    )
    show_statements(view.record.mission, heard, t)
    later = len(said) - len(heard)
    if later:
        st.html(
            '<p class="quiet">'
            + escape(
                t.n(
                    "{count} later statement is not shown: it was said or published after the "
                    "chosen day.",
                    "{count} later statements are not shown: they were said or published after "
                    "the chosen day.",
                    later,
                )
            )
            + "</p>"
        )
