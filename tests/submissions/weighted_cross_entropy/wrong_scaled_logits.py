# expect: failed
# diagnosis: weight_on_the_logits
def weighted_cross_entropy_loss(logits, target, weight):
    x = logits * weight
    return (x.logsumexp(1) - x.gather(1, target[:, None]).squeeze(1)).mean()
