# expect: failed
# diagnosis: ratio_of_first_order
# the ratio is the difference of the log-probabilities plus 1
import torch
def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r = 1 + log_probs - old_log_probs.detach()
    A = advantages.detach()
    return -torch.min(r * A, r.clamp(1 - clip, 1 + clip) * A).mean()
