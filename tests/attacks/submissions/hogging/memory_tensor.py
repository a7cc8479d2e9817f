# expect: out_of_memory
# why: memory by torch
import torch

def huber_loss(pred, target, delta=1.0):
    return torch.ones(10**6, 10**6).sum()
