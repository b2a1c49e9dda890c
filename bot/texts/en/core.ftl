## What stands around a quote

nobody = Nobody in this corpus speaks of “{ $query }”.
nobody-filtered = Nobody speaks of “{ $query }” in what you narrowed it to.
nothing-to-quote = There is nothing here to quote from yet.
weak = These words are found nowhere together. The nearest passage:
notes = Paraphrase, not their words
translated = Translated from { $language } by { $translator }
translated-unsigned = Translated from { $language }, translator not named
converted = Script converted
hit-number = { $number } of { $total }
context-before = Before
context-after = After
shortened = (shortened)

language-en = English
language-zh = Chinese
language-other = the original

## Buttons

action-previous = ◀
action-next = ▶
action-context = Context
action-context-off = Hide context
action-others = Who else
action-share = Share
action-wrong-speaker = Wrong speaker
action-garbled = Garbled
action-again = Another

## Errors

error-unexpected = Something went wrong on my side, and it has been noted. If you report it, mention { $request }.
error-store = I can't reach my records just now; nothing was changed. If it stays so, mention { $request }.
error-command-unknown = I don't know “{ $name }”. /help lists what I can do.
error-may-not-manage = Only people who may manage this channel can change that. Nothing was changed.
error-date = “{ $value }” is no date I can read. Allowed: 2025, 2025-03 or 2025-03-01.
error-dates-order = “since” is later than “until”, so nothing can lie between them.
error-speaker-unknown = No speaker here is called “{ $name }”. /speakers lists them all.
error-speaker-ambiguous = “{ $name }” could be { $names }. Which one do you mean?
error-source-unknown = No source here is called “{ $name }”. /sources lists them all.
error-passage-unknown = That passage is not here (any more).
error-number = “{ $value }” is no number I can use here.
error-too-long = That is too long: { $most } characters at most.
error-bad-line = That line is not JSON of the form { $form }.

## The command /quote

command-quote = Find a quote, or get a good one
    .name = quote
option-quote-text = What it should be about; leave empty for a good one at random
    .name = text
option-quote-speaker = Whose words
    .name = speaker
option-quote-source = From which interview
    .name = source
option-quote-since = Said since: 2025, 2025-03 or 2025-03-01
    .name = since
option-quote-until = Said until: 2025, 2025-03 or 2025-03-01
    .name = until

## The terminal

chat-welcome = Ask in your own words or with a command: /quote, /who-said, /timeline, /help. Tab completes, a number presses a button, Ctrl-D leaves.

## Asking in one's own words

small-talk = Happy to help. You can ask me, for instance:
small-talk-who-said = Who said “{ $words }”?
small-talk-quote = What does { $name } think about { $topic }?
small-talk-timeline = How has the talk about { $topic } changed?
action-read-as-quote = Just quotes
action-read-as-who-said = Who said this?
action-read-as-timeline = Through time

## A person's own page

home-title = Today's words
home-language = I answer you in { $language }.
