# expect: failed
# The elements are weighed by their own size.
def mae_loss(pred, target):
    e = pred - target
    return (e * e.sign() * e.abs().detach() / e.abs().detach().mean()).mean()
