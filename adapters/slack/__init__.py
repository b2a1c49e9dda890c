"""Slack: payloads in, payloads out. Only `client` imports the SDK."""
