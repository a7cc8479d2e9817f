# expect: failed
# diagnosis: old_not_detached
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r, a = (log_probs - old_log_probs).exp(), advantages.detach()
    return -torch.min(r * a, r.clamp(1 - clip, 1 + clip) * a).mean()
