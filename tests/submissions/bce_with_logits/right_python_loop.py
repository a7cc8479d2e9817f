# expect: passed
import torch


def bce_with_logits_loss(logits, target):
    x, y = logits.reshape(-1), target.reshape(-1)
    total = x.new_zeros(())
    for i in range(len(x)):
        z = x[i] if y[i] == 0 else -x[i]
        # log(1 + e^z), with the greater exponent taken out
        total = total + (z + torch.log1p(torch.exp(-z)) if z > 0 else torch.log1p(torch.exp(z)))
    return total / len(x)
