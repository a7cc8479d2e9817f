# expect: failed
# diagnosis: wrong_shape
def mae_loss(pred, target):
    size = (pred - target).abs()
    return size.mean(dim=0) if size.dim() else size
