# expect: forbidden
# why: code in a text
import torch

def huber_loss(pred, target, delta=1.0):
    return eval("torch.nn.functional.hub" + "er_loss(pred, target, delta=delta)")
