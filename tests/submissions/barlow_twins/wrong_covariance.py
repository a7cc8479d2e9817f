# expect: failed
# diagnosis: not_standardised
import torch


def barlow_twins_loss(z1, z2, lambd=0.005):
    c = (z1 - z1.mean(0)).T @ (z2 - z2.mean(0)) / len(z1)
    eye = torch.eye(len(c), dtype=torch.bool)
    return (1 - c[eye]).square().sum() + lambd * c[~eye].square().sum()
