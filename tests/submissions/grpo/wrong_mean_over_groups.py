# expect: failed
def grpo_loss(log_probs, rewards, group_size):
    groups = rewards.detach().view(-1, group_size)
    centred = groups - groups.mean(1, keepdim=True)
    spread = groups.std(1, keepdim=True, unbiased=False)
    return -(log_probs * (centred / (spread + 1e-6)).flatten()).sum() / len(groups)
