"""A mail server (aiosmtpd) and a receiver of webhooks (http.server), both with TLS, that tell what came: one JSON object a
line. Headers are read by Python's `email`, signatures are computed by its `hmac`. Ends when its input does.

First it tells the ports and its authority's certificate. A line of input is the key of webhooks."""

import asyncio
import email
import email.policy
import hashlib
import hmac
import http.server
import json
import ssl
import sys
import threading

import trustme
from aiosmtpd.smtp import SMTP

authority = trustme.CA()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
authority.issue_cert("localhost", "uho.primjer.test").configure_cert(context)
key = b""
lock = threading.Lock()


def tell(**what):
    with lock:
        print(json.dumps(what), flush=True)


class Mails:
    def __init__(self, way):
        self.way = way

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        lines = envelope.content.split(b"\r\n")
        defects = [str(defect) for defect in message.defects]
        defects += [f"{name}: {defect}" for name, value in message.items() for defect in value.defects]
        tls = server.transport.get_extra_info("ssl_object")
        tell(
            kind="mail",
            way=self.way,
            tls=tls.version() if tls else None,
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            names=[name.lower() for name in message.keys()],
            headers={name.lower(): str(value) for name, value in message.items()},
            date=message["date"].datetime.isoformat(),
            mailboxes=[str(one) for name in ("from", "to") for one in message[name].addresses],
            type=message.get_content_type(),
            body=message.get_content(),
            defects=defects,
            longest=max(map(len, lines)),
        )
        return "250 OK"


class Hooks(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    seen = 0

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        signed = dict(part.split("=", 1) for part in self.headers["x-zbor-signature"].split(","))
        right = hmac.new(key, signed["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        Hooks.seen += 1
        status = 500 if self.path == "/flaky" and Hooks.seen == 1 else 302 if self.path == "/away" else 200
        tell(
            kind="hook",
            path=self.path,
            host=self.headers["host"],
            type=self.headers["content-type"],
            delivery=self.headers["x-zbor-delivery"],
            moment=int(signed["t"]),
            verified=hmac.compare_digest(right, signed["v1"]),
            body=json.loads(body),
            answered=status,
        )
        self.send_response(status)
        if status == 302:
            self.send_header("location", "/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


async def mail(way, **more):
    loop = asyncio.get_running_loop()
    transport = {"ssl": context} if way == "smtps" else {}
    server = await loop.create_server(lambda: SMTP(Mails(way), loop=loop, **more), "127.0.0.1", 0, **transport)
    return server.sockets[0].getsockname()[1]


async def main():
    global key
    hooks = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hooks)
    hooks.socket = context.wrap_socket(hooks.socket, server_side=True)
    threading.Thread(target=hooks.serve_forever, daemon=True).start()
    tell(
        kind="ready",
        starttls=await mail("starttls", tls_context=context, require_starttls=True),
        smtps=await mail("smtps"),
        clear=await mail("clear"),
        https=hooks.server_address[1],
        authority=authority.cert_pem.bytes().decode(),
    )
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        key = line.strip().encode()
        tell(kind="key")


asyncio.run(main())
