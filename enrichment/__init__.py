"""Outside look-ups over httpx, one provider a file. Knows nothing of ours. The first providers are yet to come."""
