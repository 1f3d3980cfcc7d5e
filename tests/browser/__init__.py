"""The portal as people meet it: a real browser on the real demo content."""
