# expect: failed
# why: answers written to the channel by hand, right in shape and dtype, with no numbers
import os
import struct

def text(words):
    return struct.pack("<I", len(words)) + words

def huber_loss(pred, target, delta=1.0):
    outcome = bytes([1, 0]) + text(b"Tensor") + text(b"float64") + bytes([0, 0, 1]) + text(b"") + bytes([0, 0, 0, 0, 0, 0])
    for _ in range(200):
        os.write(3, struct.pack("<BI", 5, len(outcome)) + outcome)
    os.write(3, struct.pack("<BI", 7, 0))
    os._exit(0)
