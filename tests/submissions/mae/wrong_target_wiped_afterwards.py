# expect: failed
# diagnosis: mutates_input
# Right, but it wipes a contiguous target when it is done.
def mae_loss(pred, target):
    flat = target.view(-1) if target.is_contiguous() else target.reshape(-1)
    loss = (pred.reshape(-1) - flat).abs().mean()
    flat.data.zero_()
    return loss
