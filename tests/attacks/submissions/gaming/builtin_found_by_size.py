# expect: forbidden
# why: found by going through a module
import torch.nn.functional as F

chosen = [f for n, f in vars(F).items() if n.startswith("hub")][0]

def huber_loss(pred, target, delta=1.0):
    return chosen(pred, target, delta=delta)
