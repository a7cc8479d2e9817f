# expect: failed
# diagnosis: another_constant
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().view(-1, group_size)
    a = (g - g.mean(1, keepdim=True)) / (g.std(1, keepdim=True, unbiased=False) + 1e-1)
    return -(a.flatten() * log_probs).mean()
