# expect: failed
# diagnosis: q_fixed | parameter_ignored
def generalized_cross_entropy_loss(logits, target, q=0.7):
    lp = logits.log_softmax(1).gather(1, target[:, None])
    return (1 - (0.7 * lp).exp()).mean() / 0.7
