# expect: failed
# diagnosis: advantages_not_detached
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r = (log_probs - old_log_probs.detach()).exp()
    return -torch.min(r * advantages, r.clamp(1 - clip, 1 + clip) * advantages).mean()
