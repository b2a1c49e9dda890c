## Reports that were settled

report-applied = Thank you: what you reported is set right now: “{ $quote }”
report-rejected = Thank you for your report. It was checked, and the quote stays as it is: “{ $quote }”

## The command /settings

command-settings = What this channel has chosen, and changing it
    .name = settings
option-settings-name = Which setting; leave empty to see them all
    .name = name
option-settings-value = What it should be
    .name = value
option-settings-scope = For this channel (usual), or as the default of all channels here
    .name = scope
option-settings-reset = Take the choice back: of one setting, or of all
    .name = reset
option-settings-log = Show who changed what, and when
    .name = log
option-settings-form = Open a form
    .name = form

setting-language = Language
    .meaning = The language I answer in; quotes stay as they are
    .allowed = asker, en, zh-Hans or zh-Hant
setting-script = Chinese script
    .meaning = How Chinese quotes are written; a converted quote says so
    .allowed = as-spoken, zh-Hans or zh-Hant
setting-speakers = Speakers
    .meaning = Whose words are quoted here
    .allowed = names, parted by commas; all for everybody
setting-sources = Interviews
    .meaning = Which interviews are quoted from here
    .allowed = titles or ids, parted by commas; all for every one
setting-results = Results per answer
    .meaning = How many quotes an answer shows at a time
    .allowed = 1 to 10
setting-private = Private answers
    .meaning = Whether only the one who asks sees the answer
    .allowed = on or off
setting-mentions = Mentions
    .meaning = Whether I answer when somebody mentions me
    .allowed = on or off
setting-threads = Threads
    .meaning = Whether I answer mentions in a thread of their own
    .allowed = on or off
setting-zone = Time zone
    .meaning = The zone that times here are told in
    .allowed = a city or a zone such as Asia/Taipei

choice-language = { setting-language }
choice-script = { setting-script }
choice-speakers = { setting-speakers }
choice-sources = { setting-sources }
choice-results = { setting-results }
choice-private = { setting-private }
choice-mentions = { setting-mentions }
choice-threads = { setting-threads }
choice-zone = { setting-zone }
choice-room = This channel
choice-workspace = All channels here
choice-asker = Each asker's own
choice-en = English
choice-zh-Hans = Simplified Chinese
choice-zh-Hant = Traditional Chinese
choice-as-spoken = As in the document
choice-on = On
choice-off = Off

settings-everything = all
settings-inherited = the default
settings-gone = none that is here
settings-changed = Changed for this channel:
settings-changed-workspace = Changed for all channels here that have not chosen otherwise:
settings-line = { $label }: { $value }
settings-log-line = { $when } · { $who } · { $label }: { $old } → { $new }
settings-log-workspace = { $when } · { $who } · { $label }, for all channels: { $old } → { $new }
settings-log-empty = Nothing has been changed here yet.
settings-log-you = you
settings-log-deleted = deleted
settings-log-nobody = somebody
list-comma = { ", " }

action-settings = Settings
action-form-answers = Change answers
action-form-room = Change behaviour
action-log = Who changed what
action-reset = Reset all
action-save = Save

who-may-discord = People with the permission Manage Channels can change these.
who-may-slack = The channel's creator and the workspace's admins and owners can change these.
who-may-console = Whoever runs this terminal can change these.

error-setting-unknown = There is no setting “{ $name }”. There are: { $allowed }.
error-setting-value = “{ $value }” is not possible for { $name }. Allowed: { $allowed }.
error-setting-pairs = I can't read “{ $value }”. Write a setting and its value, such as results=5.
error-no-workspace = There are no other channels here that a default could be for.
error-may-not-manage-workspace = Only those who manage the whole server or workspace can change the default of all its channels. Nothing was changed.

## The commands /speakers and /sources

command-speakers = Who speaks in the interviews that can be quoted here
    .name = speakers
option-speakers-page = Which page
    .name = page
command-sources = The interviews that can be quoted here
    .name = sources
option-sources-page = Which page
    .name = page

speakers-title = { $count ->
    [0] Nobody speaks here yet
    [one] One speaker
   *[other] { $count } speakers
}
speaker-detail = { $turns ->
    [one] one turn
   *[other] { $turns } turns
} in { $sources ->
    [one] one interview
   *[other] { $sources } interviews
}
sources-title = { $count ->
    [0] There are no interviews here yet
    [one] One interview
   *[other] { $count } interviews
}
source-turns = { $turns ->
    [one] one turn
   *[other] { $turns } turns
}
source-undated = date unknown

## The command /help

command-help = What I can do here, with examples
    .name = help
help-title = Who said what, when, in which words
help-text = I quote from { $sources ->
    [one] one interview
   *[other] { $sources } interviews
} with { $speakers ->
    [one] one speaker
   *[other] { $speakers } speakers
}. Every answer shows the words, who said them, when and where, or says that nobody did.
help-mention = You can also mention me and ask in your own words.
help-empty = There is nothing here to quote from yet. Whoever runs me can add documents.

## The command /privacy

command-privacy = What is stored about you and this channel, and deleting it
    .name = privacy
option-privacy-forget = Delete what is stored about you, or about this channel
    .name = delete
choice-me = About me
choice-here = About this channel

privacy-title = What is stored about you and this channel
privacy-about-me = About you
privacy-about-here = About this channel
privacy-nothing = nothing
privacy-expiry = What expires
privacy-expiry-detail = The question behind an answer is kept for 7 days, so that follow-ups work; what a button needs for 30 days. No other message is stored.
kept-settings = { $count ->
    [one] one setting
   *[other] { $count } settings
}
kept-changes = { $count ->
    [one] one change of a setting in the record
   *[other] { $count } changes of settings in the record
}
kept-schedules = { $count ->
    [one] one daily quote
   *[other] { $count } daily quotes
}
kept-seen = { $count ->
    [one] one quote already shown
   *[other] { $count } quotes already shown
}
kept-answers = { $count ->
    [one] one answered question
   *[other] { $count } answered questions
}
kept-reports = { $count ->
    [one] one report of a quote
   *[other] { $count } reports of quotes
}
kept-notices = { $count ->
    [one] one message still to be sent
   *[other] { $count } messages still to be sent
}
privacy-forgotten-me = Deleted. In the record of settings you are now “deleted”; daily quotes that you set up go on without your name.
privacy-forgotten-here = Deleted: this channel has no settings, no daily quotes and no history any more.
privacy-sure = This deletes the settings, the daily quotes and the history of this channel for everybody in it. It cannot be undone.
action-forget-me = Delete what is about me
action-forget-here = Delete what is about this channel
action-forget-sure = Yes, delete it

## Reports and buttons

report-thanks = Thank you. Somebody will check it; until then this quote is not used as a daily or random one. You will hear from me.
report-enough = Thank you, that is a lot of reports for now. The earlier ones are being checked first.
expired = This button is too old: what it needs has been deleted. Please ask again.
