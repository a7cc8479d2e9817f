# expect: failed
# diagnosis: weight_of_the_mean
def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    return nll.sum() * weight[target].sum() / len(target) ** 2
