# expect: failed
# diagnosis: sum_instead_of_mean
def generalized_cross_entropy_loss(logits, target, q=0.7):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return (1 - (q * lp).exp()).sum() / q
