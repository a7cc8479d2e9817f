# expect: passed
import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    ratio = torch.exp(log_probs - old_log_probs.detach())
    gain = advantages.detach()
    frozen = ((gain > 0) & (ratio > 1 + clip)) | ((gain < 0) & (ratio < 1 - clip))
    edge = torch.where(gain > 0, torch.full_like(ratio, 1 + clip), torch.full_like(ratio, 1 - clip))
    return -(torch.where(frozen, edge, ratio) * gain).mean()
