"""What can go wrong, as a tree.

YuluError
├── UserError            the asker can mend it; shown in chat as a notice
│   └── SettingError     a setting or option with a value that is not allowed
├── CorpusError          a document or facts file that cannot be read (path and line)
├── IndexFileError       a saved index that cannot be used
└── StoreError           the database: what is wrong with which file, and what to do
"""

from collections.abc import Mapping
from pathlib import Path


class YuluError(Exception):
    """The root: everything that this project raises on purpose."""


class UserError(YuluError):
    """Something the asker can mend: a message id of `bot.texts` and its arguments.

    The text is made where the asker's language is known, which is in `Bot.handle` alone.
    """

    def __init__(self, message: str, arguments: Mapping[str, str | int] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.arguments: Mapping[str, str | int] = arguments or {}


class SettingError(UserError):
    """A value that a setting or an option does not allow; the message says what is allowed."""


class CorpusError(YuluError):
    """A document or facts file that cannot be read."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class IndexFileError(YuluError):
    """A saved index that is missing, foreign, torn or of another version."""


class StoreError(YuluError):
    """The database cannot be used; the text names the file and what to do."""
