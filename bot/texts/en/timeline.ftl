## The command /timeline

command-timeline = How what they say about a topic changed
    .name = timeline
option-timeline-topic = What it should be about
    .name = topic
option-timeline-speaker = Only this speaker
    .name = speaker
option-timeline-since = Said since: 2025, 2025-03 or 2025-03-01
    .name = since
option-timeline-until = Said until: 2025, 2025-03 or 2025-03-01
    .name = until

## /timeline: around the points

timeline-heading = “{ $topic }” through time
timeline-sources = { $count } sources speak of it
timeline-one-source = Only one source speaks of it.
timeline-passages = { $count ->
    [one] 1 passage
   *[other] { $count } passages
}
timeline-share = { $percent } % of it
timeline-share-small = under 1 % of it
timeline-years-meant = looks ahead to { $years }
timeline-figures = figures: { $figures }
timeline-only = Only { $name }
timeline-everybody = Everybody
error-topic-missing = Say which topic, as in: /timeline AI safety
timeline-undated = no date
timeline-undated-heading = Without a date

## The picture

timeline-alt = How often “{ $topic }” is spoken of, a row for each speaker:
timeline-alt-point = { $date } { $source }, { $speakers }: { $count ->
    [one] 1 passage
   *[other] { $count } passages
}
timeline-alt-more = and { $count } more
timeline-others = { $count ->
    [one] 1 other
   *[other] { $count } others
}
timeline-scale = Number and size: passages
