"""What the container image runs before qbitrr; the image itself is built and run in tests/image."""
