"""Columns are defined once: table schemas, checks, codebook and models all agree with them."""

import dataclasses
import json
import re

import pandas as pd
import pytest

from data import model, schema, words
from data.load import missions

COLUMNS = [(resource, column) for resource in schema.RESOURCES for column in resource.columns]
IDS = [f"{resource.name}.{column.name}" for resource, column in COLUMNS]


@pytest.mark.parametrize("name", missions())
def test_the_datapackage_says_what_the_schema_says(name):
    """The resources in the file are those that are generated; --write brings them up to date."""
    path = schema.missions_root() / name / schema.DATAPACKAGE
    package = json.loads(path.read_text(encoding="utf-8"))
    components = [entry["component"] for entry in package["mission"]["components"]]
    assert package["resources"] == schema.resource_descriptors(components)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"


@pytest.mark.parametrize("name", missions())
def test_the_files_have_the_columns_in_the_order_of_the_schema(name):
    """A header is the list of the columns, nothing else."""
    for resource in schema.RESOURCES:
        with (schema.missions_root() / name / resource.file).open(encoding="utf-8") as file:
            header = file.readline().strip().split(",")
        assert header == [column.name for column in resource.columns]


def test_writing_keeps_everything_but_the_resources(make_mission, monkeypatch):
    """The command regenerates the resources of the mission named and leaves its settings."""
    path = make_mission() / schema.DATAPACKAGE
    before = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**before, "resources": []}), encoding="utf-8")
    monkeypatch.setenv(schema.ROOT_VARIABLE, str(path.parent.parent))
    assert schema.main(["--write", "lagoon"]) == 0
    assert json.loads(path.read_text(encoding="utf-8")) == before
    assert schema.main(["--write", "atlantis"]) == 2


@pytest.mark.parametrize(("resource", "column"), COLUMNS, ids=IDS)
def test_a_table_schema_and_the_checks_agree(resource, column):
    """What one form of a column's rules requires, lists or bounds, the other does too."""
    rules = {rule.name: rule for rule in schema.rules_of(column, components=("hq",))}
    (field,) = (
        field
        for field in schema.table_schema(resource, components=("hq",))["fields"]
        if field["name"] == column.name
    )
    told = field.get("constraints", {})
    checked = schema.pandera_schema(resource, components=("hq",)).columns[column.name]
    assert {check.name for check in checked.checks} == set(rules)
    assert checked.unique == told.get("unique", False)
    assert ("required" in rules) == told.get("required", False)
    for word in told.get("enum", ()):
        assert rules["enum"].holds(word) and not rules["enum"].holds(word + "x")
    for cell in ("2030-01", "https://a.example/b", "fr", "FRA", "abc-1", "x y"):
        if "pattern" in told and not re.fullmatch(told["pattern"], cell):
            assert not all(rule.holds(cell) for rule in rules.values()), cell
    for bound in ("minimum", "maximum"):
        if bound in told and column.kind == "number":
            assert rules["number"].holds(str(told[bound]))
            beyond = told[bound] + (1 if bound == "maximum" else -1)
            assert not rules["number"].holds(str(beyond))


@pytest.mark.parametrize(("resource", "column"), COLUMNS, ids=IDS)
def test_every_column_is_explained(resource, column):
    """The codebook has each column once, with a meaning and what it may hold."""
    (row,) = (
        row
        for row in schema.codebook(components=("hq", "patrol"))
        if (row["file"], row["column"]) == (resource.file, column.name)
    )
    assert row["meaning"] == column.description
    assert row["meaning"].endswith(".") and row["values"]
    if column.of_mission:
        assert row["values"] == "hq, patrol"


@pytest.mark.parametrize(("resource", "column"), COLUMNS, ids=IDS)
def test_an_empty_table_passes(resource, column):
    """A header without rows breaks no column rule."""
    frame = pd.DataFrame({c.name: [] for c in resource.columns}, dtype="str")
    checked = schema.pandera_schema(resource).select_columns([column.name])
    assert len(checked.validate(frame[[column.name]], lazy=True)) == 0


@pytest.mark.parametrize(
    ("resource", "made"),
    [
        (schema.STATEMENTS, model.Statement),
        (schema.SOURCES, model.Source),
        (schema.PLACES, model.Place),
        (schema.ACTORS, model.Actor),
        (schema.LINKS, model.Link),
    ],
)
def test_every_column_reaches_the_model(resource, made):
    """No column is read and then lost: it has a field, by its name or its stem."""
    fields = {field.name for field in dataclasses.fields(made)} | {"source_id"}
    for column in resource.columns:
        stem = re.sub(r"_(en|fr)$", "", column.name)
        assert stem in fields or stem in ("qty_low", "qty_high", "qty_unit", "qty_bound")


def test_references_lead_to_columns_that_name_a_row():
    """Each foreign key points to the one key column of a resource that exists."""
    resources = {resource.name: resource for resource in schema.RESOURCES}
    for _, column in COLUMNS:
        if column.refers_to:
            name, key = column.refers_to
            assert resources[name].key == (key,)
            assert resources[name].column(key).unique


def test_every_vocabulary_is_used_by_a_column():
    """The closed lists of data.words are the enums of the schema."""
    used = {column.enum for _, column in COLUMNS}
    for vocabulary in (words.STATUSES, words.ROLES, words.TOPICS, words.UNITS, words.BOUNDS):
        assert vocabulary in used


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), ("one", 1), ("Trois pays : « oui »", 3), ("l'aide ; 20 000", 3)]
)
def test_punctuation_is_no_word(text, count):
    """A French colon between spaces does not count against the limit."""
    assert schema.count_words(text) == count
