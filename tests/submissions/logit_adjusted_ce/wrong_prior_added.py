# expect: failed
# diagnosis: no_logarithm
def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = logits + prior * tau
    return -x.log_softmax(1).gather(1, target[:, None]).mean()
