# expect: failed
# diagnosis: brier_score
def bce_loss(probs, target):
    return (probs - target).square().mean()
