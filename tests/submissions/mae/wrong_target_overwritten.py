# expect: failed
# diagnosis: mutates_input
def mae_loss(pred, target):
    target.data.sub_(pred.data)
    sign = -target.sign()
    return ((pred - pred.detach()) * sign + target.abs()).mean()
