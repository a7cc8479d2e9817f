# expect: failed
# diagnosis: advantages_standardised
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    A = advantages.detach()
    A = (A - A.mean()) / (A.std() + 1e-8)
    r = torch.exp(log_probs - old_log_probs.detach())
    return -torch.min(r * A, r.clamp(1 - clip, 1 + clip) * A).mean()
