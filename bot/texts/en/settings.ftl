## Reports that were settled

report-applied = Thank you: what you reported is set right now: “{ $quote }”
report-rejected = Thank you for your report. It was checked, and the quote stays as it is: “{ $quote }”
