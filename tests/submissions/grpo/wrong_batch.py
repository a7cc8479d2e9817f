# expect: failed
# diagnosis: batch_statistics
def grpo_loss(log_probs, rewards, group_size):
    r = rewards.detach()
    return -((r - r.mean()) / (r.std(unbiased=False) + 1e-6) * log_probs).mean()
