"""What Laurel is made of besides its own code: pins, licences, the bill of materials, and known holes."""
