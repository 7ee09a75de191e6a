"""The profile of a person, part by part: what each part holds, how it is read, changed, and suggested while typing."""
