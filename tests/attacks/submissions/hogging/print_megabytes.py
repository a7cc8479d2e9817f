# expect: passed
# why: 20 MB of text, then the right answer
import torch

for _ in range(20):
    print("x" * 1_000_000)

def huber_loss(pred, target, delta=1.0):
    a = (pred - target).abs()
    return torch.where(a <= delta, 0.5 * a * a, delta * (a - 0.5 * delta)).mean()
