"""What goes out: Block Kit. Pure functions, frozen dataclass in, slack_sdk models out."""
