"""The core: knows no platform and no SDK, and reads no environment."""
