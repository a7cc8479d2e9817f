# expect: failed
# diagnosis: strided_groups
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().reshape(-1, len(rewards) // group_size).T
    a = (g - g.mean(1, keepdim=True)) / (g.std(1, unbiased=False, keepdim=True) + 1e-6)
    return -(a.T.reshape(-1) * log_probs).mean()
