# expect: passed
def bce_with_logits_loss(logits, target):
    z = logits.clone()
    z[target == 1] *= -1
    cost = z.abs().neg().exp().log1p()
    cost += z.relu()
    return cost.mean()
