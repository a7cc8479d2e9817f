# expect: failed
# why: an array of records is no number
import numpy as np

def huber_loss(pred, target, delta=1.0):
    return np.zeros((), dtype=[("verdict", "U16"), ("score", "f8")])
