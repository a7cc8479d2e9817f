# expect: passed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    with torch.no_grad():
        old, a = old_log_probs.clone(), advantages.clone()
    r = (log_probs - old).exp()
    both = torch.stack([r * a, torch.clip(r, 1 - clip, 1 + clip) * a])
    return both.min(dim=0).values.mean().neg()
