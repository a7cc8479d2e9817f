# expect: passed
def cross_entropy_with_z_loss(logits, target, z_weight=1e-4):
    total = 0.0
    for x, y in zip(logits, target):
        z = x.logsumexp(0)
        total = total + (z - x[y]) + z_weight * z**2
    return total / len(target)
