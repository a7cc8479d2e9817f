# expect: passed
import torch


class AbsoluteError(torch.nn.Module):
    def forward(self, pred, target):
        error = torch.flatten(pred) - torch.flatten(target)
        return error.abs().sum().div(error.shape[0])


def mae_loss(pred, target):
    return AbsoluteError()(pred, target)
