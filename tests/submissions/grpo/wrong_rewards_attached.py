# expect: failed
# diagnosis: rewards_not_detached | gradient_leak
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.view(-1, group_size)
    a = g - g.mean(1, keepdim=True)
    a = a / ((a.pow(2).mean(1, keepdim=True) + 1e-14).sqrt() + 1e-6)
    return -(a.flatten() * log_probs).mean()
