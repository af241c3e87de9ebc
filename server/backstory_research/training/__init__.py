"""Training: the linker's weights, learned from marked texts."""
