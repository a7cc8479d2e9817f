# expect: failed
# diagnosis: divided_by_rows | class_count | only_flat
def mae_loss(pred, target):
    size = (pred - target).abs()
    return size.sum() / (size.shape[0] if size.dim() else 1)
