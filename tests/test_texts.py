"""Every text exists in all three languages, with the same arguments, and every one is used."""

import ast as python
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.commands import COMMANDS
from bot.texts import LOCALES, Locale, messages, text

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "bot" / "texts"


class _Arguments(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()
        self.refers: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.refers.add(node.id.name)


@cache
def entries(locale: Locale) -> dict[str, ast.Message]:
    found: dict[str, ast.Message] = {}
    for path in sorted((FOLDER / locale).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{path}: {entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


def arguments(message: ast.Message) -> set[str]:
    visitor = _Arguments()
    visitor.visit(message)
    return visitor.names


@cache
def sources() -> tuple[str, ...]:
    paths = [path for folder in ("bot", "adapters") for path in (ROOT / folder).rglob("*.py")]
    return tuple(path.read_text("utf-8") for path in paths)


class _Literals(python.NodeVisitor):
    """Collects the strings of a file: whole ones, and patterns of those that are put together."""

    def __init__(self) -> None:
        self.whole: set[str] = set()
        self.patterns: set[str] = set()

    def visit_Constant(self, node: python.Constant) -> None:
        if isinstance(node.value, str):
            self.whole.add(node.value)

    def visit_JoinedStr(self, node: python.JoinedStr) -> None:
        """`kept-{kind}` uses what begins with `kept-`; what begins with a placeholder says nothing."""
        first = node.values[0] if node.values else None
        if isinstance(first, python.Constant) and re.match(r"[a-z]+-", str(first.value)):
            parts = (
                re.escape(str(part.value)) if isinstance(part, python.Constant) else "[a-zA-Z0-9_-]+"
                for part in node.values
            )
            self.patterns.add("".join(parts))
        for part in node.values:
            if isinstance(part, python.FormattedValue):
                self.visit(part.value)


@cache
def used() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Return the strings that stand in the code, and patterns of those that it puts together."""
    found = _Literals()
    for source in sources():
        found.visit(python.parse(source))
    return frozenset(found.whole), tuple(map(re.compile, sorted(found.patterns)))


def declared() -> Iterator[str]:
    """Yield the ids that the command table asks for."""
    for command in COMMANDS.values():
        if f"command-{command.name}" not in messages("en"):
            continue
        yield from (f"command-{command.name}", f"command-{command.name}.name")
        for option in command.options:
            if not option.hidden:
                yield from (
                    f"option-{command.name}-{option.name}",
                    f"option-{command.name}-{option.name}.name",
                )
                yield from (f"choice-{value}" for value in option.choices)


@pytest.mark.parametrize("locale", LOCALES)
def test_all_languages_have_the_same_texts(locale: Locale) -> None:
    assert messages(locale) == messages("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_text_takes_the_same_arguments_in_every_language(locale: Locale) -> None:
    for name, message in entries("en").items():
        assert arguments(entries(locale)[name]) == arguments(message), name


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_empty(locale: Locale) -> None:
    for name, message in entries(locale).items():
        assert message.value or message.attributes, name


@pytest.mark.parametrize("locale", LOCALES)
def test_the_command_table_finds_all_its_texts(locale: Locale) -> None:
    assert set(declared()) <= messages(locale)


def _named(call: python.Call) -> str:
    """Return the id that `text(locale, id)`, `context.text(id)` or `UserError(id)` names; empty if none."""
    function = call.func
    if isinstance(function, python.Name) and function.id in {"text", "UserError", "SettingError"}:
        named = call.args[1:2] if function.id == "text" else call.args[:1]
    elif isinstance(function, python.Attribute) and function.attr == "text":
        named = call.args[:1]
    else:
        return ""
    return next((str(arg.value) for arg in named if isinstance(arg, python.Constant)), "")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_that_the_code_names_exists(locale: Locale) -> None:
    calls = (node for source in sources() for node in python.walk(python.parse(source)))
    named = {name for node in calls if isinstance(node, python.Call) and (name := _named(node))}
    assert named
    assert named <= messages(locale)


def test_every_text_is_used() -> None:
    plain, patterns = used()
    referred = _Arguments()
    for message in entries("en").values():
        referred.visit(message)
    names = plain | referred.refers | set(declared())
    unused = {
        name
        for name in entries("en")
        if name not in names and not any(pattern.fullmatch(name) for pattern in patterns)
    }
    assert not unused


def test_a_text_that_nobody_uses_would_be_found() -> None:
    plain, patterns = used()
    forgotten = "-".join(("zz", "forgotten"))
    assert forgotten not in plain
    assert not any(pattern.fullmatch(forgotten) for pattern in patterns)
    with pytest.raises(LookupError):
        text("en", forgotten)


@pytest.mark.parametrize("locale", ["zh-Hans", "zh-Hant"])
def test_chinese_is_written_and_not_left_in_english(locale: Locale) -> None:
    for name in entries(locale):
        english, chinese = _letters(entries("en")[name]), _letters(entries(locale)[name])
        assert chinese != english or len(english) < 4, name


def _letters(message: ast.Message) -> str:
    spans = (
        element.value
        for element in getattr(message.value, "elements", ())
        if isinstance(element, ast.TextElement)
    )
    return re.sub(r"[^\w]", "", "".join(spans))


def test_traditional_chinese_is_in_the_words_of_taiwan() -> None:
    mainland = {
        "信息",
        "頻道設置",
        "設置",
        "默認",
        "服務器",
        "鏈接",
        "網絡",
        "程序",
        "軟件",
        "文件夾",
        "消息",
        "視頻檔",
        "屏幕",
        "保存為",
    }
    for path in sorted((FOLDER / "zh-Hant").glob("*.ftl")):
        written = path.read_text("utf-8")
        assert not [word for word in mainland if word in written], path.name


@pytest.mark.parametrize(
    ("locale", "other"), [("zh-Hans", "設頻說話這裡來開關語樣"), ("zh-Hant", "设频说话这里来开关语样")]
)
def test_each_script_is_written_in_its_own_characters(locale: Locale, other: str) -> None:
    allowed = {"choice-zh-Hans", "choice-zh-Hant"}
    for name, message in entries(locale).items():
        assert name in allowed or not set(other) & set(_letters(message)), name
