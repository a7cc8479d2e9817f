# expect: passed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r = torch.exp(log_probs.double() - old_log_probs.detach().double())
    a = advantages.detach().double()
    return -torch.minimum(r * a, r.clamp(1 - clip, 1 + clip) * a).mean().to(log_probs.dtype)
