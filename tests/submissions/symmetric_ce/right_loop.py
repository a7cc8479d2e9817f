# expect: passed
def symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0):
    total = 0.0
    for x, y in zip(logits, target):
        lp = x.log_softmax(0)[y]
        total = total - alpha * lp + beta * 4.0 * (1.0 - lp.exp())
    return total / len(target)
