# expect: passed
def smooth_l1_loss(pred, target, beta=1.0):
    size = pred.clone().sub_(target).abs_()
    loss = size - beta / 2
    near = size < beta
    if near.any():
        loss = loss.masked_scatter(near, size[near].square() / (2 * beta))
    return loss.mean()
