"""The highest are found without sorting all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bot.retrieval.highest import Floats, distinct, highest, likely

VALUES = arrays(np.float32, st.integers(0, 60), elements=st.sampled_from([0.0, 0.5, 1.0, 1.5, 2.0, 8.0]))


def many(size: int) -> Floats:
    return np.random.default_rng(size).gamma(1, size=size).astype(np.float32)


def expected(values: Floats, most: int) -> list[int]:
    least = np.sort(values)[::-1][most - 1] if len(values) > most else 0
    return [row for row, value in enumerate(values) if value >= least and value > 0]


@given(VALUES, st.integers(1, 70))
def test_of_few_values_they_are_those_of_a_full_order(values: Floats, most: int) -> None:
    assert highest(values, most).tolist() == expected(values, most)


@pytest.mark.parametrize("size", [4001, 10_000, 33_333])
@pytest.mark.parametrize("most", [1, 10, 400, 3000, 40_000])
def test_of_many_values_as_well(size: int, most: int) -> None:
    values = many(size)
    assert highest(values, most).tolist() == expected(values, most)


@pytest.mark.parametrize("most", [1, 10, 100])
def test_what_is_likely_holds_the_highest_and_not_many_others(most: int) -> None:
    values = many(20_000)
    found = likely(values, most)
    assert set(expected(values, most)) <= set(found.tolist())
    assert len(found) <= 4 * most + 8


def test_where_nothing_is_above_zero_nothing_is_high() -> None:
    assert not len(highest(np.zeros(5000, np.float32), 10))


@given(st.lists(st.integers(0, 9)))
def test_rows_are_told_once(rows: list[int]) -> None:
    assert distinct(np.array(rows, np.int64)).tolist() == sorted(set(rows))
