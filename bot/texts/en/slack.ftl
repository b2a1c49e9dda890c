## Slack: what is said around an answer

slack-close = Close
slack-source = Source
slack-try = Try one of these
slack-status = is looking it up…
slack-too-late = That took a moment too long for a form to open. Please press again.
slack-picture = Timeline: { $topic }

## Slack: the app's own page

slack-description = Who said what, when, in which words: quotes from long interviews, with their source
slack-long-description = Yulu answers from the transcripts of long interviews. Ask what was said about something, who said a sentence, or how what they say changed with time; every answer shows the words, the speaker, the date and the source, and says so when nobody said it. It posts a quote a day where you want one.
slack-shortcut = Who said this?
slack-shortcut-description = Find out who said the words of this message
slack-command-yulu = Settings, speakers, sources, help and privacy; or ask in your own words

## Slack: what can go wrong

slack-not-in-channel = I am not in this channel. Invite me with /invite @{ $name }, and I can answer mentions, post quotes and share here.
slack-archived = This channel is archived, so nothing can be posted here. An admin can bring it back.
slack-missing-scope = I lack the permission “{ $scope }” in this workspace. An admin can give it by installing me again.
slack-restricted = Your workspace does not let me post in this channel. An admin can allow it.
slack-failed = Slack did not take my message ({ $code }). Please try again in a minute.
slack-not-installed = Yulu is no longer installed in this workspace, or its permission has lapsed. An admin can install it again.
