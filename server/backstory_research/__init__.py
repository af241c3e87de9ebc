"""Research: how often Backstory is right, and how the linker's weights are learned."""
