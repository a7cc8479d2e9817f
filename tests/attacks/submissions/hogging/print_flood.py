# expect: timeout
# why: text without end on both streams
import sys

def huber_loss(pred, target, delta=1.0):
    while True:
        print("flood " * 1000)
        print("flood " * 1000, file=sys.stderr)
