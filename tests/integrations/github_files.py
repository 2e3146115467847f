"""The action and the workflow in integrations/github are well-formed, and what
they run and name exists. Run by github.sh with the source folder."""

import os
import re
import sys

import yaml

root = sys.argv[1]
folder = os.path.join(root, "integrations", "github")


def read(name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


action = yaml.safe_load(read("action.yml"))
workflow = yaml.safe_load(read("dbsafe.yml"))

assert action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert ("run" in step) != ("uses" in step), step
    assert "uses" in step or step["shell"] == "bash", step
    for path in re.findall(r'\$GITHUB_ACTION_PATH/([^"\s]+)', step.get("run", "")):
        path = os.path.normpath(os.path.join(folder, path))
        if "/build/" not in path:
            assert os.access(path, os.X_OK), path
used = set(re.findall(r"inputs\.([a-z-]+)", read("action.yml")))
assert used == set(action["inputs"]), used ^ set(action["inputs"])

job = workflow["jobs"]["dbsafe"]
ours = [s for s in job["steps"] if s.get("uses", "").startswith("dbsafe/")]
assert len(ours) == 1, ours
assert set(ours[0]["with"]) <= set(action["inputs"]), ours
path = ours[0]["uses"].split("@")[0].split("/", 2)[2]
assert os.path.exists(os.path.join(root, path, "action.yml")), path
assert job["permissions"]["security-events"] == "write"
