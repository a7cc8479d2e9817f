# expect: passed
import torch


def multi_quantile_loss(pred, target, quantiles):
    e = target[:, None] - pred
    price = quantiles - (e < 0).to(e.dtype)
    return torch.einsum("nq,nq->", price, e) / pred.numel()
