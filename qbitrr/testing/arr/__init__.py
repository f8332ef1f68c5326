"""The parts that simulated Arr apps are made of."""
