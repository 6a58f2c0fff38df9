"""A story's margin: the claims of one project on it, as cards, marks, facets and map."""
