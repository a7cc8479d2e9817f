# expect: failed
# diagnosis: sum_instead_of_mean
def nll_loss(log_probs, target):
    return -sum(row[t] for row, t in zip(log_probs, target))
