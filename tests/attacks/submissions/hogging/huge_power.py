# expect: timeout|out_of_memory
# why: arithmetic in C, which no signal interrupts
def huber_loss(pred, target, delta=1.0):
    return len(str(7 ** (9 ** 9)))
