# expect: passed
import torch


def v_prediction_loss(output, x0, noise, alpha, sigma):
    target = torch.einsum("n,n...->n...", alpha, noise) - torch.einsum("n,n...->n...", sigma, x0)
    return torch.nn.functional.mse_loss(output, target)
