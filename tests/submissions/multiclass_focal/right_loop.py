# expect: passed
def multiclass_focal_loss(logits, target, gamma=2.0):
    total = 0.0
    for x, y in zip(logits, target):
        log_p = (x - x.max()).log_softmax(0)[y]
        total = total - (1 - log_p.exp()) ** gamma * log_p
    return total / len(target)
