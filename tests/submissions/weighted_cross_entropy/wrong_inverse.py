# expect: failed
# diagnosis: weight_inverted
def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    w = weight.reciprocal()[target]
    return (w * nll / w.sum()).sum()
