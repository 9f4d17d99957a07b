"""The only writers of plots and of what happens around a grave."""
