"""What carries the core's answers: the terminal, Discord, Slack, the clock."""
