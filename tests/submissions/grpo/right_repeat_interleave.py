# expect: passed
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().reshape(-1, group_size)
    mean = g.mean(1).repeat_interleave(group_size)
    std = ((g - g.mean(1, keepdim=True)) ** 2).mean(1).sqrt().repeat_interleave(group_size)
    return -((rewards.detach() - mean) / (std + 1e-6) * log_probs).sum() / len(log_probs)
