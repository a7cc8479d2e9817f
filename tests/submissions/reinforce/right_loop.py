# expect: passed
def policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01):
    total = 0.0
    for row, a, gain in zip(logits, actions.tolist(), advantages.detach()):
        top = row.max().detach()
        log_p = row - top - (row - top).exp().sum().log()
        entropy = -sum(x.exp() * x for x in log_p)
        total = total - gain * log_p[a] - entropy_weight * entropy
    return total / len(logits)
