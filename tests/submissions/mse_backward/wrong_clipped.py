# expect: failed
# diagnosis: clipped
# Clipping is a step of its own.
def mse_backward(pred, target):
    return (2 * (pred - target) / pred.numel()).clamp(-1, 1)
