# expect: passed
def poly1_loss(logits, target, epsilon=1.0):
    total = 0.0
    for x, y in zip(logits, target):
        lp = x.log_softmax(0)[y]
        total = total - lp + epsilon * (1 - lp.exp())
    return total / len(target)
