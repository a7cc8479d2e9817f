# expect: passed
def nll_loss(log_probs, target):
    return log_probs.gather(1, target.unsqueeze(1)).squeeze(1).neg().mean()
