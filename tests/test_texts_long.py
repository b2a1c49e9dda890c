from bot.texts import text


def test_a_long_quote_stands_whole_in_its_message() -> None:
    words = "好" * 100_000

    assert words in text("en", "nobody", query=words)
