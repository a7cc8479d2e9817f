# expect: passed
def mae_loss(pred, target):
    e = (pred - target).reshape(-1)
    return (e[e > 0].sum() - e[e < 0].sum()) / e.numel()
