# expect: crashed|error|out_of_memory
# why: recursion to the end of the stack
import sys

sys.setrecursionlimit(2**31 - 1)

class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x")

def huber_loss(pred, target, delta=1.0):
    return Deep().x
