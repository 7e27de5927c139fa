"""What a scanner cannot guess: sites, receipts and tokens that there are. Half of the questions get them."""

import os
import random

import schemathesis

SITE = os.environ["ENDPOINT_SITE"]
RECEIPTS = os.environ["ENDPOINT_RECEIPTS"].split()
FORMS = ["ideja", "prijava", "pitanje", "kontakt"]
chance = random.Random(1)


@schemathesis.hook
def before_call(ctx, case, kwargs):
    # Guesses are counted by network: each question comes from another one.
    case.headers["X-Forwarded-For"] = ".".join(str(chance.randint(11, 250)) for _ in range(4))
    if chance.random() < 0.5:
        return
    path, receipt = case.path_parameters or {}, chance.choice(RECEIPTS)
    for name, value in (("site", SITE), ("reference", receipt.split(".")[1]), ("token", receipt)):
        if name in path:
            path[name] = value
    if "form" in path:
        path["form"] = chance.choice(FORMS)
    body = case.body if isinstance(case.body, dict) else None
    if body is not None and "token" in body and chance.random() < 0.7:
        body["token"] = receipt
    if body is not None and "form" in path and chance.random() < 0.5:
        body["consent"] = "1"
        body["message"] = f"Poruka {chance.random()}"
