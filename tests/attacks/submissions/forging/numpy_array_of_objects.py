# expect: failed
# why: an array of Python objects would be pickled
import numpy as np

class Trap:
    def __reduce__(self):
        return (print, ("CANARY" + "-unpickled",))

def huber_loss(pred, target, delta=1.0):
    return np.array(Trap(), dtype=object)
