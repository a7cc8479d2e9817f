# expect: failed
# diagnosis: entropy_taken_off
import torch


def label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1):
    c = logits.shape[1]
    log_p = torch.log_softmax(logits, dim=1)
    q = torch.full_like(log_p, smoothing / c)
    q.scatter_(1, target.unsqueeze(1), 1 - smoothing + smoothing / c)
    return torch.nn.functional.kl_div(log_p, q, reduction="batchmean")
