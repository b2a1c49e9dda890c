"""An interaction in, a reply out."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC
from string import ascii_letters
from types import MappingProxyType

from bot import completion, mention
from bot.command import Command, Context, Reads
from bot.commands import COMMANDS
from bot.errors import StoreError, UserError
from bot.excerpt import visible
from bot.interaction import ChannelRef, Interaction, Via, decode, encode
from bot.reply import Action, Notice, Reply
from bot.reply.form import Choices
from bot.reply.found import Attribution, Candidate, Quotes
from bot.retrieval.search import Searcher
from bot.settings import ChannelSettings
from bot.store import Store
from bot.texts import negotiate, text

log = logging.getLogger(__name__)
KEPT = "~"


@dataclass(slots=True)
class Bot:
    """Answers interactions. `searcher` may be exchanged while it runs, for one over newer documents."""

    searcher: Searcher
    store: Store
    posts: bool = field(default=True, kw_only=True)
    """Whether a clock posts the daily quotes that are set up here."""

    async def handle(self, asked: Interaction) -> Reply:
        """Return the answer, after keeping what it asks to keep. Never raises: an error is a notice."""
        locale: str = negotiate(asked.user.locale)
        asked = replace(asked, options={name: visible(given) for name, given in asked.options.items()})
        try:
            settings = await self.store.settings(asked.channel)
            locale = _locale(settings, asked)
            return await self._answer(asked, settings, locale)
        except UserError as error:
            return refusal(asked, error, locale)
        except StoreError:
            log.exception("store", extra={"request": asked.request})
            return _notice(asked, locale, text(locale, "error-store", request=asked.request))
        except Exception:
            log.exception("unexpected", extra={"request": asked.request, "command": asked.command})
            return _notice(asked, locale, text(locale, "error-unexpected", request=asked.request))

    async def _answer(self, asked: Interaction, settings: ChannelSettings, locale: str) -> Reply:
        searcher = self.searcher.visible_to(asked.channel.workspace_key)
        context = Context(searcher, settings, locale, asked.at.astimezone(UTC), posts=self.posts)
        if asked.via is Via.AUTOCOMPLETE:
            return Reply(Choices(completion.complete(asked, context)), asked, locale, private=True)
        if asked.via not in {Via.MENTION, Via.MESSAGE_MENU}:
            return await self._commanded(asked, context)
        reading = mention.read(asked, context, await self._answered(asked))
        try:
            reply = await self._commanded(reading.interaction, context)
        except UserError as error:
            reply = refusal(reading.interaction, error, locale)
        if asked.via is Via.MESSAGE_MENU:
            return replace(reply, private=True)
        return _offering(reply, reading.other, locale)

    async def _commanded(self, asked: Interaction, context: Context) -> Reply:
        command = COMMANDS.get(asked.command)
        if command is None:
            raise UserError("error-command-unknown", {"name": asked.command[:50]})
        reply = self.computed(command, asked, await self._loaded(context, asked, command.reads))
        await self._keep(command, reply)
        return reply

    def computed(self, command: Command, asked: Interaction, context: Context) -> Reply:
        """Return a command's answer, computed without database and network."""
        return command.answer(asked, context)

    async def _answered(self, asked: Interaction) -> Interaction | None:
        kept = await self.store.recall(asked.channel, asked.replies_to) if asked.replies_to else None
        return decode(kept, asked) if kept else None

    async def _loaded(self, context: Context, asked: Interaction, reads: Iterable[Reads]) -> Context:
        for read in reads:
            match read:
                case Reads.SCHEDULES:
                    context = replace(context, schedules=await self.store.schedules(asked.channel))
                case Reads.OWN_SCHEDULES:
                    context = replace(context, schedules=await self.store.schedules_of(asked.user))
                case Reads.SEEN:
                    seen = await self.store.seen(asked.channel)
                    recent = await self.store.recent_speakers(asked.channel)
                    context = replace(context, seen=seen, recent_speakers=recent)
                case Reads.SETTINGS:
                    own = await self.store.own_settings(asked.channel)
                    log_ = await self.store.settings_log(asked.channel)
                    context = replace(context, own_settings=own, settings_log=log_)
                case Reads.PERSON:
                    context = replace(context, person=MappingProxyType(await self.store.person(asked)))
                case Reads.REPORTS:
                    context = replace(context, reported=await self.store.reported())
        return context

    async def _keep(self, command: Command, reply: Reply) -> None:
        if not reply.changes:
            return
        if command.manages and not (reply.interaction.user.may_manage or reply.interaction.via is Via.CLOCK):
            raise UserError("error-may-not-manage")
        await self.store.apply(reply.interaction, reply.changes)

    async def ids(self, reply: Reply, longest: int) -> tuple[str, ...]:
        """Return a component id for each action, of `longest` characters at most, all different."""
        encoded = [encode(action.interaction) for action in reply.actions]
        return tuple([await self._short(text_, number, longest) for number, text_ in enumerate(encoded)])

    async def _short(self, encoded: str, number: int, longest: int) -> str:
        first = ascii_letters[number]
        if 1 + len(encoded) <= longest:
            return first + encoded
        return f"{first}{KEPT}{await self.store.keep_text(encoded)}"

    async def pressed(self, component_id: str, press: Interaction) -> Interaction:
        """Return the interaction that a component's id carries; an expired or forged one is `expired`."""
        encoded: str | None = component_id[1:]
        if component_id[1:2] == KEPT:
            encoded = await self.store.kept_text(component_id[2:])
        try:
            return decode(encoded or "", press)
        except ValueError:
            return press.asking("expired")

    async def sent(self, reply: Reply, message: str) -> None:
        """Remember which answer a message of ours gave, so that a follow-up can refer to it."""
        await self.store.remember(_with_what_was_shown(reply), message)

    async def settings(self, channel: ChannelRef) -> ChannelSettings:
        """Return a room's settings: adapters ask whether mentions are answered there."""
        return await self.store.settings(channel)


def _locale(settings: ChannelSettings, asked: Interaction) -> str:
    return negotiate(asked.user.locale) if settings.language == "asker" else settings.language


def _offering(reply: Reply, other: Interaction | None, locale: str) -> Reply:
    """Return a reply with a button for the second reading of the question."""
    if other is None:
        return reply
    label = text(locale, f"action-read-as-{other.command}")
    return replace(reply, actions=(*reply.actions, Action(label, other, anew=True)))


def _with_what_was_shown(reply: Reply) -> Interaction:
    match reply.body:
        case Quotes(hits=(hit, *_)) | Attribution(candidates=(Candidate(hit=hit), *_)):
            return reply.interaction.with_options(shown=hit.passage, shown_by=hit.speaker.id)
        case _:
            return reply.interaction


def refusal(asked: Interaction, error: UserError, locale: str) -> Reply:
    """Return the notice that tells the asker what to mend."""
    return _notice(asked, locale, text(locale, error.message, **error.arguments))


def _notice(asked: Interaction, locale: str, said: str) -> Reply:
    return Reply(Notice(said, "error"), asked, locale, private=True)
