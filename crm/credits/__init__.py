"""Credits: granted by admins, held for a run before it begins, charged once it has found something, else given back.

`holds` for who runs something, `prices` for what it costs, `caps` for how much may be spent, `vendors` for what providers took,
`correcting` for admins, `overview` for who looks. `ledger` is the book under them all.

Whoever takes part in another transaction takes the ledger last: it is locked from the first of these calls on.
"""
