# expect: crashed
# why: the parent works out the number of bytes itself
import os
import struct

def text(words):
    return struct.pack("<I", len(words)) + words

def huber_loss(pred, target, delta=1.0):
    shape = bytes([2]) + struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF)
    outcome = bytes([1, 0]) + text(b"Tensor") + text(b"float64") + shape + bytes([1, 8]) + shape + bytes(64)
    os.write(3, struct.pack("<BI", 5, len(outcome)) + outcome)
    os._exit(0)
