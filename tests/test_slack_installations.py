"""What workspaces and processes share, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore

from adapters.slack.client.installations import Installations
from bot.store import deliveries
from bot.store.engine import Database
from bot.store.upgrade import upgrade

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = Database(database_url)
    await upgrade(opened)
    yield opened
    await opened.close()


@pytest.fixture
def came_back() -> list[str]:
    return []


@pytest.fixture
def installations(database: Database, came_back: list[str]) -> Installations:
    async def returned(workspace: str) -> None:
        came_back.append(workspace)

    return Installations("1.2", database, returned)


def installed(token: str, team: str = "T1", enterprise: str | None = None) -> Installation:
    return Installation(
        app_id="A1",
        enterprise_id=enterprise,
        team_id=team,
        bot_token=token,
        bot_id="B1",
        bot_user_id="U9",
        bot_scopes=["commands"],
        bot_refresh_token="xoxe-1",
        bot_token_expires_in=43_200,
        user_id="U1",
        user_token="xoxp-of-a-person",
    )


async def token_of(installations: Installations, team: str, enterprise: str | None = None) -> str | None:
    bot = await installations.async_find_bot(enterprise_id=enterprise, team_id=team)
    return bot.bot_token if bot else None


async def test_a_workspace_has_one_token_the_latest(
    installations: Installations, database: Database, came_back: list[str]
) -> None:
    await installations.async_save(installed("xoxb-1"))
    await installations.async_save(installed("xoxb-2"))
    await installations.async_save(installed("xoxb-3", "T2"))

    assert await token_of(installations, "T1") == "xoxb-2"
    assert sorted(await deliveries.slack_workspaces(database)) == ["T1", "T2"]
    assert came_back == ["T1", "T1", "T2"]


async def test_a_workspace_of_an_organisation_is_found_by_its_own_id(installations: Installations) -> None:
    await installations.async_save(installed("xoxb-1", enterprise="E1"))

    assert await token_of(installations, "T1", "E1") == await token_of(installations, "T1") == "xoxb-1"


async def test_a_rotated_token_takes_the_place_of_the_old_one(installations: Installations) -> None:
    await installations.async_save(installed("xoxb-1"))
    bot = await installations.async_find_bot(enterprise_id=None, team_id="T1")
    assert bot is not None

    bot.bot_token, bot.bot_refresh_token = "xoxb-2", "xoxe-2"
    await installations.async_save_bot(bot)

    assert await token_of(installations, "T1") == "xoxb-2"


async def test_a_forgotten_workspace_has_no_token(installations: Installations) -> None:
    await installations.async_save(installed("xoxb-1"))

    await installations.async_delete_all(enterprise_id="E1", team_id="T1")

    assert await token_of(installations, "T1") is None


async def test_no_installers_token_is_kept(installations: Installations, database: Database) -> None:
    await installations.async_save(installed("xoxb-1"))

    async with database.reading() as connection:
        rows = await connection.exec_driver_sql("SELECT * FROM slack_bots")
        assert "xoxp" not in str(rows.all())


async def test_a_state_is_good_once(database: Database) -> None:
    states = AsyncSQLAlchemyOAuthStateStore(600, database.writer)
    state = await states.async_issue()

    assert [await states.async_consume(state) for _ in range(2)] == [True, False]


async def test_of_many_who_are_handed_one_event_one_is_first(database: Database) -> None:
    firsts = await asyncio.gather(*(deliveries.first(database, "slack:Ev1", NOW) for _ in range(10)))

    assert firsts.count(True) == 1


async def test_an_event_is_forgotten_in_time(database: Database) -> None:
    await deliveries.first(database, "slack:Ev1", NOW)
    later = NOW + deliveries.KEPT + timedelta(seconds=1)

    assert await deliveries.first(database, "slack:Ev1", later)
