# expect: failed
# diagnosis: not_divided
def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    return nll @ weight[target]
