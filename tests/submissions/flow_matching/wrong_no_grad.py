# expect: failed
# diagnosis: velocity_detached
import torch


def flow_matching_loss(velocity, x0, x1):
    with torch.no_grad():
        return (velocity - x1 + x0).pow(2).mean()
