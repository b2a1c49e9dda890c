## The command /daily

command-daily = A good quote every day, at a time of your choice
    .name = daily
option-daily-action = On, off, show, skip the next, one now, preview
    .name = action
option-daily-time = When: 08:30, 8:30am, half past 8
    .name = time
option-daily-zone = In which time zone: a city, or Europe/Berlin
    .name = zone
option-daily-weekdays = On which days: mon-fri, weekdays, sat and sun
    .name = weekdays
option-daily-speakers = Whose words, parted by commas; “all” for everybody's
    .name = speakers
option-daily-sources = From which interviews, parted by commas; “all” for all
    .name = sources
option-daily-topic = What it should be about
    .name = topic
option-daily-channel = Where to post it, if not here
    .name = channel
option-daily-id = Which one, by its number in /daily show
    .name = which
choice-show = Show
choice-skip = Skip the next
choice-now = One right now
choice-preview = Preview the next

daily-when = { $time } ({ $city }), { $days }
daily-every-day = every day
daily-weekdays = weekdays
daily-weekend = weekends
daily-days = { $first } to { $last }
daily-from = from { $what }
daily-from-everything = from everything here
daily-topic = about { $topic }
daily-thread = in a thread
daily-never = Nothing posted yet
daily-last = Last: { $moment }, { $name }
daily-state-paused = Paused: I can't post there. I try again every day at this time, and go on as soon as it works.
daily-state-waiting = The quote of { $day } could not be posted yet; I am trying again.
daily-state-unknown = Whether the quote of { $day } was posted is unknown: the connection broke at that moment.
daily-state-missed = The quote of { $day } was missed: it could not be posted in time.
daily-state-refused = The quote of { $day } was refused.
daily-state-empty = On { $day } there was nothing to post: nothing it draws from stands by itself.

daily-on = Set. The next quote comes on { $next }.
daily-on-now = Set. Today's time is past already, so today's quote comes right now.
daily-on-unposted = Understood. In a channel, the next quote would come on { $next }.
daily-unposted = From a terminal nothing is posted: it does not stay until then, and forgets this when you leave. For a quote a day, start Yulu on Discord or Slack (yulu run) and set it up there. /daily now shows one at once.
daily-elsewhere = It is posted in the other channel; change it there.
daily-nothing = Nothing in what this draws from stands by itself well enough for a daily quote.
daily-several = This channel has { $count } daily quotes now.
daily-off = { $count ->
    [one] Stopped.
   *[other] { $count } daily quotes stopped.
}
daily-which = Which one?
daily-list = { $count ->
    [one] The daily quote of this channel:
   *[other] The { $count } daily quotes of this channel:
}
daily-none = There is no daily quote here yet. Set one up with /daily on 08:30
daily-skipped = { $day } is skipped. The next quote comes on { $next }.
daily-unskipped = Nothing is skipped. The next quote comes on { $next }.
daily-preview = Preview for { $day }
daily-anniversary = { $years ->
    [one] A year ago today
   *[other] { $years } years ago today
}
daily-paused-notice = I can't post the daily quote of { $when } in { $channel } any more: { $reason }. Let me see the channel and write in it, or stop the quote with /daily off. I try again every day at that time, and go on as soon as it works.

action-daily-preview = Preview
action-daily-skip = Skip the next
action-daily-unskip = Don't skip
action-daily-off = Stop

error-daily-action = /daily { $value } is unknown. Allowed: { $allowed }.
error-daily-time = “{ $value }” is no time of day. Allowed: 00:00 to 23:59, such as 08:30, 8:30pm or 早上八点半.
error-daily-time-missing = At what time? For instance: /daily on 08:30
error-daily-weekdays = “{ $value }” are no weekdays. Allowed: mon-fri, weekdays, sat and sun, every day.
error-daily-zone = I know no time zone “{ $value }”. Allowed are cities and IANA names, such as { $allowed }.
error-daily-channel = “{ $value }” is no channel of this workspace.
error-daily-elsewhere = Only those who manage the whole server or workspace can set up a daily quote in another channel. Ask there instead. Nothing was changed.
error-daily-many = A channel can have { $most } daily quotes. Stop one first: /daily off
error-daily-unknown = There is no daily quote “{ $value }” here (any more). /daily show lists them.
error-daily-none = There is no daily quote here yet. Set one up with /daily on 08:30
