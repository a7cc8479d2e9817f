# expect: error
# why: neither did a generator end
import os

def huber_loss(pred, target, delta=1.0):
    raise GeneratorExit
