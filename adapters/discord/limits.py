"""Discord's numbers. Lengths are characters."""

CONTENT = 2000
TEXT = 4000
"""All text displays of one message together."""
COMPONENTS = 40
ROWS = 5
ROW_BUTTONS = 5
BUTTON_LABEL = 80
CUSTOM_ID = 100
LINK = 512
ALT_TEXT = 1024

MODAL_TITLE = 45
MODAL_INPUTS = 5
INPUT_LABEL = 45
INPUT_HINT = 100
INPUT_VALUE = 4000
SELECT_OPTIONS = 25
SELECT_TEXT = 100

CHOICES = 25
CHOICE = 100

DESCRIPTION = 100
OPTIONS = 25

NONCE = 25
THREAD_NAME = 100

TOKEN = 15 * 60.0
"""Seconds that an acknowledged interaction can be answered in."""
