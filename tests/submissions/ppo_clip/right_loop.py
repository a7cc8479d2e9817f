# expect: passed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    total = 0.0
    for new, old, a in zip(log_probs, old_log_probs.detach(), advantages.detach()):
        r = torch.exp(new - old)
        total = total - torch.min(r * a, torch.clamp(r, 1 - clip, 1 + clip) * a)
    return total / len(log_probs)
