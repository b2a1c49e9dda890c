"""Discord: payloads in, payloads out. `client` is the only file that imports the SDK."""
