"""What comes in: slash commands, modals, buttons, events, files. No rules, no SQL."""
