# expect: failed
# diagnosis: divided_by_all_weights
def weighted_cross_entropy_loss(logits, target, weight):
    nll = logits.logsumexp(1) - logits.gather(1, target[:, None]).squeeze(1)
    return (nll * (weight / weight.sum())[target]).sum()
