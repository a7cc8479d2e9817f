# expect: failed
# diagnosis: not_divided | element_count
def mse_backward(pred, target):
    return 2 * (pred - target)
