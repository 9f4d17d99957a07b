"""Reading plots and graves."""
