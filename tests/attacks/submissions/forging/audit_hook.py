# expect: crashed|error|failed
# why: an audit hook raises at each event of the harness
import sys

armed = []

def hook(event, arguments):
    if armed:
        raise RuntimeError(event)

sys.addaudithook(hook)

def huber_loss(pred, target, delta=1.0):
    armed.append(1)
    return pred.sum()
