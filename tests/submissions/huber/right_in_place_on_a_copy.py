# expect: passed
def huber_loss(pred, target, delta=1.0):
    size = pred.clone()
    size.sub_(target).abs_()
    line = size * delta - delta * delta / 2
    loss = size.pow(2).div_(2)
    loss = loss.masked_scatter(size > delta, line[size > delta])
    return loss.mean()
