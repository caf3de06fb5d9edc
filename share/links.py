"""The link of a view: a closed list of stable names, the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

PARAMETERS = (
    "mission",
    "on",
    "from",
    "known",
    "component",
    "status",
    "actor",
    "borders",
    "view",
    "lang",
    "statement",
    "source",
    "find",
    "rule",
    "order",
)
"""Every name a link may carry; others are ignored."""


MAP, TILES = "map", "tiles"
"""How the contributors are laid out: on the map of the world, or as tiles of one size."""


@dataclass(frozen=True, slots=True)
class Choice:
    """
    What a reader looks at: the mission, two clocks, a component, an actor, borders, language.

    `view` is MAP or TILES; None leaves it to what reads better in the window.
    """

    mission: str
    on: date
    since: date | None
    known: date | None
    component: str
    status: tuple[str, ...]
    actor: str | None
    borders: str
    lang: str
    view: str | None = None


def address(page: str, **parameters: str | None) -> str:
    """
    Return the relative address of a page, leaving out what is not given.

    >>> address("statement", statement="gbr-2025-10-21-planning-officers", lang=None)
    'statement?statement=gbr-2025-10-21-planning-officers'
    """
    unknown = set(parameters) - set(PARAMETERS)
    if unknown:
        raise ValueError(f"link parameters {sorted(unknown)} are not in {PARAMETERS}")
    given = {name: value for name, value in parameters.items() if value}
    return f"{page}?{urlencode(given)}" if given else page


def parameters_of(choice: Choice) -> Mapping[str, str]:
    """Return every parameter of a view, written out so that its link never drifts."""
    written = {
        "mission": choice.mission,
        "on": choice.on.isoformat(),
        "from": choice.since.isoformat() if choice.since else "",
        "known": choice.known.isoformat() if choice.known else "",
        "component": choice.component,
        "status": ",".join(choice.status),
        "actor": choice.actor or "",
        "borders": choice.borders,
        "view": choice.view or "",
        "lang": choice.lang,
    }
    return {name: value for name, value in written.items() if value}


def statement_address(mission: str, statement_id: str, lang: str) -> str:
    """Return the relative address of a statement's own page."""
    return address("statement", mission=mission, statement=statement_id, lang=lang)
