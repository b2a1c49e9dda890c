import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.retrieval.years import years_meant


@pytest.mark.parametrize(
    ("text", "said", "years"),
    [
        ("大概在2026年或2027年就能跑完。", 2025, (2026, 2027)),
        ("到 2026 年我们造第一座塔，到2030年造完。", 2024, (2026, 2030)),
        ("2026/27年的冬天", 2025, (2026, 2027)),
        ("預計在2031、2032年", 2025, (2031, 2032)),
        ("By 2026 or 2027 we will have it.", 2024, (2026, 2027)),
        ("It comes in 2027, or 2030 at the latest.", 2025, (2027, 2030)),
        ("Sometime between 2045-2050.", 2020, (2045, 2050)),
        ("在2025年底前完工", 2025, (2025,)),
        ("明年再說", 2024, (2025,)),
        ("We open next year.", 2024, (2025,)),
        ("三年后我们再看", 2025, (2028,)),
        ("two years from now", 2024, (2026,)),
        ("within the next 3 years", 2024, (2027,)),
        ("后天，不是后年", 2024, (2026,)),
        ("他们现在预测的年份其实是 2031，以前是别的", 2024, (2031,)),
    ],
)
def test_years_ahead_are_found(text: str, said: int, years: tuple[int, ...]) -> None:
    assert years_meant(text, said) == years


@pytest.mark.parametrize(
    "text",
    [
        "我2019年读过那本书",
        "In 2021 we moved.",
        "《塔 2027》这本小说",
        "花了2030美元",
        "in 2040 people",
        "两三年后谁知道",
        "十到二十年后",
        "五年前、20年前",
        "2025年我加入时，塔已经建好了",
        "以前年年如此，今后年年如此",
        "in 3 years of work",
        "预计成本是2030美元",
        "",
    ],
)
def test_what_is_past_vague_or_no_year_is_left_out(text: str) -> None:
    assert years_meant(text, 2025) == ()


def test_without_a_date_relative_years_mean_nothing() -> None:
    assert years_meant("明年，最晚到2031年会建成", None) == (2031,)


@given(st.text(), st.one_of(st.none(), st.integers(1900, 2100)))
def test_any_text_gives_years_not_before_it_was_said(text: str, said: int | None) -> None:
    assert all(said is None or year >= said for year in years_meant(text, said))
