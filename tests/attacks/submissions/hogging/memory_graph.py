# expect: out_of_memory|timeout
# why: an autograd graph without end
def huber_loss(pred, target, delta=1.0):
    x = pred.repeat(1000) if pred.dim() == 1 else pred.reshape(-1).repeat(1000)
    while True:
        x = x * 1.0000001
