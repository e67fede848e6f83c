// What mdbook-site writes above service-worker.js: each file of the book, with a digest of what it contains.
declare const FILES: Record<string, string>;
