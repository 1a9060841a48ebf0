"""Reads and scores results with pycocotools or faster-coco-eval, and reports the seconds of each.

python score.py pycocotools FOLDER
"""

import json
import resource
import sys
import time
from importlib.metadata import version

peer, folder = sys.argv[1:]
if peer == "pycocotools":
    from pycocotools.coco import COCO
    from pycocotools.cocoeval import COCOeval
else:
    from faster_coco_eval import COCO
    from faster_coco_eval import COCOeval_faster as COCOeval

seconds = {}


def timed(name, run):
    start = time.perf_counter()
    value = run()
    seconds[name] = time.perf_counter() - start
    return value


def score(truths, results, kind):
    run = COCOeval(truths, results, kind)
    run.evaluate()
    run.accumulate()
    run.summarize()
    return [float(score) for score in run.stats[:12]]


truths = timed("read truths", lambda: COCO(f"{folder}/truths.json"))
scores = {}
for kind, name in (("boxes", "bbox"), ("masks", "segm")):
    results = timed(f"read {kind}", lambda: truths.loadRes(f"{folder}/{kind}.json"))
    scores[kind] = timed(f"score {kind}", lambda: score(truths, results, name))
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
versions = {name: version(name) for name in (peer, "numpy")}
measured = {"seconds": seconds, "processor": time.process_time(), "megabytes": megabytes}
print(json.dumps({**measured, "scores": scores, "versions": versions}))
