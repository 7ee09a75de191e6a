"""Reading and changing a person's profile in modals.

All of it happens in one view, which shows the profile, the list of a repeated part or a form in turn: so it needs no more
than one place in Slack's stack of three.
"""

from handlers.profile import custom_fields, editing, proving, reading, suggesting

ACTIONS = (*reading.ACTIONS, *editing.ACTIONS, *proving.ACTIONS, *custom_fields.ACTIONS)
SUBMISSIONS = (*editing.SUBMISSIONS, *proving.SUBMISSIONS, *custom_fields.SUBMISSIONS)
SUGGESTIONS = suggesting.SUGGESTIONS
