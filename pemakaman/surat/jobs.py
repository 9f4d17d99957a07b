"""Letters in the worker."""
