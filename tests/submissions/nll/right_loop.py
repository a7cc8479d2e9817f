# expect: passed
def nll_loss(log_probs, target):
    total = log_probs.new_zeros(())
    for row, label in zip(log_probs, target.tolist()):
        total = total - row[label]
    return total / len(target)
