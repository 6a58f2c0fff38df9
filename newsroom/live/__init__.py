"""The live stream: what happens to a story, told to those who have it open."""
