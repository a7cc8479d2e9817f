# expect: passed
def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    total = 0.0
    for x, a, b in zip(logits, target_a.tolist(), target_b.tolist()):
        shifted = x - x.max().detach()
        log_sum = shifted.exp().sum().log()
        total = total + lam * (log_sum - shifted[a]) + (1 - lam) * (log_sum - shifted[b])
    return total / logits.shape[0]
