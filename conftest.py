"""What holds for the tests of all packages."""

from hypothesis import HealthCheck, settings

# How long an example takes says nothing on a busy machine, and a test may give one fixture to all of its examples.
# The rest stays as Hypothesis has it, which is another profile under CI=true.
NO_MATTER = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=NO_MATTER)
settings.load_profile("patient")
