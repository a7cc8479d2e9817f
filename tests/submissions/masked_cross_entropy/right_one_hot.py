# expect: passed
import torch


def masked_cross_entropy_loss(logits, target, ignore_index=-100):
    # a row of the one-hot table is all zero where the target is ignored
    classes = torch.arange(logits.shape[1])
    hot = ((target[:, None] == classes) & (target != ignore_index)[:, None]).to(logits.dtype)
    shifted = logits - logits.max(dim=1, keepdim=True).values.detach()
    log_p = shifted - shifted.exp().sum(1, keepdim=True).log()
    return -torch.einsum("nc,nc->", hot, log_p) / hot.sum().clamp(min=1)
