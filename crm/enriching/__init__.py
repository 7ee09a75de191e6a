"""Looking people up: providers are asked one after the other, what they say is observed, and the profile shows a projection of it."""
