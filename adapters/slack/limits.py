"""Slack's numbers. Lengths are characters as they are sent: escaped, in UTF-16 units."""

BLOCKS = 50
"""Of a message; a view takes `VIEW_BLOCKS`."""
VIEW_BLOCKS = 100
MESSAGE = 12_000
"""Characters of all blocks together; Slack answers `msg_blocks_too_long` from about 13,000."""
TEXT = 3_900
"""The top-level text, which Slack asks to keep under 4,000."""
HEADER = 150
SECTION = 3_000
CONTEXT_ELEMENTS = 10
ACTIONS = 25
BUTTON = 75
BUTTON_VALUE = 2_000
URL = 3_000
OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
TITLE = 24
"""A modal's title, and the labels of its two buttons."""
LABEL = 2_000
"""An input's label and its hint."""
INPUT = 3_000
METADATA = 3_000
ALT = 2_000
PROMPTS = 4
COMMAND = 32
"""A command's name with its slash."""
SHORTCUT = 24

ACKNOWLEDGE = 3.0
"""Seconds until Slack gives up on an acknowledgement, and until a trigger is stale."""
PACE = 1.0
"""Seconds between two messages into one channel."""
