# expect: failed
# diagnosis: mutates_input
def mse_backward(pred, target):
    pred.sub_(target)
    return 2 * pred / pred.numel()
