"""Stands in for docker: `docker.py ENDPOINT login|push …`.

A push puts a manifest under the tag into the repository of the emulator's ECR, which has to exist
in the account and region that the name of the registry says.
"""

import json
import os
import re
import sys
import urllib.error
import urllib.request

TARGET = "AmazonEC2ContainerRegistry_V20150921.PutImage"
TYPE = "application/vnd.docker.distribution.manifest.v2+json"
IMAGE = re.compile(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com/([^:]+):(.+)")


def main(endpoint, command, *arguments):
    """Does what docker does as far as the tests need it; the result is an exit code."""
    if command == "login":
        return 0 if sys.stdin.read().strip() else "the password is empty"
    if command != "push":
        return f"no stand-in for docker {command}"
    found = IMAGE.fullmatch(arguments[0])
    if found is None:
        return f"no image of a registry of ECR: {arguments[0]}"
    _, region, repository, tag = found.groups()
    digest = "sha256:" + "0" * 64
    manifest = {"schemaVersion": 2, "mediaType": TYPE, "config": {"digest": digest, "size": 1},
                "layers": [], "annotations": {"name": arguments[0]}}
    body = {"repositoryName": repository, "imageManifest": json.dumps(manifest), "imageTag": tag}
    try:
        _call(endpoint, region, body)
    except urllib.error.HTTPError as error:
        return error.read().decode()
    with open(os.environ["PUSHES"], "a", encoding="utf-8") as pushes:
        pushes.write(arguments[0] + "\n")
    return 0


def _call(endpoint, region, body):
    """The API of ECR without an SDK, which takes a second to load."""
    key = os.environ["AWS_ACCESS_KEY_ID"]
    scope = f"Credential={key}/20260101/{region}/ecr/aws4_request"
    headers = {"X-Amz-Target": TARGET, "Content-Type": "application/x-amz-json-1.1",
               "Authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"}
    request = urllib.request.Request(endpoint, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
