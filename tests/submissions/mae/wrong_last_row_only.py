# expect: failed
# diagnosis: only_one_row
# The loop overwrites its result.
def mae_loss(pred, target):
    for p, t in zip(pred, target) if pred.dim() else [(pred, target)]:
        loss = (p - t).abs().mean()
    return loss
