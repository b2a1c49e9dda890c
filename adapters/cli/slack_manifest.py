"""`yulu slack-manifest`: the manifest of the Slack app, made from the command table."""

import typer

from adapters.cli.compose import read_config
from adapters.slack.manifest import dumped, manifest
from bot.commands import COMMANDS

app = typer.Typer(rich_markup_mode=None)


@app.command()
def slack_manifest() -> None:
    """Write the manifest as YAML, for "Create an app from a manifest".

    Example: YULU_SLACK_PREFIX=y- yulu slack-manifest > manifest.yaml
    """
    config = read_config()
    made = manifest(
        COMMANDS,
        prefix=config.slack_prefix,
        public_url=config.slack_public_url,
        assistant=config.slack_assistant,
    )
    typer.echo(dumped(made), nl=False)
