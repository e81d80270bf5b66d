"""What an admin needs beside the seeds: keys, tenant, triggers, outbox; and what needs no key at all."""
