# expect: forbidden
import torch.nn.functional as nnf

loss = nnf.mse_loss


def mse_loss(pred, target):
    return loss(pred, target)
