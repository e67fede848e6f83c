import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** @param {'COURS_SITE' | 'COURS_STOCK'} name */
export function folder(name) {
  const path = process.env[name];
  if (!path) throw new Error(`${name} is missing: it is set by \`cargo test -p tests --test browser\`.`);
  return path;
}

/**
 * Serves a folder as GitHub Pages does: files, compressed, and 404.html for the rest.
 * @param {string} root
 */
export async function serve(root) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const path = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    let status = 200;
    let body = await readFile(join(root, path)).catch(() => undefined);
    if (!body) [status, body] = [404, await readFile(join(root, '404.html'))];
    const type = TYPES[status === 404 ? '.html' : extname(path)] ?? 'application/octet-stream';
    const packed = /text|json|svg/.test(type);
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'max-age=600',
      ...(packed ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(packed ? gzipSync(body) : body);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    /** As when the network is cut: nothing answers any more. */
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}
