# expect: passed
def grpo_loss(log_probs, rewards, group_size):
    groups = rewards.detach().view(-1, group_size)
    centred = groups - groups.mean(1, keepdim=True)
    spread = groups.std(1, keepdim=True, unbiased=False)
    advantage = centred / (spread + 1e-6)
    return -(advantage.view(-1) * log_probs).mean()
