# expect: passed
def smooth_l1_loss(pred, target, beta=1.0):
    size = pred.double().sub(target).abs().reshape(-1)
    near = size[size < beta]
    far = size[size >= beta]
    total = (far - beta / 2).sum()
    if near.numel():
        total = total + near.square().sum() / (2 * beta)
    return total / size.numel()
