"""All that imports Slack's SDK."""

from adapters.slack.client.app import Slack, connected, run

__all__ = ["Slack", "connected", "run"]
