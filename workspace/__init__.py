"""A local Slack-compatible workspace with a browser page: to try an app, to develop it, to test it."""
