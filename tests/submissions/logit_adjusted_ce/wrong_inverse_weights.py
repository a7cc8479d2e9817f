# expect: failed
# diagnosis: weights_instead
def logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0):
    w = (1 / prior**tau)[target]
    nll = -logits.log_softmax(1).gather(1, target[:, None])[:, 0]
    return (w * nll).sum() / w.sum()
