"""The environment, read once: variables, `.env`, and files for secrets."""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

PREFIX = "YULU_"
ENV_FILE = Path(".env")
_OTHERS = {"YULU_TRANSCRIPTS"}
"""What the compose file reads."""
Names = Annotated[tuple[str, ...], NoDecode]
Paths = Annotated[tuple[Path, ...], NoDecode]


def packaged_seeds() -> Path:
    """Return our own facts and notes: beside the packages in a checkout, else inside the installed one."""
    beside = Path(__file__).parents[1] / "seeds"
    return beside if beside.is_dir() else Path(__file__).parents[1] / "bot" / "seeds"


def _data_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "yulu"


class Config(BaseSettings):
    """Every setting of the process; `YULU_` stands before each name in the environment.

    Raises:
        ValidationError: a value is not allowed; `problems` tells which variable, without the value.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    seeds: Paths = Field(default=(), description="folders of documents and facts, written like PATH")
    data: Path = Field(default_factory=_data_folder, description="where index, database and history are kept")
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="postgresql+asyncpg://… for several processes; empty: SQLite in the data folder",
    )
    reload: bool = Field(default=True, description="whether changed documents are read again while running")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="what is logged"
    )
    log_format: Literal["auto", "human", "json"] = Field(
        default="auto", description="auto: human on a terminal, else JSON"
    )
    health_host: str = Field(default="127.0.0.1", description="where /healthz, /readyz and /metrics listen")
    health_port: int = Field(default=8089, ge=0, le=65535, description="0: nowhere")
    daily_late_hours: float = Field(
        default=3.0, ge=0, le=23, description="how late a daily quote is still posted"
    )
    grace_days: int = Field(
        default=30, ge=0, le=3650, description="until the data of a workspace that left is deleted"
    )

    discord_token: SecretStr = Field(
        default=SecretStr(""), description="the bot's token; without it no Discord"
    )
    discord_guilds: Names = Field(
        default=(), description="ids of the only servers to serve, parted by commas"
    )
    discord_test_guilds: Names = Field(
        default=(), description="ids of servers that get the commands, instead of all"
    )
    discord_shard_count: int | None = Field(
        default=None, ge=1, description="shards of all processes together"
    )
    discord_shard_ids: Names = Field(default=(), description="this process's shards")
    discord_api: str = Field(
        default="", description="another address of the HTTP interface: tests and proxies"
    )
    discord_gateway: str = Field(default="", description="another address of the gateway: tests and proxies")

    slack_bot_token: SecretStr = Field(default=SecretStr(""), description="xoxb-…: one workspace")
    slack_app_token: SecretStr = Field(default=SecretStr(""), description="xapp-…: Socket Mode")
    slack_signing_secret: SecretStr = Field(default=SecretStr(""), description="HTTP, instead of Socket Mode")
    slack_client_id: str = Field(default="", description="many workspaces, by OAuth")
    slack_client_secret: SecretStr = Field(default=SecretStr(""), description="many workspaces, by OAuth")
    slack_prefix: str = Field(
        default="", description="stands before every command, where another app has /quote"
    )
    slack_managers: Names = Field(default=(), description="user ids that may change every channel's settings")
    slack_assistant: bool = Field(default=False, description="whether the app is set up as an assistant")
    slack_public_url: str = Field(default="", description="where Slack reaches the HTTP server")
    slack_host: str = Field(default="127.0.0.1", description="where the HTTP server listens")
    slack_port: int = Field(default=3000, ge=1, le=65535, description="where the HTTP server listens")
    slack_api: str = Field(default="https://slack.com/api/", description="another address: tests and proxies")

    @property
    def database(self) -> str:
        """Return the database's address, which may hold a password."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data / 'yulu.db'}"

    @property
    def corrections(self) -> Path:
        """Return the file in which people set right what documents have wrong."""
        return self.data / "corrections.toml"

    @field_validator("seeds", mode="before")
    @classmethod
    def _paths(cls, value: object) -> object:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value

    @field_validator(
        "discord_guilds", "discord_test_guilds", "discord_shard_ids", "slack_managers", mode="before"
    )
    @classmethod
    def _names(cls, value: object) -> object:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("discord_shard_ids")
    @classmethod
    def _numbers(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(part.isdecimal() for part in value):
            raise ValueError("takes numbers, parted by commas")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read variables first, then the files that `…_FILE` names, then `.env`."""
        del file_secret_settings
        return init_settings, env_settings, _Files(settings_cls), dotenv_settings


class _Files(PydanticBaseSettingsSource):
    """Reads `YULU_X` from the file that `YULU_X_FILE` names."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        del field
        path = _file_of(field_name)
        return (path.read_text(encoding="utf-8").strip() if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        found = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in found.items() if value}


def variable(name: str) -> str:
    """Return the variable of a setting."""
    return f"{PREFIX}{name.upper()}"


def origin(name: str) -> str:
    """Return where the value of a setting comes from."""
    if os.environ.get(variable(name)):
        return "environment"
    if path := _file_of(name):
        return f"file {path}"
    return str(ENV_FILE) if dotenv_values(ENV_FILE).get(variable(name)) else "default"


def problems(error: ValidationError) -> list[str]:
    """Return which variables are wrong and what is allowed; never the values, which may be secrets."""
    return [
        f"{variable('_'.join(map(str, problem['loc'][:1])))}: {problem['msg']}"
        for problem in error.errors(include_input=False, include_url=False, include_context=False)
    ]


def unread() -> list[str]:
    """Return what to say of variables that look like ours, and that nothing reads."""
    known = [variable(name) for name in Config.model_fields]
    given = {name for name in (*os.environ, *dotenv_values(ENV_FILE)) if name.startswith(PREFIX)}
    strange = sorted(given - {*known, *(f"{name}_FILE" for name in known), *_OTHERS})
    meant = {name: get_close_matches(name, known, 1) for name in strange}
    return [
        f"{name} is set, and nothing reads it" + "".join(f"; is {each} meant?" for each in meant[name])
        for name in strange
    ]


def _file_of(name: str) -> Path | None:
    variable_of_file = f"{variable(name)}_FILE"
    path = os.environ.get(variable_of_file) or dotenv_values(ENV_FILE).get(variable_of_file)
    return Path(path) if path else None
