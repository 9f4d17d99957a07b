"""Forms of plots and graves."""
