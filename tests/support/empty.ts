// Stands in for "server-only" in tests, which have no bundler to ask whether they are a server.
export {};
