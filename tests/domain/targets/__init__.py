"""The domain of targets."""
