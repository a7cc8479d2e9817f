# expect: failed
def generalized_cross_entropy_loss(logits, target, q=0.7):
    lp = logits.log_softmax(0).gather(1, target[:, None])
    return (1 - (q * lp).exp()).mean() / q
