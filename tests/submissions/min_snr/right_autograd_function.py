# expect: passed
import torch


class MinSNR(torch.autograd.Function):
    @staticmethod
    def forward(ctx, pred, noise, weight):
        error = pred - noise
        ctx.save_for_backward(error, weight)
        return (weight * error * error).mean()

    @staticmethod
    def backward(ctx, upstream):
        error, weight = ctx.saved_tensors
        return upstream * 2 * weight * error / error.numel(), None, None


def min_snr_loss(noise_pred, noise, snr, gamma=5.0):
    weight = torch.minimum(snr, torch.full_like(snr, gamma)) / snr
    return MinSNR.apply(noise_pred, noise, weight.view([-1] + [1] * (noise.dim() - 1)))
