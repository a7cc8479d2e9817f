# expect: timeout
# why: a loop without end
def huber_loss(pred, target, delta=1.0):
    while True:
        pass
