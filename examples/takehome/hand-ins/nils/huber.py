import torch


def huber_loss(pred, target, delta=1.0):
    error = (pred - target).abs().detach().numpy()
    total = sum(0.5 * e * e if e <= delta else delta * (e - 0.5 * delta) for e in error.flatten())
    return torch.tensor(total / error.size)
