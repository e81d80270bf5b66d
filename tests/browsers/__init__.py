"""The pages in a real browser, against the sandbox over HTTP; `make test-pages`."""
