# expect: timeout|out_of_memory
# why: MemoryError is caught, and asked for again
def huber_loss(pred, target, delta=1.0):
    kept = []
    while True:
        try:
            kept.append(bytearray(1 << 20))
        except MemoryError:
            pass
