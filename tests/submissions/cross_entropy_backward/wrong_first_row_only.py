# expect: failed
# diagnosis: first_element_only|only_one_row
import torch


def cross_entropy_backward(logits, target):
    y = torch.nn.functional.one_hot(target, logits.shape[1]).to(logits.dtype)
    grad = (logits.softmax(1) - y) / len(logits)
    out = torch.zeros_like(grad)
    out[0] = grad[0]
    return out
