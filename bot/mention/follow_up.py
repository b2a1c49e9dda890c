"""What is said in answer to an answer: "another", "what came before that", "and Dario?"."""

from bot.corpus.model import Corpus
from bot.interaction import Interaction
from bot.mention.names import Named
from bot.mention.phrases import rules
from bot.mention.sentence import NAME, QUOTATION
from bot.mention.strip import politely


def follow_up(named: Named, asked: Interaction, answered: Interaction, corpus: Corpus) -> Interaction | None:
    """Return what a sentence asks of the answer that it replies to; None if it asks something of its own."""
    for rest in politely(named.sentence):
        for rule in rules("follow_up", rest.shape):
            if rest.shape and rule.pattern.fullmatch(rest.shape):
                marks = [mark for mark in rest.shape if NAME <= ord(mark) < QUOTATION]
                who = [named.people[mark] for mark in marks]
                return _asking(rule.asks, asked, answered, who, corpus)
    return None


def _asking(
    ask: str, asked: Interaction, answered: Interaction, who: list[str], corpus: Corpus
) -> Interaction | None:
    again = asked.asking(
        answered.command, **{name.replace("-", "_"): value for name, value in answered.options.items()}
    )
    shown, said_by = answered.option("shown"), answered.option("shown-by")
    again = again.with_options(shown=None, shown_by=None)
    match ask:
        case "more":
            return _next_page(again)
        case "speaker":
            return again.with_options(speaker=",".join(_name(person, corpus) for person in who), page=None)
        case "before" if shown:
            return asked.asking("quote", hit=shown, context="on")
        case "when" if shown:
            return asked.asking("quote", hit=shown)
        case "same-speaker" if said_by:
            return asked.asking(
                "quote", text=_topic(again), speaker=_name(said_by, corpus), page=2 if _topic(again) else None
            )
        case "other-speakers" if said_by:
            return asked.asking("quote", text=_topic(again), besides=said_by)
        case _:
            return None


def _next_page(again: Interaction) -> Interaction:
    if again.command != "quote" or not again.option("text") or again.option("hit"):
        return again.with_options(hit=None, context=None)
    page = again.option("page")
    return again.with_options(page=int(page) + 1 if page.isdecimal() else 2, context=None)


def _topic(again: Interaction) -> str:
    return again.option("text") or again.option("topic") or again.option("fragment")


def _name(person: str, corpus: Corpus) -> str:
    speaker = corpus.speakers.get(person)
    return speaker.names.for_locale("en") if speaker else person
