# expect: failed
# diagnosis: variance_for_spread
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().view(-1, group_size)
    a = (g - g.mean(1, keepdim=True)) / (g.var(1, keepdim=True, unbiased=False) + 1e-6)
    return -(a.flatten() * log_probs).mean()
