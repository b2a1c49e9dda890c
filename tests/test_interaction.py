"""A component's id carries its whole interaction."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.interaction import ChannelRef, Interaction, decode, encode

names = st.text(min_size=1, max_size=20)
options = st.dictionaries(names, st.text(max_size=200), max_size=6)


@given(names, options)
def test_what_was_encoded_is_read_back(command: str, given_options: dict[str, str]) -> None:
    asked = Interaction(command, given_options)
    back = decode(encode(asked), Interaction("other"))
    assert (back.command, dict(back.options)) == (command, given_options)


@given(st.text(max_size=200))
def test_a_forged_id_is_an_interaction_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        decode(text, Interaction("quote"))


@pytest.mark.parametrize("text", ["", "1", "2|quote", "1|quote|page", "1|quote|a=b=c"])
def test_an_id_of_another_kind_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not an"):
        decode(text, Interaction("quote"))


def test_a_thread_shares_the_settings_of_its_channel() -> None:
    channel = ChannelRef("slack", "C1", "T1")
    assert ChannelRef("slack", "C1", "T1", thread="9").key == channel.key


def test_asking_leaves_out_what_is_empty() -> None:
    asked = Interaction("help").asking("quote", text="future", speaker="", page=None)
    assert (asked.command, dict(asked.options)) == ("quote", {"text": "future"})


def test_changing_an_option_keeps_the_others() -> None:
    asked = Interaction("quote", {"text": "future", "page": "1"})
    assert dict(asked.with_options(page=2, speaker=None).options) == {"text": "future", "page": "2"}
