# expect: failed
# diagnosis: all_classes
def nll_loss(log_probs, target):
    return -(log_probs.sum(1) / log_probs.shape[1]).mean()
