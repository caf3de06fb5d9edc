"""Every rule about the files: one thing broken, one problem told, and the advice works."""

import pytest

from data.check import check_mission, main
from data.schema import ROOT_VARIABLE

S, SRC, P, A, L = "statements.csv", "sources.csv", "places.csv", "actors.csv", "links.csv"
LONG = " ".join(["word"] * 31)

CELLS = [
    # file, row, column, value -> field, words of the message
    (S, 2, "statement_id", "FRA 1", "statement_id", "lower-case letters and digits"),
    (S, 2, "statement_id", "fra-2030-01-11-0", "statement_id", "Begin it with 'fra-2030-01-10-'"),
    (S, 2, "statement_id", "fra-2030-01-10-", "statement_id", "joined by hyphens"),
    (S, 2, "actor", "fra", "actor", "upper-case letters"),
    (S, 2, "actor", "", "actor", "must be filled in"),
    (S, 5, "actor", "KEM", "actor", "neither a state"),
    (S, 5, "actor", "PRESS", "actor", "speakers only"),
    (S, 6, "excluded_by", "ZZZ", "excluded_by", "neither a state"),
    (S, 2, "speaker_for", "ZZZ", "speaker_for", "or add the actor to actors.csv"),
    (S, 2, "component", "navy", "component", "Choose one of: hq, patrol, or add it"),
    (S, 7, "topic", "weather", "topic", "Choose one of: creation, mandate"),
    (S, 2, "topic", "mandate", "topic", "only for statements about the force"),
    (S, 2, "role", "cook", "role", "closed list"),
    (S, 2, "status", "ready", "status", "Choose one of: deployed, committed"),
    (S, 2, "excluded_by", "KEN", "excluded_by", "the status is 'considering'"),
    (S, 2, "said_on", "2030-02-30", "said_on", "a real day"),
    (S, 2, "said_on", "10/01/2030", "said_on", "a real day"),
    (S, 9, "said_on", "2030-13", "said_on", "month (YYYY-MM)"),
    (S, 5, "speaker", "", "speaker", "must be filled in"),
    (S, 5, "speaker_for", "KEN", "speaker_for", "a medium in its own voice"),
    (S, 5, "basis", "on_record", "basis", "Write media_report"),
    (S, 2, "basis", "hearsay", "basis", "closed list"),
    (S, 3, "qty_high", "-5", "qty_high", "not negative"),
    (S, 3, "qty_high", "2.5", "qty_high", "digits only"),
    (S, 3, "qty_high", "", "qty_low", "at least one number"),
    (S, 3, "qty_low", "10", "qty_bound", "only a high number; the row has '10' and '200'"),
    (S, 3, "qty_bound", "exact", "qty_bound", "the same low and high"),
    (S, 3, "qty_bound", "about", "qty_bound", "the same low and high"),
    (S, 3, "qty_bound", "at_least", "qty_bound", "only a low number"),
    (S, 3, "qty_bound", "between", "qty_bound", "a low number below the high one"),
    (S, 3, "qty_unit", "", "qty_unit", "its unit, its bound and whose it is"),
    (S, 3, "qty_of", "", "qty_of", "its unit, its bound and whose it is"),
    (S, 3, "place_id", "beach", "place_id", "not in places.csv"),
    (S, 6, "not_in", "beach", "not_in", "not in places.csv"),
    (S, 4, "condition_fr", "", "condition_fr", "in both languages"),
    (S, 4, "condition_en", "", "condition_en", "in both languages"),
    (S, 2, "summary_fr", "", "summary_fr", "must be filled in"),
    (S, 2, "summary_en", LONG, "summary_en", "at most 30 words"),
    (S, 8, "quote", "a b c d e f g h i", "quote", "at most 8 words"),
    (S, 8, "quote", "", "quote", "comes with its language"),
    (S, 8, "quote_lang", "xx", "quote_lang", "ISO 639-1"),
    (S, 2, "locator", "p1 ", "locator", "no blanks before or after"),
    (S, 2, "speaker_office", "   ", "speaker_office", "no blanks before or after"),
    (S, 2, "source_id", "paper-9", "source_id", "every statement needs a listed source"),
    (SRC, 2, "published", "2030-01-11", "said_on", "published on 2030-01-11, before it was said"),
    (SRC, 4, "published", "2062-03", "published", "later than the record, created on 2030-04-01"),
    (SRC, 2, "url", "paper.example", "url", "http:// or https://"),
    (SRC, 2, "url", "https://paper.example/2", "url", "another row has the same address"),
    (SRC, 2, "language", "eng", "language", "two lower-case letters"),
    (SRC, 2, "date_basis", "guess", "date_basis", "Choose one of: page, inferred"),
    (SRC, 2, "kind", "blog", "kind", "closed list"),
    (P, 2, "lat", "95", "lat", "from -90 to 90"),
    (P, 2, "lon", "20,5", "lon", "with a decimal point"),
    (P, 2, "country", "FR", "country", "ISO 3166-1 alpha-3"),
    (P, 2, "precision", "street", "precision", "closed list"),
    (A, 2, "kind", "club", "kind", "closed list"),
    (L, 2, "statement_b", "fra-2030-09", "statement_b", "a link joins two statements"),
    (L, 2, "statement_b", "fra-2030-01-12-1", "statement_b", "two different statements"),
    (L, 2, "kind", "denies", "kind", "Choose one of: contradicts, repeats, supersedes"),
    (L, 2, "note_fr", "", "note_fr", "must be filled in"),
]


@pytest.mark.parametrize(("file", "row", "column", "value", "field", "words"), CELLS)
def test_one_broken_cell_is_told(make_mission, set_cell, file, row, column, value, field, words):
    """A broken cell gives a problem with its field, its exact value, its rule and a fix."""
    folder = make_mission()
    set_cell(folder, file, row, column, value)
    problems = check_mission(folder).problems
    told = [p for p in problems if p.field == field and words in str(p)]
    assert told, [str(p) for p in problems]
    if (told[0].file, told[0].row, field) == (file, row, column):
        assert told[0].value == value
    for problem in problems:
        assert problem.rule.endswith(".") and problem.fix.endswith("."), str(problem)
        assert not {"invalid", "please"} & set(str(problem).lower().split())


CLUB = (A, "CLUB,movement,C,C,C,C,1,1,")
QUAY = (P, "quay,Q,Q,10,20,town,town,,")
PAPER = (SRC, "paper-9,P,,T,,en,2030-01,page,other")

FIXES = [
    # file, row, column, broken value, words of the fix -> cells or lines that follow it
    (S, 2, "locator", "p1 ", "Remove them.", (S, 2, "locator", "p1")),
    (S, 2, "excluded_by", "KEN", "set the status to excluded", (S, 2, "status", "excluded")),
    (S, 5, "speaker_for", "KEN", "or name the speaker", (S, 5, "speaker", "A. Spokesman")),
    (S, 3, "qty_bound", "about", "Correct the numbers", (S, 3, "qty_low", "200")),
    (S, 8, "quote_lang", "", "or empty quote", (S, 8, "quote", "")),
    (S, 2, "condition_en", "if asked", "Fill in condition_fr", (S, 2, "condition_fr", "sur appel")),
    (S, 7, "topic", "weather", "mandate", (S, 7, "topic", "mandate")),
    (S, 2, "source_id", "paper-9", "Add it there", PAPER),
    (S, 3, "place_id", "quay", "Add it there", QUAY),
    (S, 2, "speaker_for", "CLUB", "add the actor", CLUB),
    (SRC, 2, "published", "2030-01-11", "published in sources", (SRC, 2, "published", "2030-01")),
    (SRC, 2, "url", "paper.example", "leave it empty", (SRC, 2, "url", "")),
    (P, 2, "lon", "20,5", "Write it like '31.5'", (P, 2, "lon", "20.5")),
]


@pytest.mark.parametrize(("file", "row", "column", "value", "words", "follow"), FIXES)
def test_following_the_fix_removes_the_problem(
    make_mission, set_cell, file, row, column, value, words, follow
):
    """What a message advises is enough to have a clean record again."""
    folder = make_mission()
    set_cell(folder, file, row, column, value)
    assert any(words in p.fix for p in check_mission(folder).problems)
    if len(follow) == 2:
        rewrite(folder / follow[0], lambda b: b + follow[1].encode() + b"\n")
    else:
        set_cell(folder, *follow)
    assert check_mission(folder).problems == ()


def test_the_made_up_mission_is_clean(make_mission):
    """What the tables below break is right to begin with."""
    assert check_mission(make_mission()).problems == ()


SETTINGS = [
    ("version", "one", "version", "three numbers"),
    ("created", "2030-13-01T00:00:00Z", "created", "when it was created"),
    ("licenses", [], "licenses", "at least one entry"),
    ("mission", [], "mission", "an object with settings"),
    ("resources", [], "resources", "python -m data.schema --write lagoon"),
    ("mission/title/fr", "", "mission.title.fr", "in English and in French"),
    ("mission/components/0/label/fr", None, "mission.components[0].label.fr", "in French"),
    ("mission/components/0/component", "patrol", "mission.components[1].component", "of its own"),
    ("mission/components/0/component", "all", "mission.components[0].component", "of its own"),
    ("mission/components/0/place", "beach", "mission.components[0].place", "not in places.csv"),
    ("mission/headquarters", "beach", "mission.headquarters", "not in places.csv"),
    ("mission/theatre/frame", [21, 10, 20, 11], "mission.theatre.frame", "west < east"),
    ("mission/theatre/frame", [20, 10, 21], "mission.theatre.frame", "west, south, east, north"),
    ("mission/theatre/shapes", ["ZZZ"], "mission.theatre.shapes", "a state's code"),
    ("mission/default_view/component", "navy", "mission.default_view.component", "'all'"),
    ("mission/default_view/borders", "", "mission.default_view.borders", "lower-case word"),
    ("mission/moments", [], "mission.moments", "at least one entry"),
    ("mission/moments/0/day", "2030-01", "mission.moments[0].day", "a real day"),
    ("mission/moments/1/day", "2030-01-11", "mission.moments[1].day", "in order of day"),
    ("mission/moments/1/day", "2031-01-11", "mission.moments[1].day", "The record goes from"),
    ("mission/moments/0/statement_ids", [], "mission.moments[0].statement_ids", "at least one"),
    ("mission/moments/0/statement_ids/0", "x", "mission.moments[0].statement_ids", "not in state"),
    (
        "mission/moments/0/statement_ids/0",
        "fra-2030-03-01-6",
        "mission.moments[0].statement_ids",
        "said on 2030-03-01, after the moment's 2030-01-12",
    ),
    ("mission/moments/0/title/en", LONG, "mission.moments[0].title.en", "at most 12 words"),
]


@pytest.mark.parametrize(("where", "value", "field", "words"), SETTINGS)
def test_one_broken_setting_is_told(make_mission, set_setting, where, value, field, words):
    """A setting that cannot be used gives a problem with its path and its rule."""
    folder = make_mission()
    set_setting(folder, where, value)
    problems = check_mission(folder).problems
    assert any(p.field == field and words in str(p) for p in problems), list(map(str, problems))


def rewrite(path, change):
    """Change the bytes of a file."""
    path.write_bytes(change(path.read_bytes()))


FILES = [
    (S, lambda b: b.replace(b"A. Minister", b"A. Min\xefstre", 1), 2, "encoding", "not UTF-8"),
    (S, lambda b: b"\xef\xbb\xbf" + b, None, "encoding", "byte order mark"),
    (S, lambda b: b.replace(b"statement_id,", b"id,", 1), 1, "statement_id", "lacks this column"),
    (S, lambda b: b.replace(b"statement_id,", b"id,", 1), 1, "header", "does not know"),
    (P, lambda b: b.replace(b"name_fr", b"name_en", 1), 1, "header", "2 times"),
    (P, lambda b: b + b"quay,Quay\n", 4, "cells", "2 cells, the header 9"),
    (P, lambda b: b + b"\n", 4, "cells", "remove empty lines"),
    (P, lambda b: b + b'quay,"Quay', 4, "quoting", "double each quote"),
    ("datapackage.json", lambda b: b[:-20], None, "file", "but line"),
    ("datapackage.json", lambda b: b"[1]", None, "file", "a JSON object"),
    ("datapackage.json", lambda b: b"\xff", None, "file", "byte 0 is not"),
]


@pytest.mark.parametrize(("file", "change", "row", "field", "words"), FILES)
def test_a_damaged_file_is_a_problem_not_a_crash(make_mission, file, change, row, field, words):
    """Bytes, columns, cells and quotes that are off are told with their row."""
    folder = make_mission()
    rewrite(folder / file, change)
    problems = check_mission(folder).problems
    told = [p for p in problems if (p.file, p.row, p.field) == (file, row, field)]
    assert any(words in str(p) for p in told), list(map(str, problems))


@pytest.mark.parametrize("file", [S, SRC, P, A, L, "datapackage.json"])
def test_a_missing_file_is_one_problem(make_mission, file):
    """A file that is not there is told, and its absence is not told once per row."""
    folder = make_mission()
    (folder / file).unlink()
    problems = [p for p in check_mission(folder).problems if p.file == file]
    assert [str(p) for p in problems] == [
        f"{file}: file '{file}': A record has this file, but it cannot be read "
        "(No such file or directory). "
        + (
            "Restore it from the last version that was right."
            if file == "datapackage.json"
            else "Add it, with its header if nothing else."
        )
    ]


@pytest.mark.parametrize(
    ("file", "row", "column", "kept"), [(S, 3, "statement_id", S), (SRC, 3, "source_id", SRC)]
)
def test_a_double_id_is_told_on_every_row_that_has_it(
    make_mission, set_cell, file, row, column, kept
):
    """Two rows with one id are both named, as either may be the wrong one."""
    folder = make_mission()
    twin = {S: "fra-2030-01-10-0", SRC: "paper-1"}[file]
    set_cell(folder, file, row, column, twin)
    told = [p for p in check_mission(folder).problems if "Another row" in p.rule]
    assert [(p.file, p.row, p.value) for p in told] == [(kept, row - 1, twin), (kept, row, twin)]


def test_what_nothing_rests_on_is_told(make_mission):
    """A source or an actor that no statement uses is a problem of its own row."""
    folder = make_mission()
    rewrite(folder / SRC, lambda b: b + b"paper-4,P,,T,,en,2030-01,page,newspaper\n")
    rewrite(folder / A, lambda b: b + b"CLUB,movement,C,C,C,C,1,1,\n")
    told = {(p.file, p.row, p.value): p.rule for p in check_mission(folder).problems}
    assert told == {
        (SRC, 5, "paper-4"): "No statement uses this source.",
        (A, 3, "CLUB"): "No statement is about this actor or made for it.",
    }


def test_an_actor_cannot_take_the_code_of_a_state(make_mission):
    """A code in actors.csv that already has a meaning is told."""
    folder = make_mission()
    rewrite(folder / A, lambda b: b + b"FRA,movement,F,F,F,F,1,1,\n")
    (told,) = check_mission(folder).problems
    assert "Choose another code." in str(told)


def test_a_pair_is_linked_once_whatever_the_order(make_mission):
    """The same two statements in two links are told, also when swapped."""
    folder = make_mission()
    link = b"fra-2030-03-01-6,fra-2030-01-12-1,repeats,a,b\n"
    rewrite(folder / L, lambda b: b + link)
    told = check_mission(folder).problems
    assert [(p.row, p.rule) for p in told] == [
        (2, "Another row links the same two statements."),
        (3, "Another row links the same two statements."),
    ]


def test_all_problems_are_told_at_once_sorted_by_file_and_row(make_mission, set_cell):
    """Problems in several files come together, in reading order."""
    folder = make_mission()
    set_cell(folder, S, 8, "role", "cook")
    set_cell(folder, S, 3, "role", "cook")
    set_cell(folder, P, 2, "lat", "95")
    told = check_mission(folder).problems
    assert [(p.file, p.row) for p in told] == [(P, 2), (S, 3), (S, 8)]


def test_a_message_says_where_what_rule_and_fix(make_mission, set_cell):
    """The whole message, word for word."""
    folder = make_mission()
    set_cell(folder, S, 2, "source_id", "paper-9")
    (told,) = check_mission(folder).problems
    assert str(told) == (
        "statements.csv row 2 (fra-2030-01-10-0): source_id 'paper-9': It is not in sources.csv, "
        "and every statement needs a listed source. Add it there or correct the id."
    )


def test_the_command_prints_each_problem_and_counts_them(
    make_mission, set_cell, capsys, monkeypatch
):
    """The command ends with 1 and one line per problem, or with 0 and one line of counts."""
    folder = make_mission()
    monkeypatch.setenv(ROOT_VARIABLE, str(folder.parent))
    assert main([]) == 0
    counts = "lagoon: 8 statements, 3 sources, 2 places, 1 actors, 1 links"
    assert capsys.readouterr().out == f"{counts}; no problems\n"
    set_cell(folder, S, 2, "role", "cook")
    assert main(["lagoon"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith("statements.csv row 2 (fra-2030-01-10-0): role 'cook': ")
    assert last == f"{counts}; problems: 1 in statements.csv"


def test_the_command_names_the_missions_it_knows(make_mission, capsys, monkeypatch):
    """An unknown mission gives one line with the names there are, and ends with 2."""
    monkeypatch.setenv(ROOT_VARIABLE, str(make_mission().parent))
    assert main(["atlantis"]) == 2
    told = "mission 'atlantis' is not known. Choose one of: lagoon.\n"
    assert capsys.readouterr().out == told
