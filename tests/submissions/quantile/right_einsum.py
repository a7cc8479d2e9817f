# expect: passed
import torch


def quantile_loss(pred, target, q=0.5):
    e = (target - pred).flatten()
    price = q - (e < 0).to(e.dtype)
    return torch.einsum("i,i->", price, e) / e.shape[0]
