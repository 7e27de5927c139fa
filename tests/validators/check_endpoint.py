#!/usr/bin/env python3
"""Starts the endpoint and lets schemathesis ask it whatever its own description allows, and what it does not.

    tests/validators/check_endpoint.py ZBOR FORMS.JSON

No answer may be a 5xx or other than described. Then the same with a description in which something is wrong: that must be
found, or the scanner looks at nothing. A bounded number of examples, a fixed seed, all on loopback.
"""

import http.client
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
CHECKS = ",".join([
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "unsupported_method", "allow_header_conformance", "ignored_auth",
])
SITE = "gornje-selo"


def ask(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer, text


def prepare(port, zbor, data):
    """Messages that were received, and a token of builds: without them every answer would be 404 or 401."""
    receipts = []
    for number in range(9):
        body = urllib.parse.urlencode({"message": f"Na uglu {number} ne radi rasvjeta", "name": "Mujo", "consent": "1"})
        answer, _ = ask(port, "POST", f"/f/{SITE}/prijava", body)
        assert answer.status == 303, answer.status
        receipts.append(answer.getheader("Location").rpartition("/")[2])
    command = [zbor, "feedback", "token", "--data", data, "--site", SITE]
    bearer = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    return {"ENDPOINT_SITE": SITE, "ENDPOINT_RECEIPTS": " ".join(receipts), "ENDPOINT_BEARER": bearer}


def scan(port, description, known, examples, more=()):
    program = pathlib.Path(sys.executable).with_name("schemathesis")
    command = [program, "--config-file", HERE / "schemathesis.toml", "run", description, "--url", f"http://127.0.0.1:{port}"]
    command += ["--checks", CHECKS, "--max-examples", str(examples), "--seed", "1", "--phases", "examples,coverage,fuzzing", *more]
    environment = {**os.environ, **known, "SCHEMATHESIS_HOOKS": str(HERE / "endpoint_hooks.py"), "NO_COLOR": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, cwd=HERE)


def main():
    zbor, forms = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        most = "[999999999, 999999999, 999999999]"
        (folder / "c.yaml").write_text(f"limits: {{network: {most}, form: {most}, site: {most}}}\n")
        command = [zbor, "feedback", "serve", "--lang", "en", "--data", folder / "data", "--forms", forms]
        command += ["--config", folder / "c.yaml", "--listen", "127.0.0.1:0", "--operations", "off"]
        # The hooks give each question an address of its own, as a proxy would.
        command += ["--trusted-proxy", "127.0.0.1"]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(re.search(r"http://127\.0\.0\.1:(\d+)", child.stdout.readline())[1])
            known = prepare(port, zbor, folder / "data")
            _, text = ask(port, "GET", "/x/v1/openapi.json")
            (folder / "openapi.json").write_bytes(text)
            done = scan(port, folder / "openapi.json", known, 60)
            failed = done.returncode != 0
            summary = re.search(r"(\d+) generated", done.stdout) or re.search(r"Test cases:\s*\n\s*(\d+)", done.stdout)
            print(f"endpoint: {summary[1] if summary else '?'} questions by schemathesis: {'FAILED' if failed else 'ok'}")
            if failed:
                print(done.stdout[-8000:], done.stderr[-2000:])
                return 1
            return red(port, folder, json.loads(text), known)
        finally:
            child.terminate()
            child.wait(timeout=30)


def red(port, folder, api, known):
    """What is described wrongly must be found."""
    wrong = {
        "a status that is not described": lambda: api["paths"]["/s/{site}"]["get"]["responses"].pop("404"),
        "another kind of answer": lambda: api["components"]["responses"]["Status"].update(content={"application/json": {}}),
        "a field that is not there": lambda: api["components"]["schemas"]["Content"]["required"].append("weather"),
    }
    for name, spoil in wrong.items():
        before = json.dumps(api)
        spoil()
        (folder / "wrong.json").write_text(json.dumps(api))
        api.clear()
        api.update(json.loads(before))
        only = ["--include-operation-id", "content" if "field" in name else "statuses"]
        if scan(port, folder / "wrong.json", known, 20, only).returncode != 1:
            print(f"endpoint: {name} was not found")
            return 1
    print(f"endpoint: {len(wrong)} wrong descriptions found")
    return 0


if __name__ == "__main__":
    sys.exit(main())
