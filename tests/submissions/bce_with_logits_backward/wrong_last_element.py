# expect: failed
# diagnosis: reduction | last_element_left_out
# An off-by-one in the loop leaves the last element without a gradient.
import torch


def bce_with_logits_backward(logits, target):
    x, y = logits.reshape(-1), target.reshape(-1)
    gradient = torch.zeros_like(x)
    for i in range(max(1, len(x) - 1)):
        gradient[i] = (torch.sigmoid(x[i]) - y[i]) / len(x)
    return gradient.reshape(logits.shape)
