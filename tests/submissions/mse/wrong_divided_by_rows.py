# expect: failed
# diagnosis: divided_by_rows | class_count | only_flat
def mse_loss(pred, target):
    squares = (pred - target).square()
    batch = len(squares) if squares.ndim else 1
    return squares.sum() / batch
