"""One snapshot of a day feeds every page, so its counts are those of what is shown."""

from datetime import date, timedelta

import pytest

from data.record import Record
from data.words import FIRMNESS, STATUSES
from share.snapshot import (
    ALL,
    Snapshot,
    counts_by_day,
    days_silent,
    history,
    neighbours,
    snapshot,
    take_snapshot,
)

COMPONENTS = (ALL, "cmcc", "isf", "police", "border", "funding", "aid", "mediation")
THE_DAY = date(2025, 10, 21)
MARCH = date(2026, 3, 20)


def days_of(record: Record, *, step: int) -> list[date]:
    """Return days from before the record to after it, `step` apart."""
    first, last = record.mission.first_day, record.mission.last_day
    span = (last - first).days + step
    return [first + timedelta(number) for number in range(-1, span, step)]


def view(record: Record, on: date, component: str = ALL, known: date = date.max) -> Snapshot:
    """Return how things stood, with all knowledge unless said otherwise."""
    return take_snapshot(record, on=on, known=known, component=component)


def test_the_components_are_those_of_the_record(record: Record) -> None:
    """The tests below look at every one."""
    assert [ALL, *(c.component for c in record.mission.settings.components)] == list(COMPONENTS)


@pytest.mark.parametrize("component", COMPONENTS)
def test_counts_are_of_what_is_shown(record: Record, component: str) -> None:
    """On every second week: one position per contributor, each counted once."""
    for on in days_of(record, step=14):
        taken = view(record, on, component)
        assert sum(taken.counts.values()) == len(taken.shown)
        assert taken.counts == {
            status: sum(p.status == status for p in taken.shown.values())
            for status in STATUSES
            if status != "open"
        }
        for actor, shown in taken.shown.items():
            assert shown.actor == actor
            assert shown in taken.positions
            assert component in (ALL, shown.component)


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_mission_and_bystanders_are_never_counted(record: Record, component: str) -> None:
    """The force, the centre, the board and Hamas stand apart, and nobody else does."""
    apart = {"ISF", "CMCC", "BOP", "HAMAS"}
    assert record.bodies | record.bystanders == apart
    for on in days_of(record, step=14):
        taken = view(record, on, component)
        assert not apart & taken.shown.keys()
        assert {p.actor for p in taken.apart} <= apart
        in_view = [p for p in taken.positions if component in (ALL, p.component)]
        assert {p.actor for p in in_view} == taken.shown.keys() | {p.actor for p in taken.apart}


def test_over_all_parts_the_firmest_counts(record: Record) -> None:
    """Every second week, each actor is shown where it stands firmest."""
    for on in days_of(record, step=14):
        taken = view(record, on)
        for actor, shown in taken.shown.items():
            firmest = max(FIRMNESS.get(p.status, 0) for p in taken.of(actor))
            assert FIRMNESS.get(shown.status, 0) == firmest


@pytest.mark.parametrize(
    ("actor", "on", "component", "status"),
    [
        ("GBR", THE_DAY, "cmcc", "deployed"),
        ("USA", THE_DAY, "cmcc", "deployed"),
        ("IDN", THE_DAY, "isf", "considering"),
        ("ITA", THE_DAY, "police", "deployed"),
        ("DEU", MARCH, "cmcc", "deployed"),
        ("IDN", MARCH, "isf", "suspended"),
        ("AZE", MARCH, "isf", "declined"),
        ("BEL", MARCH, "cmcc", "excluded"),
        ("KAZ", MARCH, "isf", "committed"),
        ("QAT", MARCH, "mediation", "deployed"),
    ],
)
def test_a_refusal_in_one_part_never_hides_a_presence_in_another(
    record: Record, actor: str, on: date, component: str, status: str
) -> None:
    """London and Berlin said no to the force and are at the centre: they are present."""
    shown = view(record, on).shown[actor]
    assert (shown.component, shown.status) == (component, status)


def test_what_is_shown_of_a_part_is_its_own_position(record: Record) -> None:
    """In the force alone, the United Kingdom has declined."""
    assert view(record, THE_DAY, "isf").shown["GBR"].status == "declined"
    assert "GBR" not in view(record, THE_DAY, "border").shown


def test_positions_of_an_actor_come_firmest_first(record: Record) -> None:
    """Its page starts with where it is present."""
    taken = view(record, MARCH)
    assert [p.status for p in taken.of("TUR")] == ["conditional", "considering", "in_talks"]
    for actor in taken.shown:
        order = [STATUSES.index(p.status) for p in taken.of(actor)]
        assert order == sorted(order)


def test_knowing_less_hides_later_statements(record: Record) -> None:
    """With what was published by the day, nothing on screen rests on a later page."""
    taken = view(record, THE_DAY, known=THE_DAY)
    for position in taken.positions:
        for name in position.statement_ids:
            assert record.by_id[name].source.published_on <= THE_DAY
    assert taken.shown["EGY"].status == "in_talks"
    assert view(record, THE_DAY).shown["EGY"].status == "conditional"
    for question in taken.questions():
        for one in (*question.raised_by, *question.answered_by):
            assert one.source.published_on <= THE_DAY


def test_questions_are_of_the_chosen_part(record: Record) -> None:
    """The force's page does not ask about the centre."""
    everything = view(record, MARCH).questions()
    parts = [view(record, MARCH, component).questions() for component in COMPONENTS[1:]]
    asked = [(q.actor, q.component, q.topic, q.since) for part in parts for q in part]
    assert sorted(asked) == sorted((q.actor, q.component, q.topic, q.since) for q in everything)
    assert {q.component for q in view(record, MARCH, "isf").questions()} == {"isf"}


@pytest.mark.parametrize("component", [ALL, "isf", "cmcc"])
@pytest.mark.parametrize("known", [date.max, MARCH, date(2025, 11, 1)])
def test_counts_by_day_are_the_snapshots_counts(
    record: Record, component: str, known: date
) -> None:
    """The chart over time and the page of a day say the same; no day comes twice."""
    counted = counts_by_day(record, known, component)
    days = [day for day, _ in counted]
    assert days == sorted(set(days))
    assert days[-1] == min(known, record.mission.last_day)
    for day, counts in counted[::3]:
        assert counts == view(record, day, component, known).counts


def test_between_the_days_of_a_chart_nothing_changes(record: Record) -> None:
    """Each day in between has the counts of the day before it."""
    counted = dict(counts_by_day(record, date.max, ALL))
    counts = counted[record.mission.first_day]
    on = record.mission.first_day
    while on <= date(2025, 12, 31):
        counts = counted.get(on, counts)
        assert view(record, on).counts == counts
        on += timedelta(1)


def test_a_record_unknown_as_yet_has_no_days(record: Record) -> None:
    """Before the first page was published there is nothing to draw."""
    assert counts_by_day(record, record.mission.first_day - timedelta(1), ALL) == ()


def test_the_history_of_the_united_kingdom_in_the_force(record: Record) -> None:
    """Two positions in one part: no soldiers in October, perhaps planners in December."""
    found = [
        (stand.day, stand.status, stand.evidence)
        for stand in history(record, "GBR", date.max)
        if stand.component == "isf"
    ]
    assert found == [
        (date(2025, 12, 16), "considering", "own"),
        (date(2025, 10, 10), "declined", "own"),
    ]


def test_the_history_of_indonesia_in_the_force(record: Record) -> None:
    """Newest first: on hold, on conditions, on hold, pledged, and how it came to that."""
    found = [
        (stand.day, stand.status)
        for stand in history(record, "IDN", date.max)
        if stand.component == "isf"
    ]
    assert found[:4] == [
        (date(2026, 3, 16), "suspended"),
        (date(2026, 3, 5), "conditional"),
        (date(2026, 3, 3), "suspended"),
        (date(2026, 2, 19), "committed"),
    ]
    assert found[-1] == (date(2025, 10, 12), "considering")


@pytest.mark.parametrize("known", [date.max, date(2025, 12, 1)])
def test_a_history_holds_changes_only_and_each_is_a_position(record: Record, known: date) -> None:
    """Every line differs from the one before it in its part, and is what that day's map says."""
    for actor in record.by_actor:
        stands = history(record, actor, known)
        assert [s.day for s in stands] == sorted((s.day for s in stands), reverse=True)
        held: dict[str, tuple[str, str]] = {}
        for stand in reversed(stands):
            assert held.get(stand.component) != (stand.status, stand.evidence)
            held[stand.component] = (stand.status, stand.evidence)
            (then,) = (
                p
                for p in record.positions(on=stand.day, known=known, component=stand.component)
                if p.actor == actor
            )
            assert (then.status, then.evidence) == (stand.status, stand.evidence)
            assert then.statement_ids[0] == stand.statement_id
        now = record.positions(on=record.mission.last_day, known=known)
        assert held == {p.component: (p.status, p.evidence) for p in now if p.actor == actor}


def test_an_actor_nobody_spoke_of_has_no_history(record: Record) -> None:
    """Silence has no changes."""
    assert history(record, "BRA", date.max) == ()


def test_readers_of_one_day_share_one_snapshot(record: Record) -> None:
    """Asked twice, computed once."""
    assert snapshot(record, THE_DAY, THE_DAY, ALL) is snapshot(record, THE_DAY, THE_DAY, ALL)


def test_moments_before_and_after_a_day(record: Record) -> None:
    """The story can be stepped through, and ends at both ends."""
    days = [moment.day for moment in record.mission.settings.moments]
    assert neighbours(record, days[1]) == (days[0], days[2])
    assert neighbours(record, days[0] - timedelta(1)) == (None, days[0])
    assert neighbours(record, days[-1]) == (days[-2], None)


def test_silence_is_counted_from_the_day_last_heard_of(record: Record) -> None:
    """Reports and exclusions count as being heard of."""
    turkey = next(p for p in view(record, MARCH).positions if p.actor == "TUR")
    assert days_silent(turkey, MARCH) == MARCH - turkey.last_heard
    (azerbaijan,) = view(record, MARCH).of("AZE")
    assert days_silent(azerbaijan, MARCH).days == (MARCH - date(2026, 1, 5)).days == 74
