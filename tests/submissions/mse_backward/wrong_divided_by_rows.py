# expect: failed
# diagnosis: divided_by_rows | class_count
def mse_backward(pred, target):
    batch = len(pred) if pred.ndim else 1
    return 2 / batch * (pred - target)
