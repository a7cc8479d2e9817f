# expect: failed
# diagnosis: logits_multiplied
def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    x = prior.pow(tau) * logits
    return -x.log_softmax(1).gather(1, target[:, None]).mean()
