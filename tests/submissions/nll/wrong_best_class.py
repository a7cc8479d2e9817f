# expect: failed
def nll_loss(log_probs, target):
    return -log_probs.max(dim=1).values.mean()
