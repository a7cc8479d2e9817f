# expect: passed
def charbonnier_loss(pred, target, eps=1e-3):
    total = 0.0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + ((p - t) * (p - t) + eps * eps) ** 0.5
    return total / pred.numel()
