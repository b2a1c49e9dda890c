"""The environment, read once."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


def packaged_seeds() -> Path:
    """Return our own facts and notes: beside the packages in a checkout, else inside the installed one."""
    beside = Path(__file__).parents[1] / "seeds"
    return beside if beside.is_dir() else Path(__file__).parents[1] / "bot" / "seeds"


def _data_folder() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "yulu"


class Config(BaseSettings):
    """Every setting of the process; `YULU_` stands before each name in the environment."""

    model_config = SettingsConfigDict(env_prefix="YULU_", env_file=".env", extra="ignore", frozen=True)

    seeds: Annotated[tuple[Path, ...], NoDecode] = ()
    """Folders of documents and facts, written like PATH."""
    data: Path = Field(default_factory=_data_folder)
    """Where the index, the parse cache and the database are kept."""
    database_url: SecretStr = SecretStr("")
    """SQLAlchemy's form; empty means a SQLite file in the data folder."""

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
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split(os.pathsep) if part) if isinstance(value, str) else value
