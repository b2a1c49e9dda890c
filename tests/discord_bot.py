"""A bot that answers as it is told, for tests of what stands around the answers."""

import asyncio
import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bot.corpus.model import Names, PartialDate, Source, Span, Speaker
from bot.interaction import ChannelRef, Interaction, Via, decode, encode
from bot.reply import Action, Body, Notice, Reply
from bot.reply.form import Choice, Choices, Field, Form
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
    Listing,
    ListingRow,
    ScheduleList,
    ScheduleRow,
    SettingRow,
    Settings,
)
from bot.schedule import Rule, Schedule
from bot.settings import ChannelSettings

WORDS = "潮水退了以后，才看得见桥墩。"
LIN = Speaker("lin-example", Names("Lin Example", "林示例", "林示例"))
WEN = Speaker("wen-example", Names("Wen Example", "文示例", "文示例"))
SOURCE = Source(
    "river-talk",
    Names("The River Talk", "河边谈话", "河邊談話"),
    show="River Radio",
    date=PartialDate(2025, 3, 1),
    url="https://www.youtube.com/watch?v=example",
    language="en",
    text_language="zh-Hans",
    translator="Ann Example",
)


def hit(quote: str = WORDS, **more: object) -> Hit:
    """Return a quote with everything that can be known of one."""
    whole = Hit(
        "river-talk-1",
        quote,
        quote,
        LIN,
        SOURCE,
        3,
        1.0,
        highlights=(Span(0, 2),),
        translated=True,
        start=754.0,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def quotes(asked: Interaction) -> Body:
    """Return the page asked for of three hits."""
    first = int(asked.option("hit") or 0)
    shown = hit(WORDS if first == 0 else f"第{first}句：{WORDS}")
    if asked.option("context") == "on":
        around = (ContextTurn(WEN, 2, "你看见了什么？"),)
        shown = replace(shown, before=around, after=around)
    return Quotes(asked.option("text"), 3, (shown,), first)


def attribution(asked: Interaction) -> Body:
    """Return a near match."""
    diff = (DiffPart("潮水", "潮水"), DiffPart("走了", "退了"), DiffPart("以后", "以后"))
    return Attribution(
        asked.option("fragment") or asked.option("text"), Verdict.NEAR, (Candidate(hit(), 0.8, diff),)
    )


def timeline(asked: Interaction) -> Body:
    """Return two dated points and one without a date."""
    points = tuple(
        Point(
            replace(SOURCE, id=f"talk-{year}", date=PartialDate(year, 3)), (LIN,), 4, 0.1, hit(), (year + 1,)
        )
        for year in (2023, 2025)
    )
    return Timeline(asked.option("topic"), points, (Point(SOURCE, (WEN,), 1, 0.01, hit(speaker=WEN)),))


def settings(asked: Interaction) -> Body:
    """Return two settings."""
    row = SettingRow(
        "language", "Language", "asker", "the asker's own", "of the texts", "en, zh-Hans, zh-Hant"
    )
    return Settings(
        (row, replace(row, name="private")), asked.user.may_manage, "Only who manages the channel"
    )


def form(asked: Interaction) -> Body:
    """Return a form with an input and a select."""
    choices = (Choice("English", "en"), Choice("简体中文", "zh-Hans"))
    fields = (
        Field("zone", "Time zone", "UTC", "an IANA name"),
        Field("language", "Language", "en", "", choices),
    )
    return Form("Settings of this channel", fields, asked.asking("settings", page="form"), "Save")


def schedules(_: Interaction) -> Body:
    """Return a daily quote."""
    rule = Rule(datetime.time(8, 30), "Asia/Taipei")
    due = datetime.datetime(2026, 11, 23, 0, 30, tzinfo=datetime.UTC)
    return ScheduleList((ScheduleRow(Schedule("1", "discord:1:2", rule), due, "everybody"),), "Set.")


def listing(_: Interaction) -> Body:
    """Return the first of two pages."""
    return Listing("Speakers", (ListingRow("lin-example", "Lin Example", "3 interviews"),), 1, 2)


def help_(_: Interaction) -> Body:
    """Return a short help."""
    return Help(
        "Yulu", "Ask me who said what.", (HelpRow("/quote text:…", "Find a quote"),), ("who said that?",)
    )


BODIES: dict[str, Callable[[Interaction], Body]] = {
    "quote": quotes,
    "who-said": attribution,
    "timeline": timeline,
    "daily": schedules,
    "settings": settings,
    "speakers": listing,
    "sources": listing,
    "help": help_,
    "privacy": lambda _: Notice("Nothing is kept about you."),
    "expired": lambda _: Notice("That button is too old."),
    "form": form,
    "": attribution,
}


@dataclass(slots=True)
class Servers:
    """Remembers which servers left and came back."""

    known: tuple[str, ...] = ()
    gone: list[str] = field(default_factory=list)
    here: list[str] = field(default_factory=list)

    async def workspaces(self, platform: str) -> tuple[str, ...]:
        """See `Keeping`."""
        return tuple(key for key in self.known if key.startswith(platform))

    async def departed(self, workspace: str) -> None:
        """See `Keeping`."""
        self.gone.append(workspace)

    async def returned(self, workspace: str) -> None:
        """See `Keeping`."""
        self.here.append(workspace)


@dataclass(slots=True)
class ScriptedBot:
    """Answers each command by a function of the interaction; can be slow."""

    store: Servers = field(default_factory=Servers)
    slow: float = 0.0
    """Seconds waited for each answer."""
    busy: float = 0.0
    """Seconds computed for each answer."""
    room: ChannelSettings = field(default_factory=ChannelSettings)
    kept: dict[str, str] = field(default_factory=dict)
    asked: list[Interaction] = field(default_factory=list)
    answered: dict[str, Interaction] = field(default_factory=dict)

    async def handle(self, asked: Interaction) -> Reply:
        """See `Bot`."""
        self.asked.append(asked)
        if self.busy:
            until = time.perf_counter() + self.busy
            while time.perf_counter() < until:
                pass
        if self.slow:
            await asyncio.sleep(self.slow)
        if asked.via is Via.AUTOCOMPLETE:
            return Reply(Choices((Choice("林示例 · Lin Example", "lin-example"),)), asked, private=True)
        return reply(asked, private=self.room.private)

    async def ids(self, said: Reply, longest: int) -> tuple[str, ...]:
        """See `Bot`."""
        return tuple(
            [self._id(number, encode(each.interaction), longest) for number, each in enumerate(said.actions)]
        )

    async def pressed(self, component_id: str, press: Interaction) -> Interaction:
        """See `Bot`."""
        try:
            return decode(self.kept.get(component_id, component_id[1:]), press)
        except ValueError:
            return press.asking("expired")

    async def sent(self, said: Reply, message: str) -> None:
        """See `Bot`."""
        self.answered[message] = said.interaction

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """See `Bot`."""
        del channel
        return self.room

    def _id(self, number: int, encoded: str, longest: int) -> str:
        if len(encoded) < longest:
            return f"{number}{encoded}"
        key = f"{number}~{len(self.kept)}"
        self.kept[key] = encoded
        return key


def reply(asked: Interaction, *, private: bool = False) -> Reply:
    """Return what the scripted bot says, with the buttons of a quote."""
    body = BODIES[asked.command](asked)
    hidden = private and asked.option("public") != "on"
    if asked.via is Via.MESSAGE_MENU or asked.command in {"settings", "privacy", "expired"}:
        hidden = True
    if isinstance(body, Quotes):
        return Reply(body, asked, private=hidden, actions=_buttons(asked, private=hidden))
    if asked.via is Via.FORM:
        body = Notice(f"saved {dict(asked.options)}")
    return Reply(body, asked, private=hidden)


def _buttons(asked: Interaction, *, private: bool) -> tuple[Action, ...]:
    first = int(asked.option("hit") or 0)
    return (
        Action("◀", asked.with_options(hit=first - 1), disabled=first == 0),
        Action("▶", asked.with_options(hit=first + 1)),
        Action("Context", asked.with_options(context="on")),
        Action("Who else", asked.asking("who-said", fragment=WORDS), anew=True),
        *((Action("Share", asked.with_options(public="on"), anew=True),) if private else ()),
        Action("Settings", asked.asking("form"), anew=True),
    )
