"""From documents on disk to turns with the right speaker."""
