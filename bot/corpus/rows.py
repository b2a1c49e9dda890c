"""Things of the corpus as rows that JSON can hold: a dataclass is the list of its values."""

from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints


@cache
def names(kind: Any) -> tuple[str, ...]:
    """Return the names of a dataclass's fields: the order of a row."""
    return tuple(field.name for field in fields(kind))


def row_of(thing: Any) -> Any:
    """Return what JSON can hold of a thing."""
    if is_dataclass(thing):
        kind: Any = type(thing)
        return [row_of(getattr(thing, name)) for name in names(kind)]
    if isinstance(thing, tuple):
        return [row_of(each) for each in thing]
    return str(thing) if isinstance(thing, Path) else thing


@cache
def maker(kind: Any) -> Callable[[Any], Any]:
    """Return what makes a thing of a kind out of its row."""
    if get_origin(kind) is UnionType:
        make = maker(next(each for each in get_args(kind) if each is not type(None)))
        return lambda row: None if row is None else make(row)
    if get_origin(kind) is tuple:
        make = maker(get_args(kind)[0])
        return lambda rows: tuple(map(make, rows))
    if hasattr(kind, "__dataclass_fields__"):
        hints = get_type_hints(kind)
        return _of_fields(kind, [maker(hints[name]) for name in names(kind)])
    return _as_it_is if kind in {str, int, float, bool} else _called(kind)


def _of_fields(kind: Any, makes: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    to_make = [(at, make) for at, make in enumerate(makes) if make is not _as_it_is]

    def made(row: Any) -> Any:
        if len(row) != len(makes):
            raise ValueError(f"{len(row)} values for the {len(makes)} fields of {kind.__name__}")
        values = [*row]
        for at, make in to_make:
            values[at] = make(values[at])
        return kind(*values)

    return made


def _called(kind: Any) -> Callable[[Any], Any]:
    made: Callable[[Any], Any] = kind
    return made


def _as_it_is(value: Any) -> Any:
    return value
