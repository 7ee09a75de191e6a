"""What the product knows: contacts, timeline, import, export. No Slack, no HTTP."""
