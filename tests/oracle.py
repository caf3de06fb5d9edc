"""
The rules of the Method page a second time, read word by word, slow and without NumPy.

Written from the text of the rules alone, so that a test can hold the fast rules against
it. Each step repeats the words that it follows. Nothing here is taken from the derived
columns of a Statement: days and evidence are worked out again from what is written.
"""

import calendar
import functools
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.model import Link, Quantity, Statement

POSITIVE = ["in_talks", "considering", "conditional", "committed", "deployed"]
NEGATIVE = ["suspended", "withdrawn", "declined"]
STRENGTH = ["reported", "mission", "observed", "own"]

Key = tuple[str, str]


@dataclass(frozen=True)
class Expected:
    """What the words of the rules say of an actor in a component."""

    status: str
    evidence: str
    role: str
    roles: Mapping[str, str]
    contested: bool
    kept_out: bool
    kept_out_by: str | None
    numbers: frozenset[tuple[str, str, Quantity]]
    quantities: frozenset[Quantity]
    carrying: str
    since: date
    since_written: str
    last_heard: date


@dataclass(frozen=True)
class Disagreement:
    """Two statements that cannot both be followed, and why: direction, quantity or noted."""

    pair: frozenset[str]
    kind: str
    keys: frozenset[Key]
    since: date


# --- days ---------------------------------------------------------------------------------


@functools.cache
def last_day_of(written: str) -> date:
    """Return the last day that a written day or month can mean."""
    if len(written) == len("2025-10-21"):
        return date.fromisoformat(written)
    year, month = (int(part) for part in written.split("-"))
    return date(year, month, calendar.monthrange(year, month)[1])


def published_on(statement: Statement) -> date:
    """Follow: a source dated by month counts as published on its last day."""
    return last_day_of(statement.source.published)


def said_on(statement: Statement) -> date:
    """Follow: a month counts from its last day, or from the publication day if earlier."""
    if len(statement.said_on) == len("2025-10"):
        return min(last_day_of(statement.said_on), published_on(statement))
    return last_day_of(statement.said_on)


# --- evidence -----------------------------------------------------------------------------


def evidence(statement: Statement, bodies: Collection[str]) -> str:
    """Follow the list own, observed, mission, reported from the top; the first that fits."""
    on_record = statement.basis in ("on_record", "document")
    # own: in the actor's own voice, any status but excluded
    if statement.speaker_for == statement.actor and statement.status != "excluded":
        return "own"
    # observed: deployed or withdrawn, by an official on record, a document, or a medium in
    # its own voice
    medium = statement.basis == "media_report" and statement.speaker == "the publisher"
    if statement.status in ("deployed", "withdrawn") and (on_record or medium):
        return "observed"
    # mission: the mission's command or board on record about one of its contributors
    if on_record and statement.speaker_for in bodies and statement.actor not in bodies:
        return "mission"
    # reported: everything else
    return "reported"


def strength(statement: Statement, bodies: Collection[str]) -> int:
    """Number the evidence, from reported to own."""
    return STRENGTH.index(evidence(statement, bodies))


def firmness(statement: Statement) -> int:
    """Number the rungs of the ladder from 1 for in_talks; other statuses have none."""
    return POSITIVE.index(statement.status) + 1 if statement.status in POSITIVE else 0


# --- disagreements ------------------------------------------------------------------------


def direction(status: str) -> str | None:
    """Follow: deployed to in_talks against suspended, withdrawn, declined, excluded."""
    if status in POSITIVE:
        return "for"
    if status in (*NEGATIVE, "excluded"):
        return "against"
    return None


def cannot_both_be_true(one: Quantity, two: Quantity) -> bool:
    """Say whether two ranges have no number in common; an absent bound is no bound."""

    def below(a: Quantity, b: Quantity) -> bool:
        return a.high is not None and b.low is not None and a.high < b.low

    return below(one, two) or below(two, one)


def disagree(one: Statement, two: Statement) -> str | None:
    """Say how two statements disagree by their columns, or None."""
    if (one.actor, one.component) != (two.actor, two.component):
        return None
    if one.role != two.role and "unspecified" not in (one.role, two.role):
        return None
    if abs(said_on(one) - said_on(two)) > timedelta(days=30):
        return None
    if one.who == two.who:
        return None
    if {direction(one.status), direction(two.status)} == {"for", "against"}:
        return "direction"
    if (
        one.quantity
        and two.quantity
        and one.quantity.unit == two.quantity.unit
        and one.qty_of == two.qty_of
        and one.topic == two.topic
        and cannot_both_be_true(one.quantity, two.quantity)
    ):
        return "quantity"
    return None


def disagreements(
    statements: Iterable[Statement], links: Iterable[Link] = ()
) -> list[Disagreement]:
    """Compare every statement with every other one; then add what the editors linked."""
    told = list(statements)
    by_id = {statement.statement_id: statement for statement in told}
    kinds: dict[frozenset[str], str] = {}
    for place, one in enumerate(told):
        for two in told[place + 1 :]:
            kind = disagree(one, two)
            if kind:
                kinds[frozenset((one.statement_id, two.statement_id))] = kind
    for link in links:
        if link.kind == "contradicts":
            pair = frozenset((link.statement_a, link.statement_b))
            if len(pair) == 2 and pair <= by_id.keys():
                kinds.setdefault(pair, "noted")
    return [
        Disagreement(
            pair=pair,
            kind=kind,
            keys=frozenset((by_id[name].actor, by_id[name].component) for name in pair),
            since=max(said_on(by_id[name]) for name in pair),
        )
        for pair, kind in kinds.items()
    ]


# --- positions ----------------------------------------------------------------------------


def positions(
    statements: Iterable[Statement],
    found: Iterable[Disagreement],
    *,
    bodies: Collection[str],
    on: date,
    known: date = date.max,
    component: str | None = None,
) -> dict[Key, Expected]:
    """Say where each actor stands, from the statements said by `on` and published by `known`."""
    heard: dict[Key, list[Statement]] = {}
    for statement in statements:
        if said_on(statement) <= on and published_on(statement) <= known:
            heard.setdefault((statement.actor, statement.component), []).append(statement)
    visible = {statement.statement_id for told in heard.values() for statement in told}
    # contested by a disagreement not older than 90 days
    disputed = {
        key
        for disagreement in found
        if disagreement.pair <= visible and on - disagreement.since <= timedelta(days=90)
        for key in disagreement.keys
    }
    answer = {}
    for key, told in heard.items():
        if component in (None, key[1]):
            one = position(told, bodies=bodies, disputed=key in disputed)
            if one:
                answer[key] = one
    return answer


def position(told: list[Statement], *, bodies: Collection[str], disputed: bool) -> Expected | None:
    """Follow rules 1 to 4 for one actor in one component."""
    # "In order of day (ties: stronger evidence last, then on record, then firmer)"; the id
    # decides what the words leave open.
    told = sorted(
        told,
        key=lambda s: (
            said_on(s),
            strength(s, bodies),
            s.basis == "on_record",
            firmness(s),
            s.statement_id,
        ),
    )
    last_heard = max(said_on(statement) for statement in told)

    # "Statements about open questions and exclusions stand aside."
    exclusions = [statement for statement in told if statement.status == "excluded"]
    speaking = [statement for statement in told if statement.status not in ("open", "excluded")]
    # "If anything is own, observed or mission, the reported ones stand aside too"
    if any(evidence(statement, bodies) != "reported" for statement in speaking):
        counting = [s for s in speaking if evidence(s, bodies) != "reported"]
    else:
        counting = speaking

    # "each statement sets its role."
    current: dict[str, Statement] = {}
    stepped_back: dict[str, Statement] = {}
    ended: dict[str, int] = {}
    for place, statement in enumerate(counting):
        if take_in(statement, current, bodies):
            if statement.status in NEGATIVE:
                stepped_back[statement.role] = statement
                ends_all = statement.role in ("troops", "unspecified")
                ended |= dict.fromkeys({s.role for s in counting}, place) if ends_all else {}
                ended[statement.role] = place
            else:
                stepped_back.pop(statement.role, None)
    current = standing(current)

    # "The position is the firmest of the current roles; equal firmness goes to the stronger
    # evidence, then to the newer. If only negatives are left, the newest of them; if only
    # exclusions, the status is excluded."
    if current:
        carrying = max(
            current.values(), key=lambda s: (firmness(s), strength(s, bodies), told.index(s))
        )
    elif stepped_back:
        carrying = max(stepped_back.values(), key=told.index)
    elif exclusions:
        carrying = exclusions[-1]
    else:
        return None

    # "the newest excluded statement without a stated limit (condition) that no newer deployed
    # follows"
    unlimited = [s for s in exclusions if not s.condition]
    kept_out = bool(unlimited) and not any(
        s.status == "deployed" and said_on(s) > said_on(unlimited[-1]) for s in told
    )

    # "a newer reported statement of the opposite direction, or a disagreement"
    opposite = {"for": "against", "against": "for"}[str(direction(carrying.status))]
    contradicted = any(
        evidence(s, bodies) == "reported"
        and said_on(s) > said_on(carrying)
        and direction(s.status) == opposite
        for s in told
    )

    roles = {role: s.status for role, s in current.items()}
    roles |= {role: s.status for role, s in stepped_back.items()}
    roles.setdefault(carrying.role, carrying.status)  # only exclusions: the role kept from it
    # A role taken on again after its end is not the one that the old number was given for.
    begun = {role: ended.get(role, -1) if role in current else -1 for role in roles}
    newest = {of: place for of, place in newest_numbers(counting, roles) if place > begun[of[1]]}
    ranks = POSITIVE if current else NEGATIVE
    began = since(exclusions if carrying in exclusions else counting, carrying, bodies)
    return Expected(
        status=carrying.status,
        evidence=evidence(carrying, bodies),
        role=carrying.role,
        roles=roles,
        contested=disputed or contradicted,
        kept_out=kept_out,
        kept_out_by=(unlimited[-1].excluded_by or None) if kept_out else None,
        numbers=frozenset(
            (role, roles[role], counting[place].quantity) for (_, role), place in newest.items()
        ),
        # A role that was ended is no longer the actor's; if only negatives are left, they speak.
        quantities=frozenset(
            largest(counting, {at: p for at, p in newest.items() if roles[at[1]] in ranks})
        ),
        carrying=carrying.statement_id,
        since=said_on(began),
        since_written=began.said_on,
        last_heard=last_heard,
    )


def since(said: list[Statement], carrying: Statement, bodies: Collection[str]) -> Statement:
    """
    Follow: the first statement of this status since the last break.

    "A positive status is broken by a firmer statement, and from the day on which no role
    holds it any more to the day on which one does again. A step back is broken by any
    other, and by every role that stood until one ended it. What nobody specified holds
    only until a later day's statement specifies a role."
    """
    start: Statement | None = None
    current: dict[str, Statement] = {}
    yielded: list[Statement] = []
    day = said_on(said[0])
    for statement in said[: said.index(carrying) + 1]:
        if said_on(statement) > day:
            day = said_on(statement)
            yielded += [one for role, one in current.items() if role not in standing(current)]
            held = {one.status for one in current.values() if one not in yielded}
            if carrying.status in POSITIVE and carrying.status not in held:
                start = None
        if statement.status != "excluded" and not take_in(statement, current, bodies):
            continue
        if carrying.status in POSITIVE:
            broken = firmness(statement) > firmness(carrying)
        else:
            broken = statement.status != carrying.status or bool(current)
        if broken:
            start = None
        elif statement.status == carrying.status:
            start = start or statement
    return start or carrying


def take_in(statement: Statement, current: dict[str, Statement], bodies: Collection[str]) -> bool:
    """Follow: each statement sets its role; say whether this one did."""
    if statement.status in NEGATIVE:
        # "A negative about troops or unspecified ends every earlier role; about another
        # role it ends that role."
        if statement.role in ("troops", "unspecified"):
            current.clear()
        else:
            current.pop(statement.role, None)
        return True
    # "A less firm positive statement with weaker evidence does not lower a role."
    now = current.get(statement.role)
    if (
        now
        and firmness(statement) < firmness(now)
        and strength(statement, bodies) < strength(now, bodies)
    ):
        return False
    current[statement.role] = statement
    return True


def standing(current: Mapping[str, Statement]) -> dict[str, Statement]:
    """Follow: an unspecified role yields to a newer specific one."""
    general = current.get("unspecified")
    if general and any(said_on(other) > said_on(general) for other in current.values()):
        return {role: one for role, one in current.items() if role != "unspecified"}
    return dict(current)


def newest_numbers(
    counting: list[Statement], roles: Collection[str]
) -> Iterable[tuple[tuple[str, str], int]]:
    """
    Follow: the roles' newest *own* numbers; by unit and role, the place of the statement.

    "Own" is whose number it is (`qty_of`). The last one told is the newest.
    """
    for place, statement in enumerate(counting):
        if statement.quantity and statement.qty_of == "own" and statement.role in roles:
            yield (statement.quantity.unit, statement.role), place


def largest(counting: list[Statement], newest: Mapping[tuple[str, str], int]) -> Iterable[Quantity]:
    """
    Follow: an actor's number in a unit is the largest; roles are never added up.

    The largest is the one with the largest number written in it; of equals the newest.
    """
    for unit in {unit for unit, _ in newest}:
        of_roles = sorted(place for (of, _), place in newest.items() if of == unit)
        yield max(reversed([counting[place].quantity for place in of_roles]), key=size)


def size(quantity: Quantity) -> tuple[int, bool, int]:
    """Compare numbers by the largest that is written, then "or more", then the lower bound."""
    low = -1 if quantity.low is None else quantity.low
    written = max(low, -1 if quantity.high is None else quantity.high)
    return written, quantity.high is None, low
