"""/who-said: whose words these are, or an honest no."""

from collections.abc import Sequence
from dataclasses import replace

from bot.command import Command, Context, Option, OptionKind, reply
from bot.commands.hits import hit, showing
from bot.commands.narrowing import filters, speakers
from bot.errors import UserError
from bot.excerpt import shorten, visible
from bot.interaction import Interaction
from bot.reply import Action, Reply
from bot.reply.found import Attribution, Candidate, Hit, Verdict
from bot.retrieval.attribution import LONGEST, Attributed, Match, attribute
from bot.retrieval.attribution.quoting import OTHERS, quoted
from bot.retrieval.attribution.sentence import in_sentence
from bot.retrieval.filters import Filters
from bot.retrieval.search import Ranked

_RELATED = 2
_REMARK = 300
"""Characters of an editor's words that are shown."""


def answer(interaction: Interaction, context: Context) -> Reply:
    """Return who said the fragment.

    Raises:
        UserError: there is none, or it is too long to be a quote.
    """
    fragment = visible(interaction.option("fragment")).strip()
    if not fragment:
        raise UserError("error-fragment-missing")
    if len(fragment) > LONGEST:
        raise UserError("error-too-long", {"most": LONGEST})
    narrowed = filters(interaction, context)
    found = attribute(fragment, context.searcher, narrowed)
    candidates = tuple(
        candidate for match in found.matches if (candidate := _candidate(match, context)) is not None
    )
    if candidates:
        heading = "" if found.speakers else _heading(interaction.option("whose"), candidates, context)
        said = Attribution(fragment, found.verdict, candidates, speakers=found.speakers, heading=heading)
    else:
        said = _nobody(fragment, found, narrowed, context)
    answered = reply(interaction, context, said)
    if interaction.option("public"):
        answered = replace(answered, private=False)
    return replace(answered, actions=_actions(answered, candidates, context))


def _candidate(match: Match, context: Context) -> Candidate | None:
    corpus = context.searcher.corpus
    first = match.spoken.passages[0]
    found = in_sentence(match, corpus.sources[first.source].rights.longest_quote)
    if found is None:
        return None
    passage, snippet = found
    inner = quoted(match.spoken, match.place, corpus)
    return Candidate(
        showing(Ranked(passage, match.similarity), snippet, context),
        match.similarity,
        match.diff,
        inner.speaker if inner else "",
        _name(inner.speaker, context) if inner and inner.speaker != OTHERS else "",
        match.partial,
    )


def _name(speaker: str, context: Context) -> str:
    known = context.searcher.corpus.speakers.get(speaker)
    return known.names.for_locale(context.locale) if known else speaker


def _heading(whose: str, candidates: Sequence[Candidate], context: Context) -> str:
    """Return whether it was the person of whom that was asked; empty if that was not asked."""
    if not whose:
        return ""
    try:
        people = speakers(whose, context)
    except UserError:
        people = frozenset()
    name = ", ".join(_name(person, context) for person in sorted(people)) or whose
    for candidate in candidates:
        other = candidate.hit.speaker.names.for_locale(context.locale)
        if candidate.hit.speaker.id in people and not candidate.quoted_speaker:
            return context.text("said-by-them", name=other)
        if candidate.quoted_speaker in people:
            return context.text("said-as-quoted", name=name, other=other)
    first = candidates[0].hit.speaker
    if first.id in people:
        return context.text("said-for-another", name=name)
    return context.text("said-by-another", name=name, other=first.names.for_locale(context.locale))


def _nobody(fragment: str, found: Attributed, narrowed: Filters, context: Context) -> Attribution:
    related = tuple(_related(fragment, narrowed, context))
    return Attribution(fragment, Verdict.NOT_FOUND, related=related, remark=shorten(found.remark, _REMARK))


def _related(fragment: str, narrowed: Filters, context: Context) -> Sequence[Hit]:
    try:
        query = context.searcher.read(fragment)
    except UserError:
        return ()
    ranked = context.searcher.search(query, narrowed, _RELATED).hits
    shown = (hit(each, query, context) for each in ranked if not each.weak)
    return [each for each in shown if each is not None]


def _actions(answered: Reply, candidates: Sequence[Candidate], context: Context) -> tuple[Action, ...]:
    asked = answered.interaction
    actions: list[Action] = []
    if len(candidates) == 1:
        passage = candidates[0].hit.passage
        around = asked.asking("quote", hit=passage, context="on")
        actions.append(Action(context.text("action-context"), around, anew=True))
    if answered.private and candidates:
        actions.append(Action(context.text("action-share"), asked.with_options(public="on"), anew=True))
    if len(candidates) == 1:
        for reason, message in (("speaker", "action-wrong-speaker"), ("garbled", "action-garbled")):
            report = asked.asking("report", passage=passage, reason=reason)
            actions.append(Action(context.text(message), report, anew=True))
    return tuple(actions)


WHO_SAID = Command(
    "who-said",
    answer,
    (
        Option("fragment", required=True),
        Option("whose", hidden=True),
        Option("public", OptionKind.SWITCH, hidden=True),
    ),
    free_text="fragment",
)
