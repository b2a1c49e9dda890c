"""The tables as they are now; `migrations/versions` tells how they came to be."""
# ruff: noqa: ARG002 (the signatures are SQLAlchemy's)

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text from outside, without what a database refuses: NUL and halves of surrogate pairs."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean a value on its way in."""
        return value if value is None else value.replace("\0", "").encode("utf-8", "replace").decode()


class Names(TypeDecorator[tuple[str, ...]]):
    """Several names, one a line."""

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write one name a line."""
        return "\n".join(" ".join(name.split()) for name in value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Read what was written."""
        return tuple(value.split("\n")) if value else ()


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC in databases that know no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Write UTC."""
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


settings = Table(
    "settings",
    metadata,
    Column("scope", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

settings_log = Table(
    "settings_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", Words, nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("old", Words),
    Column("new", Words),
    Column("who", Words, nullable=False, index=True),
    Column("at", Moment, nullable=False),
)

schedules = Table(
    "schedules",
    metadata,
    Column("id", Words, primary_key=True),
    Column("room", Words, nullable=False, index=True),
    Column("thread", Words, nullable=False),
    Column("direct", Boolean, nullable=False),
    Column("owner", Words, nullable=False, index=True),
    Column("at", Words, nullable=False),
    Column("zone", Words, nullable=False),
    Column("weekdays", Words, nullable=False),
    Column("speakers", Names, nullable=False),
    Column("sources", Names, nullable=False),
    Column("topic", Words, nullable=False),
    Column("skip", Date),
    Column("paused", Boolean, nullable=False),
    Column("locale", Words, nullable=False, server_default=""),
    Column("next_day", Date),
    Column("next_at", Moment, index=True),
)

ledger = Table(
    "ledger",
    metadata,
    Column("schedule", Words, ForeignKey("schedules.id", ondelete="CASCADE"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("state", Words, nullable=False),
    Column("passage", Words, nullable=False),
    Column("key", Words, nullable=False),
    Column("message", Words, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("claimed_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("until", Moment, index=True),
    Column("speaker", Words, nullable=False, server_default=""),
    Column("error", Words, nullable=False, server_default=""),
)

seen = Table(
    "seen",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room", Words, nullable=False),
    Column("passage", Words, nullable=False),
    Column("speaker", Words, nullable=False),
    Column("day", Date, nullable=False),
    Index("ix_seen_room_passage", "room", "passage"),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("passage", Words, nullable=False, index=True),
    Column("reason", Words, nullable=False),
    Column("remark", Words, nullable=False),
    Column("reporter", Words, nullable=False, index=True),
    Column("room", Words, nullable=False),
    Column("locale", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("applied", Boolean),
)

notices = Table(
    "notices",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Words, nullable=False, index=True),
    Column("text", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

texts = Table(
    "texts",
    metadata,
    Column("key", Words, primary_key=True),
    Column("text", Words, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

answers = Table(
    "answers",
    metadata,
    Column("room", Words, primary_key=True),
    Column("message", Words, primary_key=True),
    Column("asker", Words, nullable=False, index=True),
    Column("interaction", Words, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

departures = Table(
    "departures",
    metadata,
    Column("workspace", Words, primary_key=True),
    Column("at", Moment, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("key", Words, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

slack_bots = Table(
    "slack_bots",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("client_id", Text, nullable=False),
    Column("app_id", Text, nullable=False),
    Column("enterprise_id", Text),
    Column("enterprise_name", Text),
    Column("team_id", Text, index=True),
    Column("team_name", Text),
    Column("bot_token", Text),
    Column("bot_id", Text),
    Column("bot_user_id", Text),
    Column("bot_scopes", Text),
    Column("bot_refresh_token", Text),
    Column("bot_token_expires_at", DateTime),
    Column("is_enterprise_install", Boolean, nullable=False),
    Column("installed_at", DateTime, nullable=False),
)

slack_oauth_states = Table(
    "slack_oauth_states",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("state", Text, nullable=False, index=True),
    Column("expire_at", DateTime, nullable=False),
)
