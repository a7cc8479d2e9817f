# expect: passed
def grpo_loss(log_probs, rewards, group_size):
    groups = rewards.detach().unflatten(0, (-1, group_size))
    mean, var = groups.mean(1, True), groups.var(1, unbiased=False, keepdim=True)
    return -(((groups - mean) / (var.sqrt() + 1e-6)) * log_probs.unflatten(0, (-1, group_size))).mean()
