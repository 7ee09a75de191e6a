"""One language for whom somebody looks for: read, printed, said in words, and asked of the database."""
