# expect: failed
# diagnosis: gradient_of_target | sign_flipped
def mse_backward(pred, target):
    return 2 * (target - pred) / target.numel()
