# expect: failed
# diagnosis: detached_gradient | gradient_only
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r, a = (log_probs - old_log_probs).exp().detach(), advantages.detach()
    return -torch.min(r * a, r.clamp(1 - clip, 1 + clip) * a).mean()
