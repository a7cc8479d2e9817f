# expect: out_of_memory|timeout
# why: memory in small pieces
def huber_loss(pred, target, delta=1.0):
    kept = []
    while True:
        kept.append(bytearray(1 << 22))
