# expect: failed
# diagnosis: penalty_on_prediction
# The size of the prediction, not of the error: a lasso penalty.
def weighted_mse_l1_loss(pred, target, weight=1.0):
    return ((pred - target) ** 2).mean() + weight * pred.abs().mean()
