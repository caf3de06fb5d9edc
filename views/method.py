"""The method page: the rules in plain words, the boundaries, the limits, and how to correct."""

import pandas as pd
import streamlit as st

from data.disagreements import WINDOW_DAYS
from data.positions import CONTESTED_DAYS
from data.record import Record
from data.schema import codebook
from data.words import STATUSES
from geo.boundaries import VIEWS
from share.language import Language
from share.words import BORDERS, EVIDENCE
from views.legend import explain_legend
from views.reading import chosen_mission, first_day, last_day, speaking


def page() -> None:
    """Explain how the pages come about, from the statement to the mark."""
    t, record = speaking(), chosen_mission()
    st.title(t("Method"))
    st.markdown(t.pick(record.mission.settings.description))
    with st.container(key="method"):
        show_rules(t)
        show_boundaries(t)
        show_limits(record, t)
        show_corrections(record, t)


def show_rules(t: Language) -> None:
    """Say each rule in the words of a reader."""
    show_firmness(t)
    show_way_to_a_position(t)
    show_what_stands_beside_it(t)


def show_firmness(t: Language) -> None:
    """Say how firm a statement can be, and whose word it is."""
    st.header(t("How firm it is"))
    st.markdown(
        t(
            "Every statement of the record is one claim, about one actor, by one speaker, in one "
            "source. It has one of these statuses; the first five go from firmest to least firm:"
        )
    )
    explain_legend(t, statuses=STATUSES)
    st.header(t("Whose word counts"))
    st.markdown(
        t(
            "Presence is observed, will is declared. What an actor says of itself is its own word. "
            "That people are in place, or have left, can also be observed: by an official on "
            "record, in a document, or by a medium in its own voice. The mission's command, on "
            "record, can speak of its contributors. Everything else is reported: what others say "
            "an actor wants, what unnamed officials say, what the press expects."
        )
    )
    st.markdown(
        "\n".join(
            f"- {text}"
            for text in (
                t(
                    "As soon as anything stronger is on record, what is only reported stands "
                    "aside. Until then it speaks, and its marks are hollow."
                ),
                t("Evidence, strongest first: {list}.", list=t.listing(_evidence(t))),
            )
        )
    )


def show_way_to_a_position(t: Language) -> None:
    """Say, step by step, how a position is computed."""
    st.header(t("From statements to a position"))
    st.markdown(
        "\n".join(
            f"{number}. {text}"
            for number, text in enumerate(
                (
                    t(
                        "A position is computed for one actor in one part of the mission on one "
                        "day. Statements about open questions and exclusions stand aside at first."
                    ),
                    t(
                        "In order of day, each statement sets its role. On one day stronger "
                        "evidence comes last, then what is on record, then the firmer."
                    ),
                    t(
                        "A pause, a withdrawal or a refusal ends that role; about troops, or about "
                        "no role in particular, it ends every role the actor had."
                    ),
                    t(
                        "A word that is both less firm and weaker in evidence does not lower a "
                        "role."
                    ),
                    t(
                        "The position is the firmest of the roles that remain. A role that nobody "
                        "specified yields to a newer one that is specified. If only steps back are "
                        "left, the newest of them; if only exclusions, the actor is kept out."
                    ),
                    t(
                        "Across parts of the mission the firmest position is shown: a refusal in "
                        "one part never hides a presence in another."
                    ),
                    t(
                        "“Since” is the day of the first statement with this status after the last "
                        "one that was firmer, was a step back, or lowered the same role."
                    ),
                ),
                1,
            )
        )
    )


def show_what_stands_beside_it(t: Language) -> None:
    """Say what a position is accompanied by, and what counts for numbers, questions and days."""
    st.header(t("Kept out, contested, silent"))
    st.markdown(
        t(
            "“Kept out” stands beside a position and does not replace it: an actor can be ready "
            "and kept out. It rests on the newest exclusion without a stated limit, unless the "
            "actor is reported in place after it. A position is contested when a newer report "
            "points the other way, or when a disagreement about it is at most {days} days old. "
            "Silence is not a position: it fades the certainty, and the page says since when.",
            days=t.number(CONTESTED_DAYS),
        )
    )
    st.header(t("Disagreements"))
    st.markdown(
        t(
            "Two statements about the same actor and part of the mission disagree when different "
            "speakers made them at most {days} days apart and they point in opposite directions, "
            "or give numbers of the same kind that cannot both be true. Both are shown; nothing "
            "is averaged. A speaker who says something new has changed their mind, which is not a "
            "disagreement. The editors add only contradictions that these rules cannot see.",
            days=t.number(WINDOW_DAYS),
        )
    )
    st.header(t("Numbers"))
    st.markdown(
        t(
            "A number keeps its bounds: “up to 200” has no lower bound, “at least 50” no upper "
            "one. An actor's number is the largest of the newest numbers it has for each of its "
            "roles, because teams overlap; roles are never added up."
        )
    )
    st.header(t("Open questions"))
    st.markdown(
        t(
            "A question is open from the first statement that says a topic is not settled, until "
            "one of a later day says that the topic is decided or in place. If it is then said to "
            "be open again, that is a new question."
        )
    )
    st.header(t("Two clocks"))
    st.markdown(
        t(
            "One day says how things stood then; a second one can leave out what had not been "
            "published by it. A month counts from its last day, or from its source's publication "
            "if that is earlier; a source dated by month counts as published on its last day."
        )
    )


def _evidence(t: Language) -> list[str]:
    return [t(EVIDENCE[word]) for word in ("own", "observed", "mission", "reported")]


def show_boundaries(t: Language) -> None:
    """Say whose boundaries are drawn, and what that does not mean."""
    st.header(t("Boundaries"))
    st.markdown(
        t(
            "Missionmap takes no side on borders or statehood. Two named views can be chosen; the "
            "link, the caption and every file say which. Shapes are joined to actors by code, and "
            "an actor without a shape keeps its symbol and is named under the map. Colour tints "
            "are kept weak, because the size of a territory says nothing about a contribution."
        )
    )
    for key, view in VIEWS.items():
        st.markdown(
            t.term(f"**{t(BORDERS[key])}**", f"{t(view.attribution)}. {t(view.disclaimer)}")
        )


def show_limits(record: Record, t: Language) -> None:
    """Say where reading stopped and what the record cannot know."""
    mission = record.mission
    st.header(t("Limits of the record"))
    st.markdown(
        t(
            "{statements} statements from {sources} sources, said between {first} and {last}. "
            "Nothing after the last day should be read as silence of the world: it is where "
            "reading stopped. Sources were read as stored copies, often cut short; some dates are "
            "inferred from the content, and a place in a source may be a hint.",
            statements=t.number(len(mission.statements)),
            sources=t.number(len(mission.sources)),
            first=t.day(first_day(record)),
            last=t.day(last_day(record)),
        )
    )
    left_out = sum(mission.left_out.values())
    if not left_out:
        return
    st.markdown(
        t.n(
            "{count} row is left out because it breaks a rule.",
            "{count} rows are left out because they break a rule.",
            left_out,
        )
    )


def show_corrections(record: Record, t: Language) -> None:
    """Say how the record is corrected, and what its columns mean."""
    st.header(t("How to correct it"))
    st.markdown(
        t(
            "The record is a folder of text files under version control. To add or correct a "
            "statement, change its row and propose the change; checks run on every rule and say "
            "which row breaks which one, and how to fix it. Every statement needs a source. "
            "Nothing is typed as a status: the pages follow from the statements. The steps are in "
            "CONTRIBUTING.md."
        )
    )
    settings = record.mission.settings
    licences = t.listing(licence.get("title") or licence["name"] for licence in settings.licences)
    st.markdown(
        t(
            "Record version {version}, licence: {licences}.",
            version=settings.version,
            licences=licences,
        )
    )
    with st.expander(t("Codebook: what each column means")):
        parts = [part.component for part in settings.components]
        rows = [
            {
                t("File"): row["file"],
                t("Column"): row["column"],
                t("Meaning"): t(row["meaning"]),
                t("Needed"): "✓" if row["required"] == "yes" else "",
            }
            for row in codebook(components=parts)
        ]
        st.table(pd.DataFrame(rows).set_index([t("File"), t("Column")]))


if __name__ == "__main__":
    page()
