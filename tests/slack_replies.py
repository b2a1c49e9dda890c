"""Replies of every kind, about people and talks that do not exist."""

from dataclasses import replace
from datetime import UTC, datetime, time

from bot.corpus.model import Kind, Names, PartialDate, Source, Span, Speaker
from bot.interaction import ChannelRef, Interaction, UserRef
from bot.reply import Action, Notice, Reply, Style
from bot.reply.form import Choice, Field, Form
from bot.reply.found import (
    Attribution,
    Candidate,
    ContextTurn,
    DiffPart,
    Hit,
    Point,
    Quotes,
    Timeline,
    Verdict,
)
from bot.reply.pages import (
    Help,
    HelpRow,
    Home,
    Listing,
    ListingRow,
    ScheduleList,
    ScheduleRow,
    SettingRow,
    Settings,
)
from bot.schedule import Rule, Schedule

ASKED = Interaction(
    "quote",
    {"text": "tides"},
    ChannelRef("slack", "C1", "T1"),
    UserRef("slack", "U1"),
    request="r1",
)
WEN = Speaker("wen-example", Names("Wen Example", "文例", "文例"))
ODA = Speaker("oda-sample", Names("Oda Sample", "小田样", "小田樣"))
TALK = Source(
    "tide-talk",
    Names("On Tides", "谈潮汐", "談潮汐"),
    show="The Harbour Hour",
    date=PartialDate(2021, 5, 3),
    url="https://example.org/talks/tides",
)
UNDATED = replace(TALK, id="old-talk", date=None, url="")


def hit(quote: str = "The tide keeps no diary.", **changes: object) -> Hit:
    plain = Hit("tide-talk-00000001", quote, quote, WEN, TALK, 3, highlights=(Span(4, 8),), start=754.0)
    return replace(plain, **changes)  # type: ignore[arg-type]


def reply(body: object, **changes: object) -> Reply:
    actions = (
        Action("◀", ASKED.with_options(hit=0), disabled=True),
        Action("▶", ASKED.with_options(hit=2)),
        Action("Context", ASKED.with_options(context="on"), Style.PRIMARY),
        Action("Wrong speaker", ASKED.asking("report", reason="speaker"), Style.DANGER, anew=True),
    )
    return replace(Reply(body, ASKED, actions=actions), **changes)  # type: ignore[arg-type]


TURN = ContextTurn(ODA, 2, "And what does the sea write down?")
CARD = hit(before=(TURN,), after=(replace(TURN, turn=4, text="Then who remembers?"),))
HELP = Help(
    "What you can ask",
    "Ask in your own words.",
    (HelpRow("/quote tides", "Find a quote"),),
    ("who said the tide keeps no diary", "/timeline tides"),
)
ROW = ScheduleRow(
    Schedule("s1", "slack:T1:C1", Rule(time(8, 30), "Europe/Berlin")),
    datetime(2026, 11, 23, 7, 30, tzinfo=UTC),
    "everybody",
    "yesterday: Wen Example",
)
FORM = Form(
    "Settings of this channel",
    (
        Field(
            "language",
            "Language",
            "en",
            choices=(Choice("English", "en"), Choice("简体中文", "zh-Hans")),
            required=True,
        ),
        Field("speakers", "Speakers", "wen-example", choices=(Choice("Wen", "wen-example"),), several=True),
        Field("zone", "Time zone", "Europe/Berlin", "An IANA name"),
    ),
    ASKED.asking("settings"),
    "Save",
)
POINT = Point(TALK, (WEN,), 4, 0.12, hit(), years_meant=(2030,))
BODIES: dict[str, object] = {
    "quotes": Quotes("tides", 3, (CARD, hit("Boats forget.", speaker=ODA)), heading="Good morning!"),
    "weak": Quotes("tides", 1, (hit(weak=True, verbatim=False, converted=True),)),
    "nobody": Quotes("tides", 0),
    "said": Attribution(
        "The tide has no diary",
        Verdict.NEAR,
        (
            Candidate(
                hit(),
                0.9,
                (DiffPart("The tide", "The tide"), DiffPart(" has", " keeps"), DiffPart("", " no diary")),
                "oda-sample",
                "Oda Sample",
                partial=True,
            ),
        ),
    ),
    "said-by-nobody": Attribution("Nothing", Verdict.NOT_FOUND, related=(hit(),), remark="An editor's aside"),
    "timeline": Timeline(
        "tides", (POINT, replace(POINT, lines=(hit(), hit()))), (replace(POINT, source=UNDATED),)
    ),
    "settings": Settings(
        (SettingRow("zone", "Time zone", "UTC", "UTC", "Dates are told in it", "an IANA name"),),
        may_change=False,
        who_may="Only the channel's creator.",
        log=("Wen: zone UTC → Europe/Berlin",),
    ),
    "schedules": ScheduleList((ROW, replace(ROW, next_at=None, state="paused")), "Done."),
    "listing": Listing("Speakers", (ListingRow("w", "Wen", "4 talks", "https://example.org/w"),), 1, 2),
    "help": HELP,
    "home": Home("Yulu", hit(), "Your language: English", (ROW,), HELP),
    "notice": Notice("No source here is called <!channel> & Co."),
    "form": FORM,
}
assert TALK.kind is Kind.VERBATIM
