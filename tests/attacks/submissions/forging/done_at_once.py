# expect: crashed
# why: a forged end without answers
import os
import struct

os.write(3, struct.pack("<BI", 3, 0) + struct.pack("<BI", 7, 0))
os._exit(0)

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
