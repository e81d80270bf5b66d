"""Who asks: five faces, five dialects of HTTP. JSON is read and written here alone."""
