"""Taking a news page apart: the story, and the teasers that came along. Standard library only."""
