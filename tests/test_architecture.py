"""The rooms and the one arrow between them, held by walking every import."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("newsroom", "annotations", "articles")
PURE = [
    *sorted((ROOT / "articles/parting").glob("*.py")),
    *sorted((ROOT / "annotations/anchoring").glob("*.py")),
    *sorted((ROOT / "annotations/confidence").glob("*.py")),
    ROOT / "articles/blocks.py",
    ROOT / "articles/markup.py",
    ROOT / "articles/wording.py",
    ROOT / "articles/overlay.py",
    ROOT / "articles/comparing.py",
    ROOT / "articles/addresses.py",
    ROOT / "articles/rows.py",
    ROOT / "annotations/vocabulary.py",
    ROOT / "annotations/coding.py",
    ROOT / "annotations/passages.py",
    ROOT / "annotations/selected.py",
    ROOT / "annotations/sentences.py",
    ROOT / "annotations/mentioned.py",
    ROOT / "annotations/alike.py",
    ROOT / "annotations/graphemes.py",
    ROOT / "annotations/surroundings.py",
    ROOT / "annotations/differing.py",
    ROOT / "annotations/painting.py",
    ROOT / "annotations/fragments.py",
]
ALONE = {
    "bleach": {"articles/sanitizing.py"},
    "lxml": {"articles/extracting"},
    "trafilatura": {"articles/extracting"},
    "readability": {"articles/extracting"},
    "mark_safe": {"articles/drawing.py"},
}
LONGEST = 300


def sources(*folders):
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports say the whole name"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(name):
    return name.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_imports_follow_the_arrow(room):
    allowed = ROOMS[ROOMS.index(room) :]
    for path in sources(room):
        for name in imports(path):
            if room_of(name) in ROOMS:
                assert room_of(name) in allowed, f"{path} imports {name}"


def test_nothing_imports_inside_a_function_but_apps_and_slow_libraries():
    slow = ("lxml", "trafilatura", "readability", "articles.extracting")
    for path in sources(*ROOMS):
        if path.name == "apps.py" or "extracting" in str(path):
            continue
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.ImportFrom) and not str(node.module).startswith(slow):
                        pytest.fail(f"{path}: {function.name} imports {node.module}")


@pytest.mark.parametrize("path", PURE, ids=lambda path: path.stem)
def test_pure_rooms_import_the_standard_library_and_each_other(path):
    pure = {str(each.relative_to(ROOT))[:-3].replace("/", ".") for each in PURE}
    pure |= {"articles.parting"}
    for name in imports(path):
        stem = name if name in pure else name.rpartition(".")[0]
        assert room_of(name) in sys.stdlib_module_names or stem in pure, f"{path} imports {name}"


def test_pure_rooms_load_without_django():
    names = ",".join(str(path.relative_to(ROOT))[:-3].replace("/", ".") for path in PURE)
    check = f"import {names}, sys; sys.exit('django' in sys.modules or 'lxml' in sys.modules)"
    subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=True)


@pytest.mark.parametrize("name", ALONE)
def test_dangerous_things_stay_in_one_file(name):
    for path in sources(*ROOMS):
        place = str(path.relative_to(ROOT))
        if not place.startswith(tuple(ALONE[name])):
            assert not re.search(rf"\b(?:import|from) {name}\b|\b{name}\(", path.read_text()), place


def test_templates_mark_nothing_safe():
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\|\s*safe\b|autoescape off|\bstyle=|\bon\w+=|<script>", text), path


def test_there_are_no_signals_and_no_catch_all_rooms():
    for path in sources(*ROOMS):
        assert "@receiver" not in path.read_text(), path
        assert path.stem not in ("utils", "helpers", "common", "services"), path


def test_files_have_one_purpose_and_stay_short():
    for path in [
        *sources(*ROOMS),
        *(ROOT / "static").rglob("*.js"),
        *(ROOT / "static").rglob("*.css"),
    ]:
        assert len(path.read_text().splitlines()) <= LONGEST + 20, path


def test_each_module_says_what_it_is():
    for path in sources(*ROOMS):
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree) or not tree.body, f"{path} has no docstring"


def test_the_architecture_page_names_every_module():
    page = (ROOT / "docs/architecture.md").read_text()
    for path in sources(*ROOMS):
        if path.name == "__init__.py" or "commands" in path.parts:
            continue
        place = str(path.relative_to(ROOT))
        folder = f"{path.parent.relative_to(ROOT)}/"
        assert place in page or f"`{path.name}`" in page or folder in page, (
            f"{place} is not on the map"
        )


def test_the_five_named_packages_are_in_use(settings):
    text = "\n".join(path.read_text() for path in sources(*ROOMS))
    required = (ROOT / "requirements.txt").read_text()
    for package in ("django", "django-htmx", "whitenoise", "bleach", "pytest-django"):
        assert re.search(rf"^{package}==", required, re.MULTILINE), package
    assert "django_htmx" in settings.INSTALLED_APPS
    assert "request.htmx" in text
    assert any("whitenoise" in name for name in settings.MIDDLEWARE)
    assert "import bleach" in text
    assert "DJANGO_SETTINGS_MODULE" in (ROOT / "pyproject.toml").read_text()
