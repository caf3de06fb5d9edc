"""A page inside somebody else's: the map or one chart, and a line that says where it is from."""

from collections.abc import Callable, Mapping
from datetime import date
from html import escape

import streamlit as st

from data.record import Record
from data.words import STATUSES
from share.comparison import changes_in_view
from share.headline import headline
from share.language import Language
from share.links import Choice
from share.snapshot import Snapshot, snapshot, totals_in_view
from share.version import record_version
from views.changes import first_of_two, show_shifts
from views.dossier import show_dossier
from views.drawing import drawing_of
from views.legend import show_legend
from views.link import parameters_shown
from views.map import show_map
from views.marks import OPENED, show_evidence
from views.reading import chosen, current
from views.roles import show_days, show_people, show_roles
from views.share import absolute_address
from views.timeline import show_lanes
from views.totals import show_total

Part = Callable[[Snapshot, Choice, Language], None]

SHOWN = tuple(status for status in STATUSES if status != "open")


def _map(view: Snapshot, choice: Choice, t: Language) -> None:
    statuses = show_legend(view, t)
    show_map(view, drawing_of(view, choice.borders, statuses, choice.lang), choice, statuses, t)
    if choice.actor:
        show_dossier(view, choice.actor, t)


def _shifts(view: Snapshot, choice: Choice, t: Language) -> None:
    earlier = first_of_two(view.record)
    before = snapshot(view.record, earlier, choice.known or date.max, choice.component)
    show_shifts(changes_in_view(before, view), view.record, t)


def _lanes(view: Snapshot, choice: Choice, t: Language) -> None:
    show_lanes(view, choice, choice.status or SHOWN, "firmness", t)


def _totals(view: Snapshot, _: Choice, t: Language) -> None:
    rule = str(st.session_state.get("rule") or "promised")
    for total in totals_in_view(view, rule):
        show_total(view, total, rule, t)


PARTS: Mapping[str, Mapping[str, Part]] = {
    "map": {"map": _map},
    "changes": {"shifts": _shifts},
    "timeline": {"lanes": _lanes},
    "roles": {
        "roles": lambda view, _, t: show_roles(view, t),
        "people": lambda view, _, t: show_people(view, t),
        "days": lambda view, _, t: show_days(view, t),
    },
    "totals": {"totals": _totals},
}
"""What of a page can be embedded, by the page's path and the link's `chart`; the first is usual."""


def show_embedded(page: str, record: Record, run: Callable[[], None], t: Language) -> None:
    """
    Show the map or one chart of a page with its title and its source line.

    A page without charts is shown as it is by `run`; a `chart` that is not known is
    answered by the page's first.
    """
    view, choice = current(record), chosen(record)
    parts = PARTS.get(page)
    if parts is None:
        run()
    else:
        title = headline(page, record, choice, t).title
        st.html(f'<h1 class="embedded">{escape(title)}</h1>')
        wanted = st.query_params.get("chart", "")
        parts[wanted if wanted in parts else next(iter(parts))](view, choice, t)
        if st.session_state.get(OPENED):
            show_evidence(record, t)
    st.html(_source_line(page, record, choice, t))


def _source_line(page: str, record: Record, choice: Choice, t: Language) -> str:
    """Say whose record this is, of which version and licence, and lead to the whole view."""
    address = absolute_address(page, parameters_shown(choice, page=page))
    licences = t.listing(str(one["name"]) for one in record.mission.settings.licences)
    said = t(
        "Missionmap, record {version}, {licence}", version=record_version(record), licence=licences
    )
    link = f'<a href="{escape(address)}" target="_blank" rel="noopener">'
    opened = escape(t("Open the whole view with its evidence"))
    return f'<p class="quiet">{escape(said)} · {link}{opened}</a></p>'
