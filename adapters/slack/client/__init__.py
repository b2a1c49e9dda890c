"""All that imports Slack's SDK."""

from adapters.slack.client.app import Slack
from adapters.slack.client.serve import connected, run

__all__ = ["Slack", "connected", "run"]
