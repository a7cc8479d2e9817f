# expect: failed
# diagnosis: multiplied_by_q
def generalized_cross_entropy_loss(logits, target, q=0.7):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return q * (1 - (q * lp).exp()).mean()
