"""One thing, done with many people: asked first, shown while it goes on, taken back where it was a mistake."""
