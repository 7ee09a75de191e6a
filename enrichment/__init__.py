"""Outside look-ups over httpx, one provider a file. Knows nothing of ours.

`providers.PROVIDERS` has what can be asked, `directory.of` makes one of an operator's own files, and `provider.Provider` says what
all of them are. docs/add-a-provider.md adds one.
"""
