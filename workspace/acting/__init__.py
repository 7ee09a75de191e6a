"""What a person does in the workspace: the same for the page and for tests. Each raises Refused with a sentence."""
