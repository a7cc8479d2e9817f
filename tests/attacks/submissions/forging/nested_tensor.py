# expect: failed|error
# why: a nested tensor cannot be read as an array
import torch

def huber_loss(pred, target, delta=1.0):
    return torch.nested.nested_tensor([pred.sum().reshape(1)])
