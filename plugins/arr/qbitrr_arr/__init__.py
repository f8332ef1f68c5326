"""What the Arr plugins share: values and functions, no base class. Import from the modules; this one stays empty."""
