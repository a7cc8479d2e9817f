# expect: timeout
# why: a regular expression that takes centuries
import re

def huber_loss(pred, target, delta=1.0):
    return re.match(r"(a+)+$", "a" * 64 + "b")
