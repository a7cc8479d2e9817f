# expect: timeout
# why: a loop without end, before it is called
while True:
    pass

def huber_loss(pred, target, delta=1.0):
    return pred.sum()
