"""What the documents and the requirements promise is there, and what is there is told."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from test_architecture import MAY_IMPORT, imports_of, modules, part_of

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"[\w.-]+==\d+(\.\w+)+")
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "geo/README.md")

NOT_IMPORTED = {
    "mypy": "a command",
    "pandas-stubs": "types for mypy",
    "pyarrow": "GeoPandas reads the boundary files with it",
    "pyogrio": "GeoPandas reads the packages of geo.build with it",
    "pytest-xdist": "pytest runs on every core with it",
    "ruff": "a command",
    "types-cachetools": "types for mypy",
}
"""Libraries that are listed although nothing of ours imports them, and why."""


def text_of(name: str) -> str:
    """Return a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def code_in(text: str) -> str:
    """Return what a Markdown document sets as code, one line each, without comments."""
    found = re.findall(r"^ {4}(.+)$|(?<!`)`([^`\n]+)`(?!`)", text, re.MULTILINE)
    return "\n".join((block or inline).split("#")[0] for block, inline in found)


def commands_in(text: str, command: str) -> list[str]:
    r"""
    Return what follows a command in the code of a document.

    >>> commands_in("Run `make run`, then:\n\n    make test  # all\n\nto make sure", "make")
    ['run', 'test']
    """
    return re.findall(rf"(?<!\S){re.escape(command)} +([\w.]+)", code_in(text))


PYTHON_COMMANDS = [
    command
    for command in re.findall(r"^python .+?(?= *$)", code_in(text_of("README.md")), re.MULTILINE)
    if not re.search(r"\b[A-Z]{3,}\b", command)
]
"""Those that stand as they are; a word in capitals is the reader's own file or folder."""


def targets() -> set[str]:
    """Return the commands of the Makefile that a person calls."""
    return set(re.findall(r"^\.PHONY: (.+)$", text_of("Makefile"), re.MULTILINE)[0].split())


def pinned(name: str) -> dict[str, str]:
    """Return the lines of a requirements file by the library they name."""
    lines = [line for line in text_of(name).splitlines() if line and not line.startswith("-r ")]
    return {re.split(r"[^\w.-]", line)[0].lower(): line for line in lines}


def imported_by(*parts: str) -> set[str]:
    """Return the libraries, as requirements name them, that some parts of the app import."""
    paths = [path for path in modules() if part_of(path) in parts]
    names = {name for path in paths for _, name in imports_of(path.read_text(encoding="utf-8"))}
    ours = {path.stem if part_of(path) == "tests" else part_of(path) for path in modules()}
    known = packages_distributions()
    return {known.get(name, [name])[0].lower() for name in names - ours - sys.stdlib_module_names}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_command_that_is_told_exists(document: str) -> None:
    """`make x` in a document is a target of the Makefile."""
    assert set(commands_in(text_of(document), "make")) <= targets()


def test_every_make_command_says_what_it_does() -> None:
    """`make` alone lists each target, except the ones that others need."""
    listed = set(re.findall(r"echo 'make (\w+) ", text_of("Makefile")))
    assert listed == targets() - {"help", "browser"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_module_that_is_told_exists(document: str) -> None:
    """`python -m x` in a document finds a module, ours or an installed one."""
    told = commands_in(text_of(document), "python -m")
    assert [name for name in told if importlib.util.find_spec(name) is None] == []


def test_the_readme_names_the_two_commands_that_count() -> None:
    """A reader finds how to run it and how to test it."""
    assert {"run", "test"} <= set(commands_in(text_of("README.md"), "make"))


def test_a_fresh_clone_is_tested_as_the_readme_says() -> None:
    """.ci/run ends in the README's test command and in nothing of its own."""
    *_, last = text_of(".ci/run").strip().splitlines()
    assert last == "exec make test </dev/null"


def test_the_readme_shows_every_folder_and_no_other() -> None:
    """The table of folders is the tree: what it names exists, what holds code is named."""
    told = re.findall(r"`(\w+)/`", text_of("README.md").split("## Where things are")[1])
    holds_code = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"locale", "tests"}
    assert [name for name in told if not (ROOT / name).is_dir()] == []
    assert set(told) >= holds_code


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_to_a_file_leads_somewhere(document: str) -> None:
    """What a document links to or shows is in the repository."""
    links = re.findall(r"\]\(([^)#]+)\)", text_of(document))
    files = [link for link in links if "://" not in link]
    folder = (ROOT / document).parent
    assert [link for link in files if not (folder / link).exists()] == []


def test_every_image_says_what_it_shows() -> None:
    """A picture in a document has words for readers who do not see it."""
    for document in DOCUMENTS:
        for words in re.findall(r"!\[(.*?)\]", text_of(document)):
            assert len(words.split()) > 5, document


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_to_one_version(name: str) -> None:
    """A fresh clone gets what was tested."""
    assert [line for line in pinned(name).values() if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("name", "parts"),
    [("requirements.txt", [*MAY_IMPORT]), ("requirements-dev.txt", ["tests", "bench"])],
)
def test_what_is_imported_is_required_and_no_more(name: str, parts: list[str]) -> None:
    """An install from a requirements file lacks nothing, and carries nothing without a reason."""
    imported, listed = imported_by(*parts), pinned(name).keys()
    for_the_app = set() if name == "requirements.txt" else pinned("requirements.txt").keys()
    assert imported - for_the_app - listed == set()
    assert listed - imported - NOT_IMPORTED.keys() == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_versions_that_are_told_are_the_pinned_ones(document: str) -> None:
    """A document that names a library's version names the one that is installed."""
    pins = pinned("requirements.txt") | pinned("requirements-dev.txt")
    told = re.findall(r"(?<!\S)([\w-]+) (\d+\.\d+\.\d+)", text_of(document))
    named = [(name.lower(), version) for name, version in told]
    assert [f"{n}=={v}" for n, v in named if n in pins and pins[n] != f"{n}=={v}"] == []


@pytest.mark.parametrize("command", sorted(PYTHON_COMMANDS))
def test_every_command_of_the_readme_answers(command: str) -> None:
    """What a reader copies from the README works as it stands."""
    answer = subprocess.run(
        [sys.executable, *command.split()[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout


def test_the_newest_change_is_the_version_of_the_app() -> None:
    """The changelog begins with the version that pyproject.toml has."""
    released = re.findall(r"^## \[(.+?)\]", text_of("CHANGELOG.md"), re.MULTILINE)
    assert released[0] == tomllib.loads(text_of("pyproject.toml"))["project"]["version"]


def test_every_change_is_told_under_a_heading_of_ours() -> None:
    """A release tells apart what is known and how it is shown."""
    headings = re.findall(r"^### (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert set(headings) == {"Record", "App"}
