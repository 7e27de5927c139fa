// A small server as hosts of static sites are: gzip for text, the nearest 404.html for what is not there.
import fs from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".json": "application/json; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
  ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".pdf": "application/pdf",
};
const PACKED = /^(text\/|application\/(xml|json)|image\/svg)/;

/** Serves the folder `root` under `prefix` (`/` or `/repo/`). Gives the address, with `prefix`, and `close`. */
export async function serve(root, prefix = "/") {
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const place = pathname.startsWith(prefix) ? decodeURIComponent(pathname.slice(prefix.length)) : null;
    const file = place === null ? null : await find(root, place);
    const found = file ?? (place === null ? null : await nearest404(root, place));
    if (found === null) return response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    const type = TYPES[path.extname(found)] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "max-age=600" };
    let body = await fs.readFile(found);
    if (PACKED.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      body = zlib.gzipSync(body);
      headers["content-encoding"] = "gzip";
    }
    response.writeHead(file === null ? 404 : 200, { ...headers, "content-length": body.length }).end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    address: `http://localhost:${server.address().port}${prefix}`,
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

async function find(root, place) {
  const file = path.join(root, place.endsWith("/") || place === "" ? `${place}index.html` : place);
  if (!file.startsWith(root)) return null;
  const stat = await fs.stat(file).catch(() => null);
  return stat?.isFile() ? file : null;
}

async function nearest404(root, place) {
  for (let folder = path.dirname(path.join(root, `${place}x`)); folder.startsWith(root); folder = path.dirname(folder)) {
    const file = path.join(folder, "404.html");
    if (await fs.stat(file).catch(() => null)) return file;
  }
  return null;
}
