"""Skills: what they are called, what belongs to what, and how well each is proven. See docs/skills.md."""
