"""What the product costs in time; what it costs in calls and units is asserted by the tests."""
