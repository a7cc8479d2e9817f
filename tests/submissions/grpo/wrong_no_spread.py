# expect: failed
# diagnosis: spread_missing
def grpo_loss(log_probs, rewards, group_size):
    g = rewards.detach().view(-1, group_size)
    return -((g - g.mean(1, keepdim=True)).flatten() * log_probs).mean()
