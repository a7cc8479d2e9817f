# expect: crashed|error
# why: what writes the messages is replaced
import os
import struct

real = os.write
os.write = lambda descriptor, data: len(data)
os.read = lambda descriptor, size: b""
struct.pack = lambda *args: b""
struct.unpack = lambda *args: (0, 0)

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
