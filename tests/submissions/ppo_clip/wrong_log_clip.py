# expect: failed
# diagnosis: log_ratio_clipped
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    d, a = log_probs - old_log_probs.detach(), advantages.detach()
    return -torch.min(d.exp() * a, torch.clamp(d, -clip, clip).exp() * a).mean()
