# expect: passed
def huber_loss(pred, target, delta=1.0):
    size = (pred - target).abs()
    inside = size.clamp(max=delta)
    outside = size - inside
    return (inside.pow(2) / 2 + delta * outside).mean()
