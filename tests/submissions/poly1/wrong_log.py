# expect: failed
# diagnosis: log_of_softmax | unstable
import torch


def poly1_loss(logits, target, epsilon=1.0):
    p = logits.softmax(1)[torch.arange(len(target)), target]
    return (epsilon * (1 - p) - p.log()).mean()
