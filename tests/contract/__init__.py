"""The contract with plugins, and what may import what."""
